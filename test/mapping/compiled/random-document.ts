import type { Random } from './random.ts';

/** Few names, so that expressions meet what is there. */
export const fieldNames = ['a', 'b', 'c', 'd'] as const;

const scalars = [
  ...[0, 1, 2, -3, 4.5, 0.1, -0.5, 1e21, 123_456_789.123, 7, 100, -0, 1e-7, 2 ** 53],
  ...['', 'x', 'yy', '10', 'a b', 'é😀', '2026-05-04T08:00:00.000Z', 'abc', ' a  b ', '\ud83d', '\u2028'],
  ...['2024-02-29T08:00:00.000Z', '2026-05-04T24:00:00.000Z', '0001', '9999999999999999'],
  ...[true, false, null],
];

const money = { type: 'centPrecision', currencyCode: 'EUR', centAmount: 1999, fractionDigits: 2 };

/** One more than what is done in a quick way for short ones. */
const long = [
  'é '.repeat(501),
  Array.from({ length: 17 }, (_, index) => `${index % 5}`),
  Array.from({ length: 101 }, (_, index) => index),
];

/** Any JSON: nested, with empty lists, lists of one, lists in lists, what is long, and what our own functions take. */
export function randomDocument(random: Random, depth: number): unknown {
  const choice = random.number();
  if (depth <= 0 || choice < 0.25) return random.pick(scalars);
  if (choice < 0.3) return random.pick([money, { en: 'Shirt', de: 'Hemd' }, [], [1], {}]);
  if (choice < 0.32) return random.pick(long);
  if (choice < 0.55) return Array.from({ length: random.below(4) }, () => randomDocument(random, depth - 1));
  const names = fieldNames.filter(() => random.chance(0.7));
  return Object.fromEntries(names.map((name) => [name, randomDocument(random, depth - 1)]));
}
