import { beforeEach, expect, test } from 'vitest';
import { deliveryOf } from './cases.ts';
import { type FetchingWebhook, openFetching } from './fetching-webhook.ts';

const { api, webhooks } = await openFetching();
let webhook: FetchingWebhook;
beforeEach(() => {
  webhook = webhooks.open(api.settings);
});

const whole = deliveryOf('customer.created', 'rich');
const { customer, type, sequenceNumber, notificationType, projectKey, ...rest } = whole as Record<
  string,
  Record<string, unknown>
>;
const message = { ...rest, type, sequenceNumber, customer };
const payloadNotIncluded = { reason: 'Payload too large.', payloadType: 'CustomerCreated' };
const unnumbered = { ...rest, notificationType, projectKey, payloadNotIncluded };
const empty = { ...unnumbered, sequenceNumber };
const messagePath = `/messages/${String(whole['id'])}`;
const customerPath = `/customers/${String(customer?.['id'])}`;

test('a message whose content was left out is fetched, and gives the calls and ids that it would have given', async () => {
  const usual = await webhook.deliver(whole);
  expect(usual.calls).toMatchObject([{ type: 'identify' }]);
  api.put(messagePath, message);
  const seen = await webhook.deliver(empty);
  expect([seen.status, seen.calls]).toEqual([200, usual.calls]);
  expect(api.requests().slice(1)).toEqual([`GET ${messagePath}`]);
  expect(seen.log['delivery']).toEqual(usual.log['delivery']);
});

test('where the API has no messages, the resource stands in that is still what it was', async () => {
  const usual = await webhook.deliver(whole);
  api.put(customerPath, customer);
  const seen = await webhook.deliver(empty);
  expect([seen.status, seen.calls]).toEqual([200, usual.calls]);
  expect(api.requests().slice(1)).toEqual([`GET ${messagePath}`, `GET ${customerPath}`]);
});

test('a resource that has changed since does not', async () => {
  api.put(customerPath, { ...customer, version: 2 });
  const seen = await webhook.deliver(empty);
  expect(seen.status).toBe(500);
  expect(seen.body).toMatchObject({ code: 'payload-not-included', retryable: false });
  expect(seen.body['detail']).toMatchSnapshot();
});

test('nor does one stand in for a message of a change: it has but half of what that tells', async () => {
  api.put(customerPath, customer);
  const payloadType = 'CustomerEmailChanged';
  const seen = await webhook.deliver({
    ...empty,
    payloadNotIncluded: { ...payloadNotIncluded, payloadType },
  });
  expect([seen.status, seen.body['code']]).toEqual([500, 'payload-not-included']);
  expect(api.requests().slice(1)).toEqual([`GET ${messagePath}`]);
});

test('by whatever way its content is had, its calls have the same ids', async () => {
  api.put(customerPath, customer);
  const first = await webhook.deliver(unnumbered);
  api.put(messagePath, message);
  const second = await webhook.deliver(unnumbered);
  expect([second.status, second.calls]).toEqual([200, first.calls]);
});

test('a client that may not see messages is our configuration', async () => {
  api.fail('api', { status: 403 });
  const seen = await webhook.deliver(empty);
  expect(seen.body).toMatchObject({ code: 'commercetools-refused', commercetools: { status: 403 } });
  expect(seen.body['detail']).toContain('view_messages:garden-shop');
});

test.each(['{"status":"up"}', '{"results":[]}', '{"type":"about:blank","title":"Good day"}'])(
  'what answers %s is not commercetools, and the delivery may come again',
  async (body) => {
    api.fail('api', { status: 200, body }, { status: 200, body });
    const seen = await webhook.deliver(empty);
    expect(seen.status).toBe(500);
    expect(seen.body).toMatchObject({ code: 'commercetools-refused', retryable: true });
    expect(seen.body['detail']).toContain('CTP_API_URL');
  },
);

test('a fault is retryable', async () => {
  api.fail('api', { status: 500 }, { status: 500 });
  const seen = await webhook.deliver(empty);
  expect(seen.body).toMatchObject({ code: 'commercetools-unavailable', retryable: true });
});

test.each([
  ['no mapping listens to', 'ProductPublished', 'no mapping listens to ProductPublished'],
  ['only mappings listen to that are off', 'OrderImported', 'filtered: "when" is false'],
])(
  'nothing is fetched that %s, and nothing is missing without credentials',
  async (_, payloadType, reason) => {
    const seen = await webhook.deliver({
      ...empty,
      payloadNotIncluded: { ...payloadNotIncluded, payloadType },
    });
    expect(seen.body).toEqual({ status: 'skipped', reason });
    expect(api.requests()).toEqual([]);
    const without = await webhooks.open().deliver({
      ...empty,
      payloadNotIncluded: { ...payloadNotIncluded, payloadType },
    });
    expect(without.body).toEqual({ status: 'skipped', reason });
  },
);

test('without credentials it is said what is needed', async () => {
  webhook = webhooks.open();
  const seen = await webhook.deliver(empty);
  expect(seen.status).toBe(500);
  expect(seen.body['detail']).toMatchSnapshot();
});
