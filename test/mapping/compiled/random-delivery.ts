import type { Random } from './random.ts';

const values = [
  null,
  0,
  1,
  -1,
  0.5,
  '',
  ' ',
  'x',
  '10',
  true,
  false,
  [],
  {},
  [[]],
  '2026-05-04T08:00:00.000Z',
];

/**
 * A delivery with something changed in it: fields and items left out, said twice, put in a list, taken out of one, or of
 * another type. What the schemas forbid is among it: the engine must not depend on them.
 */
export function changedDelivery(delivery: unknown, random: Random): unknown {
  // Much change mostly ends early; with little, whole calls come out.
  const rate = random.pick([0, 0.1, 0.3, 1]);
  const change = (value: unknown, depth: number): unknown => {
    if (depth > 0 && random.chance(0.02 * rate)) return random.pick(values);
    if (Array.isArray(value)) return changedList(value, depth);
    if (typeof value !== 'object' || value === null) return value;
    const kept = Object.entries(value).filter(() => !random.chance(0.06 * rate));
    return Object.fromEntries(kept.map(([key, part]) => [key, around(change(part, depth + 1))]));
  };
  const changedList = (list: readonly unknown[], depth: number): unknown => {
    const items = list.flatMap((item) => {
      const copies = random.chance(rate) ? random.pick([0, 1, 2, 3]) : 1;
      return Array.from({ length: copies }, () => change(item, depth + 1));
    });
    return random.chance(0.05 * rate) ? items[0] : items;
  };
  const around = (value: unknown): unknown => (random.chance(0.02 * rate) ? [value] : value);
  return change(delivery, 0);
}
