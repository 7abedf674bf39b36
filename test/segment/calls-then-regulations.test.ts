import { expect, test, vi } from 'vitest';
import type { Batch } from '../../src/segment/call.ts';
import { callsThenRegulations } from '../../src/segment/calls-then-regulations.ts';
import type { Receipt } from '../../src/segment/receipt.ts';
import { batchOf, order, person } from './batches.ts';
import { regulation } from './regulations.ts';

const calls = batchOf('1', person, order);
const accepted: Receipt = { status: 'accepted' };
const refused: Receipt = { status: 'rejected', details: { status: 400, attempts: 1 } };

/** Sends a batch with four seconds; tells who was asked for what, in which order, with how much time. */
async function send(batch: Batch, ofCalls: Receipt = accepted) {
  const asked: [string, Batch, number][] = [];
  const sink = callsThenRegulations(
    async (some, timeoutMs) => {
      asked.push(['calls', some, timeoutMs]);
      await new Promise(setImmediate);
      return ofCalls;
    },
    async (some, timeoutMs) => {
      asked.push(['regulations', some, timeoutMs]);
      return { status: 'accepted', regulateIds: new Map([['ct-1', 'one']]) };
    },
  );
  return { receipt: await sink(batch, 4_000), asked };
}

test('calls alone have all of the time, and nobody is regulated', async () => {
  expect(await send(calls)).toEqual({ receipt: accepted, asked: [['calls', calls, 4_000]] });
});

test('regulations come behind what else a delivery gives, in the time that is left', async () => {
  const clock = vi.spyOn(performance, 'now').mockReturnValueOnce(50_000).mockReturnValueOnce(51_500);
  const { receipt, asked } = await send([regulation(1), ...calls, regulation(2)]);
  clock.mockRestore();
  expect(receipt).toMatchObject({ status: 'accepted', regulateIds: new Map([['ct-1', 'one']]) });
  expect(asked).toEqual([
    ['calls', calls, 4_000],
    ['regulations', [regulation(1), regulation(2)], 2_500],
  ]);
});

test('nobody is regulated while the calls are not accepted', async () => {
  const { receipt, asked } = await send([regulation(1), ...calls], refused);
  expect(receipt).toBe(refused);
  expect(asked.map(([who]) => who)).toEqual(['calls']);
});
