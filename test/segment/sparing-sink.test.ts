import { expect, test } from 'vitest';
import type { SegmentDetails } from '../../src/report/failure.ts';
import type { Receipt } from '../../src/segment/receipt.ts';
import { sparingSink } from '../../src/segment/sparing-sink.ts';
import { batchOf, person } from './batches.ts';

const accepted: Receipt = { status: 'accepted' };
const unavailable = (details: Partial<SegmentDetails>): Receipt => ({
  status: 'unavailable',
  details: { attempts: 1, ...details },
});
const calls = batchOf('1', person);
const regulation = batchOf('2', { ...person, type: 'regulation' });

/** What batches are told, one after the other, where the sink behind has these answers; and how many it was asked for. */
async function tell(answers: readonly Receipt[], ...batches: readonly (typeof calls)[]) {
  const left = [...answers];
  const sink = sparingSink(async (_, timeoutMs) => {
    expect(timeoutMs).toBe(1_000);
    return left.shift() ?? accepted;
  });
  const told: Receipt[] = [];
  for (const batch of batches) told.push(await sink(batch, 1_000));
  return { told, asked: answers.length - left.length };
}

test.each<[string, Partial<SegmentDetails>]>([
  ['a 429', { status: 429 }],
  ['a wish to be left alone for a while', { status: 503, retryAfter: '30' }],
  ['no host of that name', { cause: 'ENOTFOUND', attempts: 3 }],
  ['nobody at that port', { cause: 'ECONNREFUSED', attempts: 3 }],
])('%s is for all: those behind are told without being sent', async (_, details) => {
  const first = unavailable(details);
  const behind = unavailable({ ...details, attempts: 0 });
  const { told, asked } = await tell([first, accepted, accepted], calls, calls, regulation);
  expect(told).toEqual([first, behind, behind]);
  expect(asked).toBe(1);
});

test.each<[string, Receipt]>([
  ['a 503', unavailable({ status: 503, attempts: 3 })],
  ['a cut connection', unavailable({ cause: 'ECONNRESET', attempts: 3 })],
  ['no answer in time', unavailable({ cause: 'timeout' })],
  ['a refusal', { status: 'rejected', details: { status: 400, attempts: 1 } }],
])('%s may be that of one delivery: the others are sent', async (_, first) => {
  expect((await tell([first, accepted], calls, calls)).told).toEqual([first, accepted]);
});

test('where the Public API asks for patience, calls are sent and nobody else is deleted', async () => {
  const first = unavailable({ status: 429, api: 'public' });
  const behind = unavailable({ status: 429, api: 'public', attempts: 0 });
  const both = [...calls, ...regulation];
  const { told, asked } = await tell([first, accepted, accepted], regulation, calls, regulation, both);
  expect(told).toEqual([first, accepted, behind, behind]);
  expect(asked).toBe(2);
});
