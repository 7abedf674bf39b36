import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { patiently } from '../../src/backfill/patiently.ts';

vi.mock('node:timers/promises', () => ({ setTimeout: vi.fn(async () => false) }));

test('between two attempts the time is doubled, up to half a minute, of which chance takes half at most', async () => {
  const never = new AbortController().signal;
  const most = [500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000];
  let made = 0;
  const again = () => (made <= most.length ? {} : undefined);
  await patiently(async () => ++made, again, { totalMs: 1e9, requestMs: 1, halt: never, cut: never });
  const waited = vi.mocked(sleep).mock.calls.map(([ms = 0]) => ms);
  expect(waited).toHaveLength(most.length);
  expect(waited.filter((ms, index) => ms > (most[index] ?? 0) || ms < (most[index] ?? 0) / 2)).toEqual([]);
});
