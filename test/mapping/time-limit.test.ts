import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { allowance } from '../../src/mapping/language/time-limit.ts';

/** Keeps the processor busy until the allowance is over; gives how long that took, on the processor. */
function workUntilOver({ isOver }: { readonly isOver: () => boolean }): number {
  const before = process.cpuUsage();
  while (!isOver());
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

test('waiting is not work: what only waits has all of its time left', async () => {
  // While this waits, V8 may collect garbage and compile for the tests before it, which is work of the process, too.
  const time = allowance({ work: 190, clock: 60_000 });
  await setTimeout(200);
  expect(time.isOver()).toBe(false);
  expect(time.allowed()).toBeGreaterThan(200);
});

test('work ends it, whatever the clock would allow', () => {
  expect(workUntilOver(allowance({ work: 20, clock: 60_000 }))).toBeGreaterThan(18);
});

test('the clock ends it, whatever was worked', async () => {
  const time = allowance({ work: 20, clock: 40 });
  await setTimeout(60);
  expect(time.allowed()).toBeLessThanOrEqual(40);
  expect(time.isOver()).toBe(true);
});
