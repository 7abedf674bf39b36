/** What may be used of the processor, and what may pass on the clock at most, in milliseconds. */
export interface TimeLimit {
  readonly work: number;
  readonly clock: number;
}

/** Tells how long something may take that has begun when this was called. */
export interface Allowance {
  /** Milliseconds on the clock since the beginning that are allowed as far as is known now; grows while the process waits. */
  readonly allowed: () => number;
  readonly isOver: () => boolean;
}

/**
 * Counts what the process worked, not what passed on the clock: where a machine gives it a tenth of a processor, an
 * innocent mapping takes ten times as long. The clock bounds it too, so that everything ends. The processor is asked
 * only when the clock alone would say stop, and then no sooner than the rest could be used up: asking it takes three
 * microseconds, asking the clock a tenth of one (measured on Node 20), and a node of an expression one or two.
 */
export function allowance({ work, clock }: TimeLimit): Allowance {
  const begun = performance.now();
  const usedBefore = process.cpuUsage();
  let until = work;
  const allowed = (): number => {
    const passed = performance.now() - begun;
    if (passed <= until || until >= clock) return until;
    const { user, system } = process.cpuUsage(usedBefore);
    const left = work - (user + system) / 1000;
    if (left > 0) until = Math.min(passed + Math.max(left, 1), clock);
    return until;
  };
  return { allowed, isOver: () => performance.now() - begun > allowed() };
}
