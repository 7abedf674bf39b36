import type { Snapshot } from '../run-cases.ts';
import type { Gap } from './measure.ts';
import type { Spots } from './spots.ts';

/** One of the two ways on which a delivery leaves a need: with the value, or skipped for want of it. */
export interface NeedBranch {
  /** Present where no sample goes there. */
  readonly gap?: Gap;
}

/** The ways behind "needs:", by what the snapshots say: they are asked for in the order of the file. */
export function needBranches(needs: Spots['needs'], expected: readonly Snapshot[]): readonly NeedBranch[] {
  const stoppedAt = expected.map((snapshot) => {
    if (Array.isArray(snapshot)) return needs.length;
    const reason = Object.entries(snapshot ?? {}).find(([word]) => word === 'skipped')?.[1];
    return needs.findIndex((need) => need.reason === reason);
  });
  return needs.flatMap(({ name, place }, index): readonly NeedBranch[] => {
    const unmet = { place, words: `no sample in which "${name}", which is needed, has no value` };
    const met = { place, words: `no sample in which "${name}", which is needed, has a value` };
    return [
      stoppedAt.includes(index) ? {} : { gap: unmet },
      stoppedAt.some((stop) => stop > index) ? {} : { gap: met },
    ];
  });
}
