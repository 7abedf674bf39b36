import { expect, test } from 'vitest';
import { takingTurns } from '../../src/mapping/expression/turns.ts';

test('work that is done at once is done at once where nobody else is at it', () => {
  expect(takingTurns()(() => 1)).toBe(1);
});

test('work waits for the work before it, and for timers and sockets', async () => {
  const inTurn = takingTurns();
  const told: string[] = [];
  const first = inTurn(async () => {
    await Promise.resolve();
    told.push('first');
  });
  const second = inTurn(() => told.push('second'));
  setImmediate(() => told.push('socket'));
  await Promise.all([first, second]);
  expect(told).toEqual(['first', 'socket', 'second']);
});

test('after much work at once, the next waits for its turn', async () => {
  const inTurn = takingTurns();
  inTurn(() => {
    for (const began = performance.now(); performance.now() - began < 10; );
  });
  const next = inTurn(() => 2);
  expect(next).toBeInstanceOf(Promise);
  expect(await next).toBe(2);
});

test('work that fails does not stop what comes after', async () => {
  const inTurn = takingTurns();
  await expect(inTurn(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await inTurn(() => 3)).toBe(3);
});
