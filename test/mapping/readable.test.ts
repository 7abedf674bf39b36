import { expect, test } from 'vitest';
import { readable, readableCopy, unreadableNames } from '../../src/mapping/language/readable.ts';

const nested = (depth: number): unknown => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`);

test('a copy of a payload leaves out what JSONata would take for its own', () => {
  const payload: unknown = JSON.parse(
    '{"a": {"_jsonata_lambda": true, "b": [{"_jsonata_function": true, "c": null}]}, "__proto__": {"d": 1}}',
  );
  const copy = readableCopy(payload);
  expect(copy).toStrictEqual({ a: { b: [{ c: null }] } });
  expect(({} as { d?: unknown }).d).toBeUndefined();
});

test('a copy of a payload that is nested beyond reason ends', () => {
  expect(JSON.stringify(readableCopy(nested(100_000))).length).toBeLessThan(2_000);
  expect(readableCopy(nested(300))).toEqual(nested(300));
});

test('a payload that can be read whole is not copied', () => {
  const payload = { typeStream: 1, _jsonata: [{ outer: null }], constructor: 'x' };
  expect(readable(payload)).toBe(payload);
});

test.each(unreadableNames)('one that holds %s somewhere is', (name) => {
  const payload: unknown = JSON.parse(`{"a": [{"${name}": true, "b": 1}]}`);
  expect(readable(payload)).toStrictEqual({ a: [{ b: 1 }] });
});
