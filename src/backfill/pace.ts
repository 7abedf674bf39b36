import { setTimeout as sleep } from 'node:timers/promises';

/** Lets one through in each interval, in the order in which they ask. */
export function pace(perSecond: number): () => Promise<void> {
  const interval = 1_000 / perSecond;
  let next = 0;
  return async () => {
    const now = performance.now();
    const turn = Math.max(now, next);
    next = turn + interval;
    if (turn > now) await sleep(turn - now);
  };
}
