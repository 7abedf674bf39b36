import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Receiver, startReceiver } from '../../src/demo/receiver.ts';
import type { Batch, Call } from '../../src/segment/call.ts';
import { jsonBytes } from '../../src/segment/json-size.ts';
import { segmentSink } from '../../src/segment/sink.ts';
import { batchOf, order, person, writeKey } from './batches.ts';

let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
});
beforeEach(() => receiver.reset());
afterAll(() => receiver.close());

const send = (batch: Batch) => segmentSink({ writeKey, host: receiver.url })(batch, 4_000);

const timestamp = '2026-03-01T10:00:00.123Z';
const context = {
  active: false,
  locale: 'de-DE',
  externalIds: [{ id: 'c-1', type: 'commercetools_customer_id', collection: 'users', encoding: 'none' }],
  traits: { email: 'ada@example.com' },
};
const integrations = { All: true, 'Google Analytics 4': false, Amplitude: { session_id: 7 } };

const sixCalls: readonly Call[] = [
  { ...person, anonymousId: 'anon-1', timestamp, context, integrations },
  { ...order, timestamp, context, integrations },
  {
    type: 'group',
    groupId: 'g-1',
    userId: 'u-1',
    traits: { name: 'Ümlaut & Söhne', phone: null },
    timestamp,
    context,
    integrations,
  },
  {
    type: 'page',
    userId: 'u-1',
    name: 'Home',
    properties: { url: 'https://example.com/?a=%20', products: [] },
    timestamp,
    context,
    integrations,
  },
  {
    type: 'screen',
    anonymousId: 'anon-1',
    name: 'Main',
    properties: { empty: '', deep: { list: [[1], [null]] } },
    timestamp,
    context,
    integrations,
  },
  { type: 'alias', userId: 'u-2', previousId: 'u-1', timestamp, context, integrations },
];

test('all calls of a batch arrive in one request, in their order', async () => {
  const batch = batchOf(
    '1',
    ...Array.from({ length: 40 }, (_, number) => ({ ...order, userId: `u-${number}` })),
  );
  expect(await send(batch)).toEqual({ status: 'accepted' });
  expect(receiver.requests()).toHaveLength(1);
  expect(receiver.requests()[0]).toMatchObject({
    path: '/v1/batch',
    answer: 200,
    messageIds: batch.map((call) => call.messageId),
  });
  expect(receiver.requests()[0]?.headers['authorization']).toBe(`Basic ${btoa(`${writeKey}:`)}`);
});

test('what a request says of itself: its host, its bytes, and that the answer is to come as it is', async () => {
  await send(batchOf('1', { ...person, traits: { company: 'Ümlaut & Söhne' } }));
  const { port, host } = new URL(receiver.url);
  const { headers } = receiver.requests()[0] ?? {};
  expect(headers).toMatchObject({ host, 'accept-encoding': 'identity', connection: 'keep-alive' });
  expect(headers?.['content-length']).toMatch(/^\d+$/);
  expect(headers).not.toHaveProperty('transfer-encoding');
  await segmentSink({ writeKey, host: `http://localhost:${port}/a/path?of=no&use` })(
    batchOf('2', person),
    4_000,
  );
  expect(receiver.requests()[1]).toMatchObject({ path: '/v1/batch', headers: { host: `localhost:${port}` } });
});

test('each of the six calls arrives exactly as it was mapped; the SDK adds only library and _metadata', async () => {
  const batch = batchOf('1', ...sixCalls);
  const before = structuredClone(batch);
  expect(await send(batch)).toEqual({ status: 'accepted' });
  const arrived = receiver.calls().map((received) => received.call);
  const library = { name: '@segment/analytics-node', version: '3.1.0' };
  expect(arrived).toEqual(
    batch.map((call) => ({ ...call, context: { ...context, library }, _metadata: expect.any(Object) })),
  );
  expect(batch).toEqual(before);
});

test('a frozen batch can be sent, and what the SDK adds fits in the room that the size check leaves', async () => {
  const frozen = batchOf(
    '1',
    ...sixCalls.map(({ context: _context, integrations: _integrations, ...call }) =>
      Object.freeze(call as Call),
    ),
  );
  expect(await send(Object.freeze(frozen))).toEqual({ status: 'accepted' });
  const added = receiver.calls().map(({ call }, index) => {
    const { messageId: _messageId, ...mapped } = frozen[index] ?? {};
    return jsonBytes(call) - jsonBytes(mapped);
  });
  expect(Math.max(...added)).toBeLessThan(512);
});

test('a trait may be called messageId, and a text may hold one', async () => {
  const traits = { messageId: 'of-a-mail', notes: '{"messageId":"of-another"}' };
  const batch = batchOf('1', { ...person, traits }, order);
  expect(await send(batch)).toEqual({ status: 'accepted' });
  expect(receiver.calls().map(({ messageId }) => messageId)).toEqual(batch.map((call) => call.messageId));
});

test('more time than a timer can have is not over at once', async () => {
  const sink = segmentSink({ writeKey, host: receiver.url });
  expect(await sink(batchOf('1', person), 2 ** 40)).toEqual({ status: 'accepted' });
});

test('no call, no request', async () => {
  expect(await send([])).toEqual({ status: 'accepted' });
  expect(receiver.requests()).toEqual([]);
});

test('a batch at the limits of size goes out in one request', async () => {
  const notes = 'i'.repeat(30_000);
  const batch = batchOf('1', ...Array.from({ length: 16 }, () => ({ ...person, traits: { notes } })));
  expect(await send(batch)).toEqual({ status: 'accepted' });
  expect(receiver.requests()).toHaveLength(1);
});

test('a repeat has the same ids, and the receiver sees it as one', async () => {
  const batch = batchOf('1', person);
  await send(batch);
  await send(batch);
  expect(receiver.requests()).toHaveLength(2);
  expect(receiver.calls()).toMatchObject([{ duplicates: 1 }]);
});
