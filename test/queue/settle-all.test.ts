import { describe, expect, test } from 'vitest';
import { settleAll } from '../../src/queue/settle-all.ts';
import type { Verdict } from '../../src/queue/take-record.ts';

interface Played {
  /** What becomes of a record, try by try, where it is not done at once; the last one goes on. */
  readonly verdicts?: Readonly<Record<string, readonly Verdict[]>>;
  /** How long a record asks to wait, try by try. */
  readonly asked?: Readonly<Record<string, readonly number[]>>;
  readonly isWanted?: (done: readonly string[], pauses: readonly number[]) => boolean;
}

/** Works through so many records, called by their offsets, and tells all that happens. */
async function play(count: number, { verdicts = {}, asked = {}, isWanted = () => true }: Played = {}) {
  const tries = new Map<string, number>();
  const done: string[] = [];
  const pauses: number[] = [];
  let [atWork, most] = [0, 0];
  let isPausing = false;
  const records = Array.from({ length: count }, (_, offset) => ({ offset: `${offset}`, text: `${offset}` }));
  const ended = await settleAll(records, {
    settle: async (text) => {
      expect(isPausing).toBe(false);
      const before = tries.get(text) ?? 0;
      tries.set(text, before + 1);
      most = Math.max(most, ++atWork);
      await Promise.resolve();
      atWork--;
      const verdict = verdicts[text]?.[before] ?? verdicts[text]?.at(-1) ?? 'done';
      return { verdict, askedMs: asked[text]?.[before] ?? 0 };
    },
    onDone: async (offset) => {
      await new Promise(setImmediate);
      done.push(offset);
    },
    isWanted: () => isWanted(done, pauses),
    pause: async (ms) => {
      pauses.push(ms);
      isPausing = true;
      await Promise.resolve();
      isPausing = false;
    },
  });
  return { ended, done, pauses, most, tries: Object.fromEntries(tries) };
}

test('what was done before an earlier record was, is told as done with it, so that it is not read again', async () => {
  const { ended, done, tries } = await play(4, { verdicts: { 1: ['again', 'done'] } });
  expect(ended).toEqual({});
  expect(done).toEqual(['0', '3']);
  expect(tries).toEqual({ 0: 1, 1: 2, 2: 1, 3: 1 });
});

test('ten at a time, and each ten are told as done before the next begin', async () => {
  const { done, most, pauses } = await play(25);
  expect([done, most, pauses]).toEqual([['9', '19', '24'], 10, []]);
  expect(await play(0)).toMatchObject({ ended: {}, done: [] });
});

test('between two tries it waits, twice as long each time, up to half a minute', async () => {
  const verdicts = { 0: [...Array<Verdict>(7).fill('again'), 'done'] as const };
  const { done, pauses } = await play(1, { verdicts });
  expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  expect(done).toEqual(['0']);
});

test('it waits as long as the most patient record asks, but not for ever', async () => {
  const verdicts = { 0: ['again', 'done'], 1: ['again', 'again', 'again', 'done'] } as const;
  const asked = { 0: [60_000], 1: [45_000, 500, 86_400_000] };
  const { done, pauses } = await play(2, { verdicts, asked });
  expect(pauses).toEqual([60_000, 2_000, 600_000]);
  expect(done.at(-1)).toBe('1');
});

describe('a record that is stuck', () => {
  test('ends all, where it is the first that is left; what is done before it is told as done', async () => {
    expect(await play(25, { verdicts: { 12: ['stuck'] } })).toMatchObject({
      ended: { stuckAt: '12' },
      done: ['9', '11'],
    });
    expect(await play(3, { verdicts: { 0: ['stuck'] } })).toMatchObject({
      ended: { stuckAt: '0' },
      done: [],
    });
    expect(await play(5, { verdicts: { 1: ['stuck'], 3: ['stuck'] } })).toMatchObject({
      ended: { stuckAt: '1' },
      done: ['0'],
    });
  });

  test('waits for one before it that may still succeed', async () => {
    const verdicts = { 1: ['again', 'again', 'done'], 3: ['stuck'] } as const;
    const { ended, done, tries } = await play(5, { verdicts });
    expect([ended, done]).toEqual([{ stuckAt: '3' }, ['0', '0', '2']]);
    expect(tries).toEqual({ 0: 1, 1: 3, 2: 1, 3: 3, 4: 1 });
  });
});

describe('what is no longer wanted ends', () => {
  test('behind the ten that are under way, which are told as done', async () => {
    const { ended, done, tries } = await play(25, { isWanted: (before) => before.length === 0 });
    expect([ended, done, Object.keys(tries).length]).toEqual([{}, ['9'], 10]);
  });

  test('while a record is tried again, which is not told as done', async () => {
    const isWanted = (_: unknown, pauses: readonly number[]) => pauses.length < 2;
    const { ended, done } = await play(12, { verdicts: { 1: ['again'] }, isWanted });
    expect([ended, done]).toEqual([{}, ['0', '0']]);
  });
});
