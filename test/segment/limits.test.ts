import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Call } from '../../src/segment/call.ts';
import { jsonBytes, mostJsonBytes } from '../../src/segment/json-size.ts';
import { checkBatch, wireBytes } from '../../src/segment/limits.ts';
import { order, person } from './batches.ts';

const withNotes = (notes: string): Call => ({ ...person, traits: { email: 'ada@example.com', notes } });

test('ordinary calls have no issue', () => {
  expect(checkBatch([person, order])).toEqual([]);
  expect(checkBatch([])).toEqual([]);
});

test('a call over 32 KB is an error that names its place, its size and its largest trait, and no value', () => {
  const [issue, ...others] = checkBatch([person, withNotes('x'.repeat(33_000))]);
  expect(others).toEqual([]);
  expect(issue).toMatchObject({ code: 'call-too-large', severity: 'error', pointer: '/1' });
  expect(issue?.message).toMatch(/^this identify call is 32\.\d KB as it is sent \(33\d\d\d bytes\)/);
  expect(issue?.hint).toContain('traits.notes with 32.3 KB: leave it out');
  expect(JSON.stringify(issue)).not.toMatch(/xxx|ada@/);
});

test('a call may have 32 KB, and calls together 480 KB, to the byte', () => {
  const ofBytes = (bytes: number) => withNotes('x'.repeat(bytes - wireBytes(withNotes(''))));
  const kilobytes = (count: number) => ofBytes(count * 1_024);
  expect(checkBatch([kilobytes(32)])).toEqual([]);
  expect(checkBatch([ofBytes(32 * 1_024 + 1)])).toHaveLength(1);
  const large = Array(15).fill(kilobytes(31));
  expect(checkBatch([...large, kilobytes(15)])).toEqual([]);
  const [issue] = checkBatch([...large, ofBytes(15 * 1_024 + 1)]);
  expect(issue?.hint).toContain('the largest call, number 0 counted from 0, has 31.0 KB');
});

test('many small calls are counted together, too', () => {
  const calls = Array(480).fill(withNotes('x'.repeat(1_000)));
  expect(checkBatch(calls)).toMatchObject([{ code: 'call-too-large', pointer: '' }]);
});

test('a long list is named with the number of its items', () => {
  const products = Array.from({ length: 900 }, (_, number) => ({
    sku: `sku-${number}`,
    name: 'A product name',
  }));
  const [issue] = checkBatch([{ ...order, properties: { order_id: 'A-1', products } }]);
  expect(issue?.hint).toMatch(/properties\.products with \d\d\.\d KB in 900 items/);
});

test('bytes are counted, not characters', () => {
  expect(checkBatch([withNotes('i'.repeat(31_000))])).toEqual([]);
  expect(checkBatch([withNotes('é'.repeat(16_500))])).toHaveLength(1);
  expect(checkBatch([withNotes('"'.repeat(16_500))])).toHaveLength(1);
});

test('a name that comes from the payload is shortened', () => {
  const [issue] = checkBatch([{ ...person, traits: { ['n'.repeat(500)]: 'x'.repeat(33_000) } }]);
  expect(issue?.hint?.length).toBeLessThan(250);
  expect(issue?.hint).toContain(`traits.${'n'.repeat(72)}… with`);
});

test('calls that are small alone and over 480 KB together are an error of the whole batch', () => {
  const calls = Array.from({ length: 17 }, () => withNotes('x'.repeat(30_000)));
  expect(checkBatch(calls.slice(1))).toEqual([]);
  const [issue, ...others] = checkBatch(calls);
  expect(others).toEqual([]);
  expect(issue).toMatchObject({ code: 'call-too-large', pointer: '' });
  expect(issue?.message).toContain('the 17 calls of this delivery are');
});

test('more than 2,500 calls are an error', () => {
  const issues = checkBatch(Array.from({ length: 2_501 }, () => order));
  expect(issues.map((issue) => issue.message)[0]).toBe(
    'this delivery makes 2501 calls; Segment takes at most 2500 in one request',
  );
});

test('the quick bound is never below the bytes of the JSON', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.string({ unit: 'binary' }), (value, text) => {
      const both = { value, [text]: text };
      expect(mostJsonBytes(both)).toBeGreaterThanOrEqual(jsonBytes(both));
    }),
    { seed: 31, numRuns: 500 },
  );
});

test.each<[string, object]>([
  ['empty texts', Array(100).fill('')],
  ['control characters', { '\u0000': '\u0001', '\u0002': '\u0003' }],
  ['long numbers', Array(100).fill(-1.2345678901234568e-300)],
])('nor is it where there is least to spare: %s', (_name, value) => {
  expect(mostJsonBytes(value)).toBeGreaterThanOrEqual(jsonBytes(value));
});
