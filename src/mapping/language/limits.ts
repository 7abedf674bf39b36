import type { TimeLimit } from './time-limit.ts';

/** Milliseconds of work, evaluations inside each other, and items of a list: what one evaluation may use. */
export const evaluationLimits = { timeout: 100, stack: 500, sequence: 10_000 } as const;

/** The same time, and what may pass on the clock while the machine does other things. */
export const timeLimit: TimeLimit = { work: evaluationLimits.timeout, clock: 2_000 };

/** What all of one delivery's evaluations of a mapping may take together. */
export const mappingLimit: TimeLimit = { work: 500, clock: 2_000 };

/** Characters of a text, in between and as a result. */
export const longestText = 100_000;

/** Characters of a value, about, with everything counted as often as it occurs. */
export const largestValue = 10_000_000;
