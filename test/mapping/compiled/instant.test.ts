import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instant } from '../../../src/mapping/compiled/runtime/instant.ts';

const two = (most: number) => fc.integer({ min: 0, max: most }).map((one) => String(one).padStart(2, '0'));
const year = fc.integer({ min: 0, max: 9_999 }).map((one) => String(one).padStart(4, '0'));
const rest = fc.integer({ min: 0, max: 999 }).map((one) => String(one).padStart(3, '0'));
const texts = fc
  .tuple(year, two(13), two(32), two(25), two(61), two(61), rest)
  .map(([y, m, d, hour, minute, second, ms]) => `${y}-${m}-${d}T${hour}:${minute}:${second}.${ms}Z`);

test('a time is what Date reads, wherever it is read', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const found = instant(text);
      if (found !== undefined) expect(found).toBe(Date.parse(text));
    }),
    { seed: 1, numRuns: 5_000 },
  );
});

test('every time from the year 1 on is read, but those of leap days', () => {
  const [min, max] = [new Date('0001-01-01T00:00:00.000Z'), new Date('9999-12-31T23:59:59.999Z')];
  fc.assert(
    fc.property(fc.date({ min, max, noInvalidDate: true }), (date) => {
      const text = date.toISOString();
      expect(instant(text)).toBe(text.slice(5, 10) === '02-29' ? undefined : date.getTime());
    }),
    { seed: 1, numRuns: 5_000 },
  );
});

test.each([
  '2026-05-04T08:00:00Z',
  '2026-05-04T08:00:00.000z',
  '2026-05-04 08:00:00.000Z',
  '2026-05-04T08:00:0x.000Z',
  '2026-05-04T08:00:00.0٣0Z',
  '+026-05-04T08:00:00.000Z',
  '2026-02-29T08:00:00.000Z',
  '2026-05-00T08:00:00.000Z',
  '0000-05-04T08:00:00.000Z',
])('%s is left to others', (text) => {
  expect(instant(text)).toBeUndefined();
});
