import jsonata from 'jsonata';
import { expect, test } from 'vitest';
import { TooMuchError } from '../../src/mapping/language/bounded.ts';
import { NotPlainError, plainJson, sizeOf } from '../../src/mapping/language/plain-json.ts';

const nested = (depth: number): unknown => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`);

test('a result becomes plain objects and lists, and none of them is the input', async () => {
  const input = { items: [{ a: { b: 1 } }, { a: { b: 2 } }] };
  const result: unknown = await jsonata('{"all": items.a, "first": items[0]}').evaluate(input);
  const plain = plainJson(result) as { all: { b: number }[]; first: unknown };
  expect(plain).toStrictEqual({ all: [{ b: 1 }, { b: 2 }], first: { a: { b: 1 } } });
  expect(Object.getPrototypeOf(plain)).toBe(Object.prototype);
  expect(Object.keys(plain.all)).toEqual(['0', '1']);
  expect(plain.first).not.toBe(input.items[0]);
});

test.each([
  [{ a: undefined, b: null }, { b: null }],
  [[undefined, 1], [1]],
  [undefined, undefined],
  [-0, 0],
  [JSON.parse('{"__proto__": {"polluted": true}, "constructor": 1}'), { constructor: 1 }],
  ['', ''],
  [false, false],
])('%j becomes %j', (value, plain) => {
  expect(plainJson(value)).toStrictEqual(plain);
});

test.each([
  [Number.NaN],
  [Number.POSITIVE_INFINITY],
  [[Number.NEGATIVE_INFINITY]],
  [10n],
  [Symbol('s')],
  [() => 1],
  [{ _jsonata_lambda: true }],
  [{ a: { _jsonata_function: true } }],
  [nested(200)],
])('case %#: what JSON cannot say is refused', (value) => {
  expect(() => plainJson(value)).toThrow(NotPlainError);
});

test('what is too large is refused at once, also where few objects stand for many', () => {
  const doubled = Array.from({ length: 80 }).reduce<unknown>((inner) => [inner, inner], 1);
  for (const value of ['x'.repeat(100_001), Array.from({ length: 600_000 }, () => 1), doubled])
    expect(() => plainJson(value)).toThrow(TooMuchError);
  expect(plainJson('x'.repeat(100_000))).toHaveLength(100_000);
});

test('the size counts what occurs twice twice, and ends on a circle', () => {
  const part = { text: 'x'.repeat(1_000) };
  expect(sizeOf([part, part])).toBeGreaterThan(2_000);
  const circle: unknown[] = [];
  circle.push(circle);
  expect(sizeOf(circle)).toBeLessThan(100);
});
