import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Receiver, startReceiver } from '../../src/demo/receiver.ts';
import { mapper } from '../cli/workspace.ts';
import { type StandIn, startStandIn } from '../commercetools/lookup/stand-in.ts';
import { realWebhook } from '../webhook/real-webhook.ts';
import { environmentFor, linesIn, runFiles } from './real-shop.ts';
import { customerAt, idOf, many, orderAt, timeOf } from './shop.ts';

let api: StandIn;
let receiver: Receiver;

beforeAll(async () => {
  [api, receiver] = [await startStandIn(), await startReceiver()];
});
afterEach(() => {
  api.reset();
  receiver.reset();
});
afterAll(async () => {
  await api.close();
  await receiver.close();
});

async function backfill(...args: readonly string[]) {
  const told = await mapper(['backfill', ...args], { env: environmentFor(api, receiver.url) });
  return { ...told, summary: linesIn(told.stdout)[0] ?? {} };
}

const sentEvents = () => receiver.calls().map(({ call }) => call);

test('5,000 customers: each exactly once, in the order of their ids', async () => {
  api.list('/customers', many(5_000, customerAt));
  const { code, summary } = await backfill('customers', '--rate', '1000');
  expect(code).toBe(0);
  expect(summary).toMatchObject({ ending: 'done', read: 5_000, sent: 5_000, skipped: 0, failed: 0 });
  const ids = sentEvents().map(({ traits }) => (traits as { customerId: string }).customerId);
  expect(ids.toSorted()).toEqual(Array.from({ length: 5_000 }, (_, index) => idOf(index)));
  expect(receiver.calls().filter(({ duplicates }) => duplicates > 0)).toEqual([]);
  expect(new Set(sentEvents().map(({ timestamp }) => timestamp)).has(timeOf(4_999))).toBe(true);
  inOrderWithinRequests();
});

test('5,000 orders: each exactly once, in the order of their ids', async () => {
  api.list('/orders', many(5_000, orderAt));
  const { code, summary } = await backfill('orders', '--rate', '1000');
  expect(code).toBe(0);
  expect(summary).toMatchObject({ ending: 'done', read: 5_000, sent: 5_000, skipped: 0, failed: 0 });
  const ids = sentEvents().map(({ properties }) => (properties as { order_id: string }).order_id);
  expect(ids.toSorted()).toEqual(Array.from({ length: 5_000 }, (_, index) => idOf(index)));
  inOrderWithinRequests();
});

/** Requests may overtake each other on the way; what is in one is in order, and none has what lies between those of another. */
function inOrderWithinRequests() {
  const timeById = new Map(receiver.calls().map(({ messageId, call }) => [messageId, String(call['timestamp'])]));
  const spans = receiver.requests().map(({ messageIds }) => messageIds.map((id) => timeById.get(id) ?? ''));
  for (const times of spans) expect(times).toEqual(times.toSorted());
  const bySpan = spans.toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1)).flat();
  expect(bySpan).toEqual(bySpan.toSorted());
}
