/**
 * Does a work again as soon as it is asked for, but one at a time: what is asked for meanwhile is done once, after it.
 * So nothing waits for a timer, and nothing piles up.
 */
export function singleFlight(work: () => Promise<void>): () => void {
  let isRunning = false;
  let isAsked = false;
  const run = async () => {
    isRunning = true;
    while (isAsked) {
      isAsked = false;
      await work();
    }
    isRunning = false;
  };
  return () => {
    isAsked = true;
    if (!isRunning) void run();
  };
}
