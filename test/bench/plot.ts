import type { Result, Row } from './result.ts';
import { figure } from './shown.ts';

const width = 860;
const labels = 290;
const bar = 18;
const step = 26;
const colours = { ours: '#2563eb', others: '#94a3b8', text: '#0f172a' };

/** Bars of all results that are held against one of their rows, on a logarithmic scale; each title above its bars. */
export function plot(results: readonly Result[], about: string): string {
  const shown = results.filter(({ rows }) => rows.some(({ ratio }) => ratio !== undefined));
  const all = shown.flatMap(({ rows }) => rows.flatMap(({ ratio }) => ratio ?? []));
  const [least, most] = [Math.min(1, ...all), Math.max(10, ...all)];
  const span = width - labels - 90;
  const lengthOf = (ratio: number) => Math.max(2, (span * Math.log(ratio / least)) / Math.log(most / least));
  const parts: string[] = [];
  let y = 34;
  for (const { title, rows } of shown) {
    parts.push(text(12, y, title, 'bold'));
    y += 12;
    for (const row of rows) {
      if (row.ratio === undefined) continue;
      parts.push(...barOf(row, row.ratio, y, lengthOf(row.ratio)));
      y += step;
    }
    y += 26;
  }
  parts.push(text(12, y, `As multiples, on a logarithmic scale. ${about}`));
  const size = `width="${width}" height="${y + 16}" viewBox="0 0 ${width} ${y + 16}"`;
  const style = `font-family="system-ui, sans-serif" font-size="13" fill="${colours.text}"`;
  const back = `<rect width="${width}" height="${y + 16}" fill="#fff"/>`;
  const title = '<title>Measurements, each as a multiple of the one that it is held against</title>';
  const inside = [title, back, ...parts].join('\n');
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} ${style}>\n${inside}\n</svg>\n`;
}

function barOf({ name, value, unit }: Row, ratio: number, y: number, length: number): readonly string[] {
  const colour = name.startsWith('ours') ? colours.ours : colours.others;
  const end = labels + length;
  return [
    text(labels - 10, y + 14, name, 'normal', 'end'),
    `<rect x="${labels}" y="${y}" width="${length.toFixed(1)}" height="${bar}" rx="3" fill="${colour}"/>`,
    text(Math.round(end) + 8, y + 14, `${figure(ratio)} ×  (${figure(value)} ${unit})`),
  ];
}

function text(x: number, y: number, words: string, weight = 'normal', anchor = 'start'): string {
  const escaped = words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<text x="${x}" y="${y}" font-weight="${weight}" text-anchor="${anchor}">${escaped}</text>`;
}
