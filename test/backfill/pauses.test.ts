import { expect, test } from 'vitest';
import { pauseBehind } from '../../src/backfill/patiently.ts';

test.each([
  [1, 500],
  [2, 1_000],
  [3, 2_000],
  [6, 16_000],
  [7, 30_000],
  [100_000, 30_000],
])('behind %s attempts a wait takes %s ms at most, and half of that at least', (attempts, most) => {
  const waits = Array.from({ length: 200 }, () => pauseBehind(attempts));
  expect(waits.filter((ms) => !(ms >= most / 2 && ms <= most))).toEqual([]);
  expect(new Set(waits).size).toBeGreaterThan(1);
});
