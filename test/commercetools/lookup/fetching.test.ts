import { beforeEach, describe, expect, test } from 'vitest';
import { post } from '../../webhook/harness.ts';
import { caseOf } from './cases.ts';
import { type FetchingWebhook, openFetching } from './fetching-webhook.ts';
import { deliveringOrder, delivery, oneToken, order, orderPath, version } from './returned-order.ts';

const { api, webhooks } = await openFetching();
let webhook: FetchingWebhook;
beforeEach(() => {
  webhook = webhooks.open(api.settings);
});

const deliverOrder = deliveringOrder(api, () => webhook);

describe('what is fetched', () => {
  test('joins an order message to the person', async () => {
    const seen = await deliverOrder();
    expect([seen.status, seen.log['outcome']]).toEqual([200, 'sent']);
    expect(seen.calls).toMatchObject([{ event: 'Order Returned', userId: 'mara.lindqvist@example.org' }]);
    expect(api.requests()).toEqual([...oneToken, `GET ${orderPath}`]);
    expect(api.tokenBodies()).toEqual([
      'grant_type=client_credentials&scope=view_customers:garden-shop view_orders:garden-shop',
    ]);
  });

  test('makes a change of a customer a full identify, without what is secret', async () => {
    const change = caseOf('customer.changed', 'updated-with-the-account');
    api.put(`/customers/${change.fetched[0]?.['id']}`, { ...change.fetched[0], password: '****aGg=' });
    const seen = await webhook.deliver(change.delivery);
    expect(seen.calls).toMatchObject([{ type: 'identify', userId: 'marlene.oster@example.org' }]);
    expect(JSON.stringify(seen)).not.toContain('aGg=');
  });

  test('leads from a payment to its order, and from there to the person', async () => {
    const refund = caseOf('payment.refund-succeeded', 'refund-of-a-customer');
    const [payment, paid] = refund.fetched;
    api.put(`/payments/${payment?.['id']}`, payment);
    api.put('/orders', { limit: 1, offset: 0, count: 1, results: [paid] });
    const seen = await webhook.deliver(refund.delivery);
    expect(seen.calls).toMatchObject([{ event: 'Order Refunded', userId: 'runa.feld@example.com' }]);
    expect(api.requests()[2]).toBe(
      `GET /orders?where=paymentInfo(payments(id=:payment))&var.payment=${payment?.['id']}&sort=createdAt desc&limit=1&withTotal=false`,
    );
  });

  test('is nothing where no order is paid with the payment', async () => {
    api.put('/orders', { limit: 1, offset: 0, count: 0, results: [] });
    const seen = await webhook.deliver(caseOf('payment.refund-added', 'refund-of-a-customer').delivery);
    expect(seen.body).toEqual({ status: 'skipped', reason: 'commercetools has no order with this payment' });
  });

  test('is asked for once by all mappings of a delivery', async () => {
    const { delivery, fetched } = caseOf('order.cancelled', 'cancelled-of-a-customer');
    api.put(`/orders/${fetched[0]?.['id']}`, fetched[0]);
    await webhook.deliver({ ...delivery, resourceVersion: undefined });
    expect(api.requests()).toHaveLength(2);
  });

  test('is fetched for at most ten at once, with one token', async () => {
    api.put(orderPath, order);
    const release = api.hold();
    const many = () => {
      const list = Array.from({ length: 10 }, (_, index) => ({ ...delivery, sequenceNumber: 100 + index }));
      return webhook.handle(post(JSON.stringify(list)));
    };
    const answers = [many(), many()];
    await expect.poll(() => api.busiest()).toBe(10);
    release();
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200, 200]);
    expect(api.busiest()).toBe(10);
    expect(api.requests().filter((one) => one.startsWith('POST'))).toEqual(oneToken);
  });

  test('is asked for once, and never again, where it is nested too deeply to be looked at', async () => {
    let deep: object = {};
    for (let depth = 0; depth < 70; depth++) deep = { deep };
    api.put(orderPath, { ...order, custom: deep });
    const seen = await webhook.deliver(delivery);
    expect([seen.status, seen.body]).toMatchObject([
      500,
      {
        code: 'fetched-invalid',
        retryable: false,
        detail:
          'the order that was fetched holds too many values, is nested too deeply, or has a number that is none; nothing was sent',
      },
    ]);
    expect(api.requests()).toHaveLength(2);
  });

  test('is kept for another delivery of the same version, and for no other', async () => {
    await deliverOrder();
    await deliverOrder({ sequenceNumber: 105 });
    expect(api.requests()).toEqual([...oneToken, `GET ${orderPath}`]);
    api.put(orderPath, { ...order, version: version + 5 });
    await webhook.deliver({ ...delivery, sequenceNumber: 106, resourceVersion: version + 5 });
    expect(api.requests()).toHaveLength(3);
  });

  test('is never kept where nobody knows how long it holds', async () => {
    const approved = caseOf('approval-flow.approved', 'by-an-associate-with-the-account');
    api.put(`/customers/${approved.fetched[0]?.['id']}`, approved.fetched[0]);
    await webhook.deliver(approved.delivery);
    await webhook.deliver(approved.delivery);
    expect(api.requests().filter((one) => one.startsWith('GET'))).toHaveLength(2);
  });

  test('costs nothing where it is decided before that nothing is sent', async () => {
    const { delivery } = caseOf('customer.changed', 'updated-with-the-account');
    await webhook.deliver({ ...delivery, resource: { typeId: 'order', id: 'o-1' } });
    expect(api.requests()).toEqual([]);
  });
});

test('without credentials, what would have to be fetched is skipped, with what it needs', async () => {
  webhook = webhooks.open();
  const reason = 'needs commercetools credentials (CTP_…) to fetch the order';
  expect((await webhook.deliver(delivery)).body).toEqual({ status: 'skipped', reason });
  expect(api.requests()).toEqual([]);
});
