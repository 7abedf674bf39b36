import type { Json } from '../mapping/catalog.ts';
import { count, formatIssue } from '../report/format.ts';
import { painter } from '../report/format-paint.ts';
import { showPlace } from '../report/place.ts';
import type { Project } from './project.ts';
import type { CaseResult, PlacedDifference, Snapshot } from './run-cases.ts';

/** One line for a case, and below it what differs and why. Shows values: they are the author's own samples. */
export function showCase(
  { mapping, name, variant, passed, actual, differences, issues }: CaseResult,
  colour: boolean,
  { textOf }: Project,
): string {
  const paint = painter(colour);
  const mark = passed ? paint('green', 'ok  ') : paint('red', 'fail');
  const inner = [
    ...differences.map((one) => showDifference(one)),
    ...issues.map((issue) => formatIssue(issue, { colour, textOf })),
  ];
  // A passed case that sends nothing looks like any other: its author may not have meant that.
  const silent =
    passed && !hasCalls(actual) ? paint('yellow', `  no call, ${describeSnapshot(actual ?? null)}`) : '';
  const within = variant === undefined ? '' : ` (${variant})`;
  return [`${mark}  ${mapping}/${name}${within}${silent}`, ...inner.map(indented)].join('\n');
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

function showDifference({ pointer, before, after, place }: PlacedDifference): string {
  const whole = pointer === '';
  const [old, fresh] = [before, after].map((value) => showValue(value, whole));
  return `${whole ? '' : `${pointer}  `}${old} → ${fresh}\n  ${showPlace(place)}`;
}

function showValue(value: Json | undefined, whole: boolean): string {
  if (value === undefined) return 'absent';
  return whole ? describeSnapshot(value) : JSON.stringify(value);
}

function indented(block: string): string {
  return block.replaceAll(/^(?=.)/gm, '      ');
}
