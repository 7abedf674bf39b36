import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isNestedWithin } from '../../src/commercetools/json-depth.ts';

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
  expect(isNestedWithin(text, depth)).toBe(true);
  if (depth > 0) expect(isNestedWithin(text, depth - 1)).toBe(false);
});

it('any JSON has as many levels as its value', () => {
  const levelsOf = (value: unknown): number =>
    typeof value !== 'object' || value === null
      ? 0
      : 1 + Math.max(0, ...Object.values(value).map((part) => levelsOf(part)));
  const property = fc.property(fc.json(), (text) => {
    const levels = levelsOf(JSON.parse(text));
    expect(isNestedWithin(text, levels)).toBe(true);
    if (levels > 0) expect(isNestedWithin(text, levels - 1)).toBe(false);
  });
  fc.assert(property, { seed: 20_261_126, numRuns: 500 });
});

it.each<[string, number]>([
  ['', 0],
  ['",,,"', 0],
  ['[1,[2,3],{"a":",","b":4}]', 4],
  [',,,', 3],
])('%s has %i commas', (text, commas) => {
  expect(isNestedWithin(text, 2, commas)).toBe(true);
  if (commas > 0) expect(isNestedWithin(text, 2, commas - 1)).toBe(false);
});
