import { rm } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Receiver, startReceiver } from '../../src/demo/receiver.ts';
import { mapper } from '../cli/workspace.ts';
import { realWebhook } from '../webhook/real-webhook.ts';
import { type MockShop, startMockShop } from './mock-shop.ts';
import { environmentFor, linesIn, runFiles, smallProject } from './real-shop.ts';
import { customerAt, idOf, timeOf } from './shop.ts';

/** Of a test that handles thousands, on a machine that does much else. */
const timeout = 180_000;
const inAll = 5_000;
const projectKey = 'garden-shop';

let shop: MockShop;
let receiver: Receiver;
let root: string;

beforeAll(async () => {
  [shop, receiver, root] = await Promise.all([
    startMockShop({ projectKey, customers: inAll, orders: inAll }),
    startReceiver(),
    smallProject(),
  ]);
}, timeout);
afterEach(() => receiver.reset());
afterAll(async () => {
  await shop.close();
  await receiver.close();
  await rm(root, { recursive: true });
});

async function backfill(...args: readonly string[]) {
  const env = environmentFor(shop, receiver.url);
  const told = await mapper(['backfill', ...args, '--rate', '1000', '--root', root], { env });
  return { code: told.code, summary: linesIn(told.stdout)[0] ?? {} };
}

const idsFrom = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => idOf(from + index));

test.each([
  ['customers', 'traits', 'customerId'],
  ['orders', 'properties', 'order_id'],
])(
  '5,000 %s: each exactly once, in the order of their ids',
  async (what, part, name) => {
    const { code, summary } = await backfill(what);
    expect([code, summary]).toEqual([
      0,
      {
        msg: 'summary',
        ending: 'done',
        read: inAll,
        sent: inAll,
        skipped: 0,
        failed: 0,
        calls: inAll,
        requests: receiver.requests().length,
        reasons: {},
        inPart: {},
        codes: {},
        causes: {},
      },
    ]);
    expect(receivedIn(part, name)).toEqual(idsFrom(0, inAll));
    expect(receiver.calls().filter(({ duplicates }) => duplicates > 0)).toEqual([]);
  },
  timeout,
);

/** Request by request: these may overtake each other on their way, but none has a part of what is in another. */
function receivedIn(part: string, name: string): readonly unknown[] {
  const idOfCall = new Map(
    receiver.calls().map(({ messageId, call }) => [messageId, (call[part] as Record<string, unknown>)[name]]),
  );
  const requests = receiver.requests().map(({ messageIds }) => messageIds.map((id) => idOfCall.get(id)));
  return requests.toSorted(([one], [other]) => (String(one) < String(other) ? -1 : 1)).flat();
}

test(
  'what commercetools selects is what is sent, and the next run goes on where --limit ended',
  async () => {
    const files = await runFiles();
    // From the 1,000th minute to the 2,000th, as a clock in Berlin shows the end.
    const times = ['--since', timeOf(1_000), '--until', '2025-01-02T10:20:00+01:00'];
    const select = [...times, '--where', 'version > 2 and email is defined', ...files.options];
    const ended = await backfill('customers', ...select, '--limit', '300');
    expect([ended.code, ended.summary]).toMatchObject([0, { ending: 'limit', read: 300, sent: 300 }]);
    const done = await backfill('customers', ...select);
    expect([done.code, done.summary]).toMatchObject([0, { ending: 'done', read: 700, sent: 700 }]);
    expect(receivedIn('traits', 'customerId')).toEqual(idsFrom(1_000, 2_000));
    const none = await backfill('orders', '--where', 'orderState = "Cancelled"');
    expect([none.code, none.summary]).toMatchObject([0, { ending: 'done', read: 0 }]);
  },
  timeout,
);

test(
  'a predicate that commercetools does not understand ends the run with what to check',
  async () => {
    const env = environmentFor(shop, receiver.url);
    const args = ['backfill', 'customers', '--where', 'email is is', '--root', root];
    const { code, stderr } = await mapper(args, { env });
    expect([code, stderr]).toMatchInlineSnapshot(`
      [
        4,
        "backfill: commercetools answered 400; check --where; or CTP_CLIENT_ID and CTP_SCOPES (view_customers:garden-shop), if it was the token
      ",
      ]
    `);
  },
  timeout,
);

test(
  'the live message of a customer has the message id of its backfilled twin',
  async () => {
    await backfill('customers', '--limit', '3');
    const webhook = await realWebhook();
    // As it came then: at its first version, with an id of its own.
    const customer = { ...customerAt(1), version: 1 };
    const about = { typeId: 'customer', id: idOf(1) };
    const live = {
      notificationType: 'Message',
      projectKey,
      id: '0c1f2d3e-4b5a-4768-8990-a1b2c3d4e5f6',
      version: 1,
      sequenceNumber: 1,
      resource: about,
      resourceVersion: 1,
      type: 'CustomerCreated',
      createdAt: timeOf(1),
      lastModifiedAt: timeOf(1),
      customer,
    };
    expect((await webhook.send(JSON.stringify(live))).status).toBe(200);
    const twin = receiver.calls().find(({ call }) => call['userId'] === 'shopper-1@example.com');
    const [sent] = webhook.receiver.calls();
    await webhook.receiver.close();
    expect(twin?.messageId).toMatch(/^ct-/);
    expect([sent?.messageId, sent?.call['timestamp']]).toEqual([twin?.messageId, twin?.call['timestamp']]);
  },
  timeout,
);
