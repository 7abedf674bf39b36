import type { Json } from '../../mapping/catalog.ts';
import { count, formatIssue, type Showing } from '../../report/format.ts';
import { type Paint, painter } from '../../report/format-paint.ts';
import { stepsOf } from '../../report/json-pointer.ts';
import { showPlace } from '../../report/place.ts';
import { contentText, outcomeText, valuesText } from '../diff/diff-words.ts';
import type { OutcomeWords } from '../diff/mapping-diff.ts';
import { callTitle } from './compare-calls.ts';
import type { CaseResult, PlacedDifference, Snapshot } from './run-cases.ts';
import { fieldText } from './value-text.ts';

/** One line for a case; below it one for each field that differs, and why. Shows values: they are the author's own samples. */
export function showCase(result: CaseResult, showing: Showing): string {
  const { mapping, name, variant, passed, actual, expected, differences, issues } = result;
  const paint = painter(showing.colour);
  const mark = passed ? paint('green', 'ok  ') : paint('red', 'fail');
  const within = variant === undefined ? '' : ` (${variant})`;
  const inner = [
    ...differences
      .filter(({ pointer }) => pointer !== '')
      .map((one) => showDifference(one, { actual, expected }, paint)),
    ...issues.map((issue) => formatIssue(issue, showing)),
  ];
  return [`${mark}  ${mapping}/${name}${within}${summaryOf(result, paint)}`, ...inner.map(indented)].join(
    '\n',
  );
}

/** What follows a case in its line. A passed one that sends nothing looks like any other: its author may not have meant that. */
function summaryOf({ passed, actual, expected, differences }: CaseResult, paint: Paint): string {
  if (passed)
    return hasCalls(actual) ? '' : paint('yellow', `  no call, ${describeSnapshot(actual ?? null)}`);
  if (actual === undefined || expected === undefined) return '';
  const outcome = outcomeText(outcomeIn(expected), outcomeIn(actual));
  const calls = differences.filter(({ pointer }) => stepsOf(pointer).length === 1).length;
  const fields = differences.filter(({ pointer }) => stepsOf(pointer).length > 1).length;
  const told = [
    ...(fields > 0 ? [`${count(fields, 'field')} ${fields === 1 ? 'differs' : 'differ'}`] : []),
    ...(calls > 0 ? [`${count(calls, 'call')} more or fewer`] : []),
  ];
  return `  ${outcome === undefined ? told.join(', ') : `${outcome}; expected: ${describeSnapshot(expected)}`}`;
}

function outcomeIn(snapshot: Snapshot): OutcomeWords {
  if (isList(snapshot)) return { status: 'calls' };
  const { skipped, failed } = (snapshot ?? {}) as { readonly [name: string]: Json };
  if (skipped !== undefined) return { status: 'skipped', reason: String(skipped) };
  return { status: 'failed', reason: String(failed), issues: [] };
}

function hasCalls(snapshot: Snapshot | undefined): boolean {
  return Array.isArray(snapshot) && snapshot.length > 0;
}

/** What a snapshot says, in a few words. */
export function describeSnapshot(snapshot: Snapshot): string {
  if (Array.isArray(snapshot)) return count(snapshot.length, 'call');
  const [word, why] = Object.entries(snapshot ?? {})[0] ?? [];
  return word === undefined ? 'an empty snapshot' : `${word}: ${String(why)}`;
}

/** `identify  traits.city  "Bonn" → "BONN"  mappings/customer.created.yaml:7:17` */
function showDifference(
  { pointer, before, after, place }: PlacedDifference,
  { actual, expected }: { readonly [side in 'actual' | 'expected']: Snapshot | undefined },
  paint: Paint,
): string {
  const [index, ...field] = stepsOf(pointer);
  const at = paint('dim', showPlace(place));
  if (field.length === 0) {
    const call = after ?? before ?? null;
    const [style, sign] = before === undefined ? (['green', '+'] as const) : (['red', '-'] as const);
    return `${paint(style, `${sign} ${callTitle(call)}  ${contentText(call)}`)}  ${at}`;
  }
  const call = [actual, expected].flatMap((side) => (isList(side) ? (side[Number(index)] ?? []) : []))[0];
  const [old, fresh] = valuesText({
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
  });
  const title = callTitle(call ?? null);
  const name = fieldText(pointer.slice(1 + (index ?? '').length));
  return `${title}  ${name}  ${paint('red', old)} → ${paint('green', fresh)}  ${at}`;
}

function isList(value: Snapshot | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

function indented(block: string): string {
  return block.replaceAll(/^(?=.)/gm, '      ');
}
