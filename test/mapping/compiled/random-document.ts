import type { Random } from './random.ts';

/** Few names, so that expressions meet what is there. */
export const fieldNames = ['a', 'b', 'c', 'd'] as const;

const scalars = [
  ...[0, 1, 2, -3, 4.5, 0.1, -0.5, 1e21, 123_456_789.123, 7, 100, -0],
  ...['', 'x', 'yy', '10', 'a b', 'é😀', '2026-05-04T08:00:00.000Z', 'abc', ' a  b '],
  ...[true, false, null],
];

const money = { type: 'centPrecision', currencyCode: 'EUR', centAmount: 1999, fractionDigits: 2 };

/** Any JSON: nested, with empty lists, lists of one, lists in lists, and what our own functions take. */
export function randomDocument(random: Random, depth: number): unknown {
  const choice = random.number();
  if (depth <= 0 || choice < 0.25) return random.pick(scalars);
  if (choice < 0.3) return random.pick([money, { en: 'Shirt', de: 'Hemd' }, [], [1], {}]);
  if (choice < 0.55) return Array.from({ length: random.below(4) }, () => randomDocument(random, depth - 1));
  const names = fieldNames.filter(() => random.chance(0.7));
  return Object.fromEntries(names.map((name) => [name, randomDocument(random, depth - 1)]));
}
