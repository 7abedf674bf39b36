import { type MappingDiff, totalsOf } from './mapping-diff.ts';

/** A difference for programs: a `MappingDiff` with its `totals`. */
export function diffAsJson(diff: MappingDiff): string {
  return JSON.stringify({ ...diff, totals: totalsOf(diff) }, null, 2);
}
