import { setImmediate } from 'node:timers/promises';

/** Runs a piece of work when its turn has come: at once where nobody else is at it. */
export type InTurn = <Value>(work: () => Value | Promise<Value>) => Value | Promise<Value>;

/** Milliseconds that the process may stay away from its timers and sockets. */
const longestStretch = 5;

/**
 * Lets one piece of work run after the other. An evaluation's time limit counts real time, and jsonata gives way
 * after every node: five hundred deliveries at once would all reach their limits while each waits for the others.
 * Between two turns the process gets to its timers and sockets; after work that is done at once, only when some time
 * has gone.
 */
export function takingTurns(): InTurn {
  let last: Promise<unknown> | undefined;
  let stretch = 0;
  const hold = (turn: Promise<unknown>) => {
    stretch = 0;
    const held = turn.then(
      () => setImmediate(),
      () => setImmediate(),
    );
    last = held;
    void held.then(() => {
      if (last === held) last = undefined;
    });
  };
  return (work) => {
    if (last !== undefined) {
      const turn = last.then(work);
      hold(turn);
      return turn;
    }
    const began = performance.now();
    const result = work();
    stretch += performance.now() - began;
    if (result instanceof Promise) hold(result);
    else if (stretch > longestStretch) hold(Promise.resolve());
    return result;
  };
}
