import { expect, test } from 'vitest';
import { pause, stopAfter } from '../../src/segment/stop.ts';

const anHour = 3_600_000;

test('it is over when its time is over, or at the end that comes before', async () => {
  const soon = stopAfter(2);
  const later = stopAfter(anHour);
  expect([soon.isOver(), later.isOver()]).toEqual([false, false]);
  await new Promise<void>((resolve) => void soon.whenOver(resolve));
  expect(later.isOver()).toBe(false);
  later.end();
  expect([soon.isOver(), later.isOver()]).toEqual([true, true]);
});

test('what waits for it is called once; what was called off, never; what comes after it, at once', () => {
  const stop = stopAfter(anHour);
  const called: string[] = [];
  stop.whenOver(() => called.push('waits'));
  stop.whenOver(() => called.push('called off'))();
  stop.end();
  stop.end();
  stop.whenOver(() => called.push('comes after'));
  expect(called).toEqual(['waits', 'comes after']);
});

test('a pause lasts as long as it is meant to', async () => {
  const stop = stopAfter(anHour);
  let isOver = false;
  setTimeout(() => {
    isOver = true;
  }, 2);
  await pause(3, stop);
  stop.end();
  expect(isOver).toBe(true);
});

test('a pause ends with it', async () => {
  const stop = stopAfter(anHour);
  const waiting = pause(anHour, stop);
  stop.end();
  await waiting;
  await pause(anHour, stop);
  await pause(1, stopAfter(10));
});
