import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Receiver, startReceiver } from '../../src/demo/receiver.ts';
import type { Batch } from '../../src/segment/call.ts';
import { segmentSink } from '../../src/segment/sink.ts';
import { batchOf, detailsOf, order, pause, person, writeKey } from './batches.ts';

let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
});
beforeEach(() => receiver.reset());
afterAll(() => receiver.close());

const send = (batch: Batch, timeoutMs = 4_000) =>
  segmentSink({ writeKey, host: receiver.url })(batch, timeoutMs);

const notSent = { status: 'rejected', details: { cause: 'not-sent', attempts: 0 } };
const cycle: Record<string, unknown> = {};
cycle['self'] = cycle;

describe('what the SDK would drop in silence is rejected, and no part of the batch leaves', () => {
  test.each<[string, Batch]>([
    ['a BigInt', batchOf('1', { ...person, traits: { age: 36n } })],
    ['a BigInt in the context', batchOf('1', { ...person, context: { age: 36n } })],
    ['a BigInt beside a good call', batchOf('1', order, { ...person, traits: { age: 36n } })],
    ['a cycle', batchOf('1', { ...person, traits: cycle })],
    ["'Segment.io': false", batchOf('1', { ...person, integrations: { 'Segment.io': false } })],
    [
      "'Segment.io': false beside a good call",
      batchOf('1', order, { ...person, integrations: { 'Segment.io': false } }),
    ],
    ['no id', batchOf('1', { type: 'identify', timestamp: person.timestamp })],
    [
      'no id beside good calls',
      batchOf('1', order, { type: 'identify', timestamp: person.timestamp }, order),
    ],
    ['a track without event', batchOf('1', { type: 'track', userId: 'u', timestamp: person.timestamp })],
    ['a messageId that is no text', [{ ...person, messageId: '' }]],
  ])('%s', async (_, batch) => {
    expect(await send(batch)).toEqual(notSent);
    await pause(50);
    expect(receiver.requests()).toEqual([]);
  });
});

test('a call too large that came this far is refused by Segment and never accepted', async () => {
  const receipt = await send(batchOf('1', { ...person, traits: { notes: 'x'.repeat(40_000) } }));
  expect(receipt.status).toBe('rejected');
  expect(detailsOf(receipt)?.message).toContain('Exceed payload limit');
});

test('a batch that the SDK would split does not leave in parts', async () => {
  const notes = 'é'.repeat(14_000);
  const receipt = await send(
    batchOf('1', ...Array.from({ length: 20 }, () => ({ ...person, traits: { notes } }))),
  );
  expect(receipt).toEqual(notSent);
  expect(receiver.requests()).toEqual([]);
});

describe('settings', () => {
  test('a host without a scheme or of another one is told, not thrown', async () => {
    const receipt = await segmentSink({ writeKey, host: 'api.segment.io' })(batchOf('1', person), 1_000);
    expect(receipt).toEqual({ status: 'rejected', details: { cause: 'ERR_INVALID_URL', attempts: 0 } });
    const other = await segmentSink({ writeKey, host: 'ftp://127.0.0.1' })(batchOf('1', person), 500);
    expect(other.status).toBe('unavailable');
  });

  test.each(['', '   '])('a blank write key ("%s") is never accepted', async (blank) => {
    const receipt = await segmentSink({ writeKey: blank, host: receiver.url })(batchOf('1', person), 1_000);
    expect(receipt.status).toBe('rejected');
    expect(receiver.calls()).toEqual([]);
  });
});

test('details hold neither write key nor traits, whatever the server echoes', async () => {
  const echo = JSON.stringify([writeKey, `Basic ${btoa(`${writeKey}:`)}`, person, order, 'bob@example.org']);
  receiver.setFault({ status: 400, body: `refused: ${echo}`, headers: { 'retry-after': writeKey } });
  const receipt = await send(batchOf('1', person, order));
  const told = JSON.stringify(receipt);
  expect(detailsOf(receipt)?.message).toMatch(/^refused: /);
  for (const secret of [
    writeKey,
    btoa(`${writeKey}:`),
    btoa(writeKey),
    'ada@',
    'Lovelace',
    '"Ada',
    'A-1',
    'bob@',
  ]) {
    expect(told).not.toContain(secret);
  }
});
