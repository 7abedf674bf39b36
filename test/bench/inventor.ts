/** A sequence of numbers from 0 to 1 that only looks like chance. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return state / 0x7fff_ffff;
  };
}

function inventor(seed: number) {
  const next = numbers(seed);
  const whole = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  const pick = <Values extends readonly [unknown, ...unknown[]]>(values: Values): Values[number] =>
    values[whole(0, values.length - 1)] ?? values[0];
  const id = () =>
    'xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx'.replace(/x/g, () => Math.floor(next() * 16).toString(16));
  return { whole, pick, id };
}

export type Inventor = ReturnType<typeof inventor>;

/** What one message is invented by: the same for the same number. */
export function inventorOf(number: number): Inventor {
  return inventor(42 + 7_919 * number);
}
