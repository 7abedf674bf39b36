import { callTitle } from '../cases/compare-calls.ts';
import { fieldText, nameText } from '../cases/value-text.ts';
import { contentText, nothing, outcomeText, statusText, summaryText, valuesText } from './diff-words.ts';
import { fieldsText } from './fields-words.ts';
import type { ChangedCall, ChangedCase, ChangedMapping, MappingDiff } from './mapping-diff.ts';
import { type Cells, code, html, row } from './markdown.ts';

/** By it a comment is found again. */
export const commentMark = '<!-- mapping-diff -->';

/** What GitHub takes for a comment, 65,536 characters; counted in bytes, so that it holds however they are counted. */
const mostBytes = 65_536;

/** What is kept free for the words on what was left out. */
const reserve = 200;

/**
 * A difference for a pull request: a heading, the summary, and for each mapping a table that opens. Whatever does not fit
 * is counted in the last line.
 */
export function diffAsMarkdown(diff: MappingDiff, most = mostBytes): string {
  const fields = fieldsText(diff);
  const head = `${commentMark}\n### What Segment gets: ${code(diff.before)} → ${code(diff.after)}\n\n${summaryText(diff)}.\n${fields === undefined ? '' : `\n${code(fields)}.\n`}`;
  const parts = [head];
  let left = most - reserve - bytes(head);
  let omitted = 0;
  for (const mapping of diff.mappings) {
    const rows = rowsOf(mapping);
    const frame = frameOf(mapping, rows.length > 0);
    const room = left - bytes(frame.before + frame.after);
    const kept = fitting(rows, room);
    omitted += rows.length - kept.length;
    // A mapping of which no row fits is left out whole, and so are smaller ones behind it: a gap would look like an end.
    if (room < 0 || (rows.length > 0 && kept.length === 0)) {
      left = 0;
      omitted += rows.length === 0 ? 1 : 0;
      continue;
    }
    const block = `${frame.before}${kept.join('')}${frame.after}`;
    parts.push(block);
    left = kept.length < rows.length ? 0 : left - bytes(block);
  }
  if (omitted > 0)
    parts.push(
      `… and ${omitted} more ${omitted === 1 ? 'row' : 'rows'}: ${code('npm run mapper -- diff')} shows all.\n`,
    );
  return parts.join('\n');
}

/** As many rows as there is room for, from the first on. */
function fitting(rows: readonly string[], room: number): readonly string[] {
  let used = 0;
  const end = rows.findIndex((one) => {
    used += bytes(one);
    return used > room;
  });
  return end < 0 ? rows : rows.slice(0, end);
}

function frameOf(
  mapping: ChangedMapping,
  hasRows: boolean,
): { readonly before: string; readonly after: string } {
  const name = `<code>${html(nameText(mapping.name))}</code>`;
  const status = statusText(mapping);
  const differ = mapping.cases.length;
  const told = [
    ...(status === undefined ? [] : [`<code>${html(status)}</code>`]),
    ...(differ === 0 ? [] : [`${differ} ${differ === 1 ? 'case differs' : 'cases differ'}`]),
  ].join(', ');
  if (!hasRows) return { before: `<p>${name}: ${told}</p>\n`, after: '' };
  return {
    before: `<details><summary>${name}: ${told}</summary>\n\n| case | call | field | before | after |\n|---|---|---|---|---|\n`,
    after: '\n</details>\n',
  };
}

function rowsOf({ cases }: ChangedMapping): readonly string[] {
  return cases.flatMap((one) =>
    [...outcomeRows(one), ...one.calls.flatMap((call) => callRows(one.name, call))].map(row),
  );
}

function outcomeRows({ name, before, after }: ChangedCase): readonly Cells[] {
  const told = outcomeText(before, after);
  const issues = after.status === 'failed' ? after.issues : [];
  return [
    ...(told === undefined ? [] : [[code(nameText(name)), '', '', '', code(told)] as const]),
    ...issues.map(({ message }) => [code(nameText(name)), '', '', '', code(message)] as const),
  ];
}

function callRows(name: string, change: ChangedCall): readonly Cells[] {
  const [one, title] = [code(nameText(name)), code(callTitle(change.call))];
  if (change.kind !== 'changed') {
    const content = code(contentText(change.call));
    return [
      change.kind === 'appeared'
        ? [one, title, 'the call appears', '', content]
        : [one, title, 'the call vanishes', content, ''],
    ];
  }
  return change.fields.map((field) => {
    const [before, after] = valuesText(field);
    return [
      one,
      title,
      code(fieldText(field.pointer)),
      value(field.before, before),
      value(field.after, after),
    ];
  });
}

function value(given: unknown, text: string): string {
  return given === undefined ? `*${nothing}*` : code(text);
}

function bytes(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}
