import type { Batch, Call } from '../../src/segment/call.ts';
import { messageId } from '../../src/segment/message-id.ts';
import type { Receipt } from '../../src/segment/receipt.ts';

export const writeKey = 'wk-4f8d1c2b9a7e6053-demo-only';

/** A batch with ids like the real ones; `identity` keeps batches apart. */
export function batchOf(identity: string, ...calls: readonly Call[]): Batch {
  return calls.map((call, index) => ({
    ...call,
    messageId: messageId({ writeKey, identity: [identity], mapping: 'customer.created', index }),
  }));
}

export const person: Call = {
  type: 'identify',
  userId: 'ada@example.com',
  timestamp: '2026-03-01T10:00:00.000Z',
  traits: { email: 'ada@example.com', firstName: 'Ada', lastName: 'Lovelace-Byron', vip: false, points: 0 },
};

export const order: Call = {
  type: 'track',
  userId: 'ada@example.com',
  event: 'Order Completed',
  timestamp: '2026-03-01T10:00:01.000Z',
  properties: { order_id: 'A-1', total: 19.99, currency: 'EUR' },
};

export function detailsOf(receipt: Receipt) {
  return receipt.status === 'accepted' ? undefined : receipt.details;
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
