import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Receiver, startReceiver } from '../../src/demo/receiver.ts';
import type { Fault } from '../../src/demo/receiver-fault.ts';
import { segmentSink } from '../../src/segment/sink.ts';
import { batchOf, detailsOf, order, person, writeKey } from './batches.ts';

let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
});
beforeEach(() => receiver.reset());
afterAll(() => receiver.close());

async function sendWith(fault: Fault, timeoutMs = 4_000) {
  receiver.setFault(fault);
  const began = performance.now();
  const receipt = await segmentSink({ writeKey, host: receiver.url })(batchOf('1', person, order), timeoutMs);
  return { receipt, ms: performance.now() - began, requests: receiver.requests().length };
}

describe('accepted', () => {
  test.each<Fault>([
    { status: 200, body: '{"success":true}' },
    { status: 200, body: 'OK' },
    { status: 201 },
    { status: 204 },
    { status: 200, body: 'x'.repeat(3_000_000) },
    { delayMs: 300 },
  ])('%o', async (fault) => {
    expect(await sendWith(fault)).toMatchObject({ receipt: { status: 'accepted' }, requests: 1 });
  });
});

describe('rejected at the first answer', () => {
  const statuses = [300, 304, 307, 400, 401, 403, 404, 413, 418, 422, 501, 505, 511];
  test.each(statuses)('%i', async (status) => {
    const { receipt, requests } = await sendWith({ status, body: 'no, thanks' });
    const message = status === 304 ? {} : { message: 'no, thanks' };
    expect(receipt).toEqual({ status: 'rejected', details: { status, ...message, attempts: 1 } });
    expect(requests).toBe(1);
  });

  test.each([301, 302, 308])('%i is not followed', async (status) => {
    const { receipt } = await sendWith({ status, headers: { location: `${receiver.url}/messages` } });
    expect(receipt).toEqual({ status: 'rejected', details: { status, attempts: 1 } });
    expect(receiver.calls()).toEqual([]);
  });

  test('a 200 that says that it failed', async () => {
    const { receipt } = await sendWith({ status: 200, body: '{"success": false, "message": "nope"}' });
    expect(receipt.status).toBe('rejected');
    expect(detailsOf(receipt)).toMatchObject({ status: 200, attempts: 1 });
    expect(detailsOf(receipt)?.message).toContain('nope');
  });

  test("Segment's own words are passed on", async () => {
    receiver.setFault(undefined);
    const receipt = await segmentSink({ writeKey: 'k', host: receiver.url })(batchOf('1', person), 4_000);
    expect(receipt.status).toBe('rejected');
    expect(detailsOf(receipt)?.message).toContain('An invalid write key was provided');
  });
});

describe('unavailable', () => {
  test.each([
    {},
    { 'retry-after': '30' },
    { 'retry-after': '0' },
    { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' },
  ])('429 with %o is one attempt and does not wait', async (headers) => {
    const { receipt, ms, requests } = await sendWith({ status: 429, body: 'slow down', headers });
    const retryAfter = 'retry-after' in headers ? { retryAfter: headers['retry-after'] } : {};
    expect(receipt).toEqual({
      status: 'unavailable',
      details: { status: 429, message: 'slow down', attempts: 1, ...retryAfter },
    });
    expect(requests).toBe(1);
    expect(ms).toBeLessThan(1_000);
  });

  test('a 503 that says when to come back is not repeated before', async () => {
    const { receipt, requests } = await sendWith({ status: 503, headers: { 'retry-after': '300' } });
    expect(receipt).toEqual({
      status: 'unavailable',
      details: { status: 503, attempts: 1, retryAfter: '300' },
    });
    expect(requests).toBe(1);
  });

  test('a Retry-After that is neither seconds nor a date is not passed on', async () => {
    const { receipt } = await sendWith({ status: 429, headers: { 'retry-after': 'ask ada@example.com' } });
    expect(receipt).toEqual({ status: 'unavailable', details: { status: 429, attempts: 1 } });
  });

  test.concurrent.each([408, 500])(
    '%i is tried three times at most',
    async (status) => {
      const own = await startReceiver();
      own.setFault({ status });
      const receipt = await segmentSink({ writeKey, host: own.url })(batchOf('1', person), 8_000);
      expect(receipt).toEqual({ status: 'unavailable', details: { status, attempts: 3 } });
      expect(own.requests()).toHaveLength(3);
      await own.close();
    },
    15_000,
  );

  test('503 and then 200 is accepted; the repeat has the same ids', async () => {
    const { receipt } = await sendWith({ status: 503, times: 1 });
    expect(receipt).toEqual({ status: 'accepted' });
    const [first, second, ...others] = receiver.requests();
    expect(others).toEqual([]);
    expect(second?.messageIds).toEqual(first?.messageIds);
    expect(second?.headers['x-retry-count']).toBe('1');
  });
});
