import { expect, test } from 'vitest';
import { settleAll } from '../../src/queue/settle-all.ts';

test('what was done before an earlier record was, is told as done with it, so that it is not read again', async () => {
  const tries = new Map<string, number>();
  const done: string[] = [];
  const records = ['0', '1', '2', '3'].map((offset) => ({ offset, text: offset }));
  const ended = await settleAll(records, {
    settle: async (text) => {
      tries.set(text, (tries.get(text) ?? 0) + 1);
      return text === '1' && tries.get(text) === 1 ? 'again' : 'done';
    },
    onDone: async (offset) => void done.push(offset),
    isWanted: () => true,
    pause: async () => undefined,
  });
  expect(ended).toEqual({});
  expect(done).toEqual(['0', '3']);
  expect(Object.fromEntries(tries)).toEqual({ 0: 1, 1: 2, 2: 1, 3: 1 });
});
