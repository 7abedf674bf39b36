/**
 * Lets at most so many pieces of work be under way at once; the others wait for their turn, first come, first served.
 * The work itself must end by itself, or its place is never free again.
 */
export function atMost(limit: number): <Value>(work: () => Promise<Value>) => Promise<Value> {
  let free = limit;
  const waiting: (() => void)[] = [];
  const place = async (): Promise<void> => {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => waiting.push(resolve));
  };
  const leave = (): void => {
    const next = waiting.shift();
    if (next === undefined) free++;
    else next();
  };
  return async (work) => {
    await place();
    try {
      return await work();
    } finally {
      leave();
    }
  };
}
