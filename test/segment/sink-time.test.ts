import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Batch } from '../../src/segment/call.ts';
import type { Exchange } from '../../src/segment/exchange.ts';
import { segmentSink } from '../../src/segment/sink.ts';
import { batchOf, detailsOf, order, person, writeKey } from './batches.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Every request comes to the same. */
function sink(came: Exchange = { status: 200, body: '' }) {
  const exchanging = vi.fn(async () => came);
  return { exchanging, send: segmentSink({ writeKey, host: 'https://segment.example' }, exchanging) };
}

/** Sends by a clock that goes as fast as it can. */
async function send(batch: Batch, timeoutMs: number, came?: Exchange) {
  const sending = sink(came);
  const receipt = sending.send(batch, timeoutMs);
  await vi.advanceTimersByTimeAsync(60_000);
  return { receipt: await receipt, requests: sending.exchanging.mock.calls.length };
}

const timeout = { status: 'unavailable', details: { cause: 'timeout', attempts: 0 } };
const withOneThatIsDropped = batchOf('1', order, { ...person, integrations: { 'Segment.io': false } });

test.each([0, 0.9, -1, Number.NaN])('with %s ms left nothing is begun', async (timeoutMs) => {
  const sending = sink();
  // The clock stands: it would wait for ever if it waited.
  expect(await sending.send(batchOf('1', person), timeoutMs)).toEqual(timeout);
  expect(sending.exchanging).not.toHaveBeenCalled();
});

test('with one it is', async () => {
  expect(await send(batchOf('1', person), 1)).toEqual({ receipt: { status: 'accepted' }, requests: 1 });
});

test.each<Exchange>([{ status: 503, body: '' }, { cause: 'ECONNRESET' }])(
  'however much time there is, a request is repeated twice: %j',
  async (came) => {
    const { receipt, requests } = await send(batchOf('1', person), 50_000, came);
    expect([requests, detailsOf(receipt)?.attempts]).toEqual([3, 3]);
  },
);

test('that the SDK dropped a call is noticed before little time is over', async () => {
  expect(await send(withOneThatIsDropped, 400)).toEqual({
    receipt: { status: 'rejected', details: { cause: 'not-sent', attempts: 0 } },
    requests: 0,
  });
});

test('where the time is over before it is noticed, nothing is said against the calls', async () => {
  expect(await send(withOneThatIsDropped, 1)).toEqual({ receipt: timeout, requests: 0 });
});
