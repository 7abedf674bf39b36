/** The pieces of a body, in the order in which they come. */
export interface Pieces {
  readonly add: (piece: Uint8Array) => void;
  readonly whole: () => Uint8Array;
}

/** As many are kept as they came. */
const mostLoose = 1_000;

/**
 * A sender may make each piece a single byte, and an object for each would take hundreds: many small ones become one, so that a
 * body takes about as much memory as it is long.
 */
export function pieces(): Pieces {
  const joined: Uint8Array[] = [];
  let loose: Uint8Array[] = [];
  return {
    add: (piece) => {
      loose.push(piece);
      if (loose.length < mostLoose) return;
      joined.push(Buffer.concat(loose));
      loose = [];
    },
    whole: () => {
      const [only] = loose;
      const isOne = only !== undefined && loose.length === 1 && joined.length === 0;
      return isOne ? only : Buffer.concat([...joined, ...loose]);
    },
  };
}
