import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { type Patience, patienceOf, patiently, withGrace } from '../../src/backfill/patiently.ts';

const never = new AbortController().signal;
const patience: Patience = { totalMs: 60_000, requestMs: 1_000, halt: never, cut: never };

/** Attempts what comes to 1, 2 and so on, up to the last, which is the one that need not be made again. */
function attempts(last: number, retryAfter?: () => string) {
  let made = 0;
  const attempt = async () => ++made;
  const again = (value: number) => (value < last ? { retryAfter: retryAfter?.() } : undefined);
  return { attempt, again, made: () => made };
}

/** As a date can say it to the millisecond, so that nobody waits for long. */
const soon = () => new Date(Date.now() + 5).toISOString();

describe('an attempt is made again', () => {
  test('until it comes to what need not be', async () => {
    const { attempt, again } = attempts(3, soon);
    expect(await patiently(attempt, again, patience)).toBe(3);
  });

  test.each([
    ['no time is left', 0, '1'],
    ['the far end asks for more time than there is', 4_000, '5'],
    ['the far end names a day that is far', 4_000, 'Thu, 01 Jan 2150 00:00:00 GMT'],
    ['the pause of our own would end too late', 200, undefined],
  ])('never where %s', async (_, totalMs, retryAfter) => {
    const { attempt, again, made } = attempts(2, retryAfter === undefined ? undefined : () => retryAfter);
    expect(await patiently(attempt, again, { ...patience, totalMs })).toBe(1);
    expect(made()).toBe(1);
  });
});

describe('a run that is ended', () => {
  test('makes no further attempt', async () => {
    const { attempt, again } = attempts(2, soon);
    expect(await patiently(attempt, again, { ...patience, halt: AbortSignal.abort() })).toBe(1);
  });

  test('waits for none', async () => {
    const halt = new AbortController();
    const { attempt } = attempts(2);
    const again = () => {
      setImmediate(() => halt.abort());
      return { retryAfter: '30' };
    };
    expect(await patiently(attempt, again, { ...patience, halt: halt.signal })).toBe(1);
  });

  test('lets an attempt that is under way end, in its grace', async () => {
    const halt = new AbortController();
    const attempt = async () => {
      halt.abort();
      await wait(20);
      return 'done';
    };
    const graced = withGrace({ ...patience, halt: halt.signal }, 10_000);
    expect(await patiently(attempt, () => undefined, graced)).toBe('done');
  });

  test.each([
    ['before its grace began', true],
    ['after', false],
  ])('hears out none beyond its grace: ended %s', async (_, isEarly) => {
    const halt = new AbortController();
    if (isEarly) halt.abort();
    const { cut, ...others } = withGrace({ ...patience, halt: halt.signal }, 1);
    expect(others).toEqual({ totalMs: 60_000, requestMs: 1_000, halt: halt.signal });
    expect(cut.aborted).toBe(false);
    await wait(20);
    expect(cut.aborted).toBe(isEarly);
    halt.abort();
    while (!cut.aborted) await wait(1);
  });

  test('whose grace is over begins no attempt, and has nothing of one that did not end', async () => {
    const { attempt, again, made } = attempts(1);
    expect(await patiently(attempt, again, { ...patience, cut: AbortSignal.abort() })).toBeUndefined();
    expect(made()).toBe(0);
    const cut = new AbortController();
    const hanging = () => {
      cut.abort();
      return new Promise<number>(() => undefined);
    };
    expect(await patiently(hanging, again, { ...patience, cut: cut.signal })).toBeUndefined();
  });

  test('is told what the attempt before came to', async () => {
    const cut = new AbortController();
    let made = 0;
    const attempt = async () => {
      made++;
      if (made === 1) return 'busy';
      cut.abort();
      return new Promise<string>(() => undefined);
    };
    expect(await patiently(attempt, () => ({ retryAfter: soon() }), { ...patience, cut: cut.signal })).toBe(
      'busy',
    );
  });
});

test('a request may take a third of the patience, and half a minute at most', () => {
  expect(patienceOf(6, never)).toEqual({ totalMs: 6_000, requestMs: 1_998, halt: never, cut: never });
  expect(patienceOf(600, never)).toMatchObject({ totalMs: 600_000, requestMs: 30_000 });
});
