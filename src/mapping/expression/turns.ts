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
  const timed = <Value>(work: () => Value | Promise<Value>): Value | Promise<Value> => {
    const began = performance.now();
    const result = work();
    stretch += result instanceof Promise ? longestStretch : performance.now() - began;
    return result;
  };
  const rest = () => {
    if (stretch < longestStretch) return undefined;
    stretch = 0;
    return new Promise<void>((resolve) => {
      setImmediate(resolve);
    });
  };
  const hold = (turn: Promise<unknown>) => {
    const held = turn.then(rest, rest);
    last = held;
    void held.then(() => {
      if (last === held) last = undefined;
    });
  };
  return (work) => {
    if (last !== undefined) {
      const turn = last.then(() => timed(work));
      hold(turn);
      return turn;
    }
    const result = timed(work);
    if (stretch >= longestStretch) hold(Promise.resolve(result));
    return result;
  };
}
