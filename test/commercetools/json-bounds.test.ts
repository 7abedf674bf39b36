import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isJsonWithin, jsonExcesses } from '../../src/commercetools/json-bounds.ts';

it.each<[string, number]>([
  ['', 0],
  ['1', 0],
  ['[]', 1],
  ['[[],[],{"a":{}}]', 3],
  ['{"[[[[": "[[[[{{{{"}', 1],
  ['"\\"[[["', 0],
  ['["\\\\", [[]]]', 3],
  ['["\\\\\\"[[[[", []]', 2],
  ['[[[', 3],
  ['"[[[', 0],
])('%s has %i levels', (text, depth) => {
  expect(isJsonWithin(text, depth)).toBe(true);
  if (depth > 0) expect(isJsonWithin(text, depth - 1)).toBe(false);
});

it('any JSON has as many levels as its value', () => {
  const levelsOf = (value: unknown): number =>
    typeof value !== 'object' || value === null
      ? 0
      : 1 + Math.max(0, ...Object.values(value).map((part) => levelsOf(part)));
  const property = fc.property(fc.json(), (text) => {
    const levels = levelsOf(JSON.parse(text));
    expect(isJsonWithin(text, levels)).toBe(true);
    if (levels > 0) expect(isJsonWithin(text, levels - 1)).toBe(false);
  });
  fc.assert(property, { seed: 20_261_126, numRuns: 500 });
});

it.each<[string, number]>([
  ['', 0],
  ['1', 0],
  ['",,,"', 0],
  ['[]', 0],
  ['{ \t\r\n}', 0],
  ['[1,[2,3],{"a":",","b":4}]', 7],
  ['[ [ [ 1 ] ] ]', 3],
  [',,,', 3],
])('%j has %i values', (text, values) => {
  expect(isJsonWithin(text, 3, values)).toBe(true);
  if (values > 0) expect(isJsonWithin(text, 3, values - 1)).toBe(false);
});

it('any JSON has as many values as are in its lists and objects, however it is written', () => {
  const valuesIn = (value: unknown): number =>
    typeof value !== 'object' || value === null
      ? 0
      : Object.values(value).reduce((sum: number, part) => sum + 1 + valuesIn(part), 0);
  const property = fc.property(fc.jsonValue(), fc.constantFrom(0, 2, '\t'), (value, space) => {
    const text = JSON.stringify(value, null, space);
    const values = valuesIn(JSON.parse(text));
    expect(isJsonWithin(text, 100, values)).toBe(true);
    if (values > 0) expect(isJsonWithin(text, 100, values - 1)).toBe(false);
  });
  fc.assert(property, { seed: 20_261_127, numRuns: 500 });
});

it.each([
  ['as many values as a delivery may have', `{"a":[${'{},'.repeat(109_998)}{}]}`, undefined],
  ['more', `{"a":[${'{},'.repeat(109_999)}{}]}`, 'made of more than 110000 values'],
  ['as many as a list may have', ` \n[${'{},'.repeat(299_999)}{}]`, undefined],
  ['more in a list', ` \n[${'{},'.repeat(300_000)}{}]`, 'made of more than 300000 values'],
  [
    'more without a comma',
    `{"a":[${'[[[[[[[[[0]]]]]]]]],'.repeat(11_000)}0]}`,
    'made of more than 110000 values',
  ],
  ['too many levels', '['.repeat(101), 'nested deeper than 100 levels'],
])('%s', (_, text, excess) => {
  expect(jsonExcesses()(text)).toBe(excess);
});

it('texts within a body count together, those that are refused do not', () => {
  const textOf = (values: number) => `{"a":[${'{},'.repeat(values - 2)}{}]}`;
  const excessOf = jsonExcesses();
  const together = 'made, with all around it, of more than 300000 values';
  const sizes = [109_999, 109_999, 109_999, 80_001, 110_001, 2, 2];
  expect(sizes.map((values) => excessOf(textOf(values)))).toEqual([
    undefined,
    undefined,
    together,
    undefined,
    together,
    together,
    together,
  ]);
  expect(excessOf('{}')).toBe(undefined);
  expect(jsonExcesses()(textOf(109_999))).toBe(undefined);
});
