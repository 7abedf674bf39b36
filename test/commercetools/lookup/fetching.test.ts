import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { post } from '../../webhook/harness.ts';
import { caseOf } from './cases.ts';
import { type FetchingWebhook, type FetchingWebhooks, fetchingWebhooks } from './fetching-webhook.ts';
import { clientSecret, type Fault, type StandIn, startStandIn } from './stand-in.ts';

let api: StandIn;
let webhooks: FetchingWebhooks;
let webhook: FetchingWebhook;

beforeAll(async () => {
  [api, webhooks] = [await startStandIn(), await fetchingWebhooks()];
});
beforeEach(() => {
  api.reset();
  webhook = webhooks.open(api.settings);
});
afterAll(async () => {
  await api.close();
  await webhooks.close();
});

const returned = caseOf('order.returned', 'returned-without-tracking-of-a-customer');
const { delivery } = returned;
const order = returned.fetched[0] ?? {};
const orderPath = `/orders/${String(order['id'])}`;
const version = Number(order['version']);
const oneToken = ['POST /oauth/token'];

function deliverOrder(changes: object = {}) {
  api.put(orderPath, order);
  return webhook.deliver({ ...delivery, ...changes });
}

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

describe('what goes wrong', () => {
  const twice = (fault: Fault) => [fault, fault];
  const code = expect.stringMatching(/^[A-Z_]+$/);

  test.each<[string, 'token' | 'api', readonly Fault[], object]>([
    ['500', 'api', twice({ status: 500 }), { status: 500, attempts: 2 }],
    ['503 of a balancer', 'api', twice({ status: 503, body: '<html>' }), { status: 503, attempts: 2 }],
    ['a connection that is cut', 'api', twice('cut'), { cause: code, attempts: 2 }],
    ['a body that breaks off', 'api', twice('half-body'), { cause: 'no-json', attempts: 2 }],
    ['no JSON', 'api', twice({ status: 200, body: 'Good day' }), { cause: 'no-json', attempts: 2 }],
    ['no resource', 'api', twice({ status: 200, body: '7' }), { cause: 'no-json', attempts: 2 }],
    ['a list', 'api', [{ status: 200, body: '[7]' }], { cause: 'no-json', attempts: 1 }],
    ['429 for too long', 'api', [{ status: 429, retryAfter: '30' }], { status: 429, attempts: 1 }],
    [
      '429 until a date',
      'api',
      [{ status: 429, retryAfter: 'Wed, 21 Oct 2037 07:28:00 GMT' }],
      { status: 429 },
    ],
    ['no token', 'token', twice({ status: 502, body: '<html>' }), { status: 502, attempts: 2 }],
    ['a token server that is cut off', 'token', twice('cut'), { cause: code, attempts: 2 }],
    ['a token that is none', 'token', twice({ status: 200, body: 'Good day' }), { cause: 'no-json' }],
  ])('%s: the delivery may come again', async (_, about, faults, details) => {
    api.fail(about, ...faults);
    const seen = await deliverOrder();
    expect(seen.status).toBe(500);
    const told = { code: 'commercetools-unavailable', retryable: true };
    expect(seen.body).toMatchObject({ ...told, commercetools: details });
    expect(seen.log).toMatchObject({ level: 'error', failure: told, commercetools: details });
    const [first] = faults;
    expect(seen.retryAfter).toBe((typeof first === 'object' && first.retryAfter) || null);
    expect(seen.calls).toEqual([]);
    saysNothing(seen);
  });

  test.each<[string, Fault]>([
    ['500', { status: 500 }],
    ['429', { status: 429, retryAfter: '0' }],
    ['a connection that is cut', 'cut'],
    ['a body that breaks off', 'half-body'],
    ['no JSON', { status: 200, body: 'Good day' }],
  ])('%s, once, is made good by another attempt', async (_, fault) => {
    api.fail('api', fault);
    const seen = await deliverOrder();
    expect([seen.status, seen.log['outcome']]).toEqual([200, 'sent']);
    expect(api.requests()).toEqual([...oneToken, `GET ${orderPath}`, `GET ${orderPath}`]);
  });

  test('silence ends within the time of the delivery, and is met with another attempt', async () => {
    webhook = webhooks.open(api.settings, 6_000);
    await webhook.deliver(delivery);
    api.fail('api', 'hang');
    expect((await deliverOrder()).log['outcome']).toBe('sent');
    webhook = webhooks.open(api.settings, 900);
    api.fail('api', 'hang', 'hang');
    const seen = await deliverOrder();
    const commercetools = { cause: 'timeout' };
    expect(seen.body).toMatchObject({ code: 'commercetools-unavailable', retryable: true, commercetools });
    saysNothing(seen);
  });

  test('a token that the API no longer takes is exchanged, once', async () => {
    await deliverOrder();
    api.forgetTokens();
    expect((await deliverOrder({ resourceVersion: version - 1 })).log['outcome']).toBe('sent');
    expect(api.requests().slice(2)).toEqual([`GET ${orderPath}`, ...oneToken, `GET ${orderPath}`]);
    api.fail('api', { status: 401 }, { status: 401 });
    const refused = await deliverOrder({ resourceVersion: version - 2 });
    expect(refused.body).toMatchObject({ code: 'commercetools-refused', commercetools: { status: 401 } });
  });

  test.each<[string, 'token' | 'api', Fault]>([
    ['the scope is missing', 'api', { status: 403 }],
    ['the client is not known', 'token', { status: 401, body: '{"error":"invalid_client"}' }],
    ['the scope cannot be given', 'token', { status: 400, body: '{"error":"invalid_scope"}' }],
    ['the address of tokens is wrong', 'token', { status: 404, body: '<html>' }],
    ['the address leads elsewhere', 'api', { status: 301 }],
  ])('%s: our configuration', async (_, about, fault) => {
    api.fail(about, fault);
    const seen = await deliverOrder();
    expect([seen.status, seen.body['code']]).toEqual([500, 'commercetools-refused']);
    expect(seen.body['detail']).toMatchSnapshot();
    expect(seen.calls).toEqual([]);
    saysNothing(seen);
  });

  test('what commercetools does not have is skipped', async () => {
    const seen = await webhook.deliver(delivery);
    const reason = 'commercetools has no such order, or no longer';
    expect([seen.status, seen.body]).toEqual([200, { status: 'skipped', reason }]);
  });

  test('an answer older than the delivery is asked for again, once', async () => {
    api.put(orderPath, { ...order, version: version - 1 }, order);
    expect((await webhook.deliver(delivery)).log['outcome']).toBe('sent');
    api.put(orderPath, order);
    const seen = await webhook.deliver({ ...delivery, resourceVersion: version + 4 });
    expect(seen.body).toMatchObject({ code: 'commercetools-unavailable', commercetools: { cause: 'stale' } });
    expect(api.requests().filter((one) => one.startsWith('GET'))).toHaveLength(4);
  });

  test('what does not fit its schema is told by its places', async () => {
    api.put(orderPath, { ...order, customerEmail: 7, lineItems: 'many' });
    const seen = await webhook.deliver(delivery);
    expect(seen.status).toBe(500);
    const issues = [{ pointer: '/customerEmail' }, { pointer: '/lineItems' }];
    expect(seen.body).toMatchObject({ code: 'fetched-invalid', retryable: false, issues });
    saysNothing(seen);
  });

  test('an id that would lead elsewhere is not asked for', async () => {
    const { delivery } = caseOf('approval-flow.approved', 'by-an-associate-with-the-account');
    const seen = await webhook.deliver({ ...delivery, associate: { typeId: 'customer', id: '..' } });
    expect(seen.body['reason']).toBe('commercetools has no such customer, or no longer');
    expect(api.requests()).toEqual([]);
  });

  /** Neither the log nor the answer has anything of what was fetched, of an answer, or of a secret. */
  function saysNothing({ text, line }: { readonly text: string; readonly line: string }) {
    for (const kept of [clientSecret, 'token-', 'secret words', 'mara', 'Mara', 'Good day', 'html'])
      expect(text + line).not.toContain(kept);
  }
});

test('without credentials, what would have to be fetched is skipped, with what it needs', async () => {
  webhook = webhooks.open();
  const reason = 'needs commercetools credentials (CTP_…) to fetch the order';
  expect((await webhook.deliver(delivery)).body).toEqual({ status: 'skipped', reason });
  expect(api.requests()).toEqual([]);
});
