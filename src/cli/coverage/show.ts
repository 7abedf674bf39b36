import { showPlace } from '../../report/place.ts';
import { oneLine } from './branches.ts';
import type { Gap } from './gap.ts';
import type { FileCoverage } from './measure.ts';
import { type Kind, kinds, partOf, percent, type Sum, shareOf } from './share.ts';

/** What stands above the gaps of a kind. */
const headings: Readonly<Record<Kind, string>> = {
  fields: 'Forgotten fields: use them, or say under "ignores:" that they are left out on purpose',
  branches: 'What no sample has: add one',
  mutants: 'Changes that no sample notices: add a sample, or make one sharper',
};

/** A row for each file, and all gaps with their places. */
export function asText(files: readonly FileCoverage[]): string {
  const rows = tableOf(files);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const table = rows.map((row) =>
    row
      .map((cell, index) => (index === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[index] ?? 0)))
      .join('  '),
  );
  const gaps = gapsOf(files).map(({ kind, gaps: some }) =>
    [headings[kind], ...(kind === 'fields' ? byFile(some) : some.map(gapLines))].join('\n'),
  );
  return [table.join('\n'), ...gaps].join('\n\n');
}

/** The same for a pull request. */
export function asMarkdown(files: readonly FileCoverage[]): string {
  const [head = [], ...rows] = tableOf(files);
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = line(head.map((_, index) => (index === 0 ? '---' : '---:')));
  const gaps = gapsOf(files).map(({ kind, gaps: some }) =>
    [`### ${headings[kind]}`, some.map((gap) => gapItem(gap, kind)).join('\n')].join('\n\n'),
  );
  return [[line(head), rule, ...rows.map(line)].join('\n'), ...gaps].join('\n\n');
}

/** The same for programs. */
export function asJson(files: readonly FileCoverage[]): string {
  const shares = kinds.map((kind) => [kind, withPercent(shareOf(files, kind))] as const);
  const all = Object.fromEntries(shares.filter(([, share]) => share !== undefined));
  return JSON.stringify({ all, files }, null, 2);
}

function withPercent(share: Sum | undefined) {
  return share === undefined ? undefined : { ...share, percent: percent(share) };
}

function tableOf(files: readonly FileCoverage[]): readonly (readonly string[])[] {
  const shown = kinds.filter((kind) => shareOf(files, kind) !== undefined);
  const rows = files.map((file) => [file.name, ...shown.map((kind) => cell(partOf(file, kind)))]);
  return [['', ...shown], ...rows, ['all', ...shown.map((kind) => cell(shareOf(files, kind)))]];
}

function cell(share: Sum | undefined): string {
  return share === undefined ? '' : `${share.done} of ${share.of}  ${String(percent(share)).padStart(3)} %`;
}

function gapsOf(
  files: readonly FileCoverage[],
): readonly { readonly kind: Kind; readonly gaps: readonly Gap[] }[] {
  return kinds
    .map((kind) => ({ kind, gaps: files.flatMap((file) => partOf(file, kind)?.gaps ?? []) }))
    .filter(({ gaps }) => gaps.length > 0);
}

/** A field has no place of its own in a mapping that has forgotten it. */
function byFile(gaps: readonly Gap[]): readonly string[] {
  return [...new Set(gaps.map(({ place }) => place.file))].flatMap((file) => [
    `  ${file}`,
    ...gaps.filter(({ place }) => place.file === file).map(({ words }) => `      ${words}`),
  ]);
}

function gapLines({ place, words, shown }: Gap): string {
  const change = shown === undefined ? [] : [`      ${oneLine(shown.from)}  →  ${oneLine(shown.to)}`];
  return [`  ${showPlace(place)}  ${words}`, ...change].join('\n');
}

function gapItem({ place, words, shown }: Gap, kind: Kind): string {
  const change =
    shown === undefined ? '' : `: \`\` ${oneLine(shown.from)} \`\` → \`\` ${oneLine(shown.to)} \`\``;
  return `- ${kind === 'fields' ? place.file : showPlace(place)} ${words}${change}`;
}
