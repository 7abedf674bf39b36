import type { Json } from '../../mapping/catalog.ts';
import { type CaseFiles, casePath } from '../../node/case-files.ts';
import { readCaseJson } from '../cases/read-json.ts';
import { describeSnapshot } from '../cases/show-case.ts';
import { folded, table } from './page.ts';

/** Characters of a delivery that is shown in full; who wants to see a longer one follows its link. */
const longestShown = 6_000;

/** What the samples of a mapping give: one before and after, all of them in a table. */
export function sampleBlocks(cases: readonly CaseFiles[]): readonly string[] {
  const shown = [...cases].sort(bestFirst)[0];
  const rows = cases.map((one) => [
    [
      linkTo(one, 'delivery', one.name.replaceAll('-', ' ')),
      ...(one.fetched === undefined ? [] : [linkTo(one, 'fetched', 'what is fetched')]),
    ].join(', '),
    linkTo(one, 'calls', outcomeOf(one)),
  ]);
  return [
    '## Samples',
    ...(shown === undefined ? [] : beforeAndAfter(shown)),
    table(['what came', 'what is sent'], rows),
  ];
}

function beforeAndAfter({ name, delivery, calls, fetched }: CaseFiles): readonly string[] {
  if (delivery === undefined || calls === undefined || delivery.text.length > longestShown) return [];
  return [
    folded(`Before: what commercetools sends (${name.replaceAll('-', ' ')})`, 'json', delivery.text),
    ...(fetched === undefined ? [] : [folded('Fetched: what commercetools has', 'json', fetched.text)]),
    folded('After: what Segment gets', 'json', calls.text),
  ];
}

/** The sample that shows most: of those that are short enough the one with the longest calls. */
function bestFirst(one: CaseFiles, other: CaseFiles): number {
  return worth(other) - worth(one) || (one.name < other.name ? -1 : 1);
}

function worth({ delivery, calls }: CaseFiles): number {
  if (delivery === undefined || calls === undefined) return -2;
  return delivery.text.length > longestShown ? -1 : calls.text.length;
}

function outcomeOf({ calls }: CaseFiles): string {
  const read = calls === undefined ? undefined : readCaseJson(calls);
  if (read?.ok !== true) return 'not known';
  const snapshot = read.value as Json;
  const events = Array.isArray(snapshot) ? snapshot.map(callWords) : [];
  return events.length > 0 ? events.join(', ') : describeSnapshot(snapshot);
}

function callWords(call: Json): string {
  const { type, event } = (call ?? {}) as { readonly type?: string; readonly event?: string };
  return event === undefined ? String(type) : `${type}: ${event}`;
}

/** From the folder of the pages. */
function linkTo({ mapping, name }: CaseFiles, part: 'delivery' | 'calls' | 'fetched', words: string): string {
  return `[${words}](../../${casePath(mapping, name, part)})`;
}
