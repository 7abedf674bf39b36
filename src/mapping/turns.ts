import { setImmediate } from 'node:timers/promises';

/**
 * Lets one piece of work run after the other. An evaluation's time limit counts real time, and jsonata gives way
 * after every node: five hundred deliveries at once would all reach their limits while each waits for the others.
 * Between two turns the process gets to its timers and sockets.
 */
export function takingTurns(): <Value>(work: () => Promise<Value>) => Promise<Value> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work);
    last = turn.then(
      () => setImmediate(),
      () => setImmediate(),
    );
    return turn;
  };
}
