import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openEnvelope } from '../../src/commercetools/envelope.ts';
import { isJsonWithin, jsonExcesses } from '../../src/commercetools/json-bounds.ts';
import { noHeaders } from '../../src/commercetools/request-headers.ts';
import { wraps } from '../../src/demo/wrapping.ts';

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

const levelsOf = (value: unknown): number =>
  typeof value !== 'object' || value === null
    ? 0
    : Object.values(value).reduce((most: number, part) => Math.max(most, 1 + levelsOf(part)), 1);

it('any JSON has as many levels as its value', () => {
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

const valuesIn = (value: unknown): number =>
  typeof value !== 'object' || value === null
    ? 0
    : Object.values(value).reduce((sum: number, part) => sum + 1 + valuesIn(part), 0);

it('any JSON has as many values as are in its lists and objects, however it is written', () => {
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

it('in whatever wrappers, small or large, it is judged as if all were counted', () => {
  const counted = () => {
    let left = 300_000;
    return (text: string) => {
      const value: unknown = JSON.parse(text);
      const values = valuesIn(value);
      const isWithin =
        levelsOf(value) <= 100 && values <= Math.min(left, Array.isArray(value) ? 300_000 : 110_000);
      if (isWithin) left -= values;
      return isWithin;
    };
  };
  const deep = fc
    .tuple(fc.integer({ min: 85, max: 101 }), fc.constantFrom('{"a":1}', '[1]', '{"a":[1]}'))
    .map(
      ([times, part]) =>
        `${part.replace(/1.*/, '').repeat(times)}"[[["${part.replace(/.*1/, '').repeat(times)}`,
    );
  const wide = fc
    .tuple(fc.constantFrom(1, 6_000, 24_000), fc.constantFrom('0', '{}', '",["'))
    .map(([times, part]) => `[${Array(times).fill(part).join()}]`);
  const body = fc.tuple(
    fc.array(fc.oneof(deep, wide), { minLength: 1, maxLength: 3 }),
    fc.array(fc.constantFrom(...wraps), { maxLength: 5 }),
  );
  const property = fc.property(body, ([parts, around]) => {
    const content: unknown = { parts: parts.map((part) => JSON.parse(part)) };
    const whole = around.reduce((inner, wrap) => JSON.parse(wrap(inner).body), content);
    const [excessOf, isWithin] = [jsonExcesses(), counted()];
    const both = (text: string) => {
      const excess = excessOf(text);
      expect(excess === undefined).toBe(isWithin(text));
      return excess;
    };
    if (both(JSON.stringify(whole)) === undefined) openEnvelope(whole, noHeaders, both);
  });
  fc.assert(property, { seed: 20_261_128, numRuns: 40 });
});
