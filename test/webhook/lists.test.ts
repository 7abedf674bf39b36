import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { startReceiver } from '../../src/demo/receiver.ts';
import { inParallel } from '../../src/webhook/in-parallel.ts';
import { customerCreated, testNotification } from './deliveries.ts';
import { catalogOf, deliver } from './harness.ts';

const receiver = await startReceiver();
beforeEach(() => receiver.reset());
afterAll(() => receiver.close());
const toReceiver = { settings: { host: receiver.url } };

const cloudEvent = (data: object | string) => ({
  specversion: '1.0',
  id: 'e-1',
  type: 'com.commercetools.customer.message.CustomerCreated',
  source: '/demo-project/customers',
  data,
});
const first = customerCreated;
const second = { ...customerCreated, sequenceNumber: 2 };
const broken = { ...customerCreated, sequenceNumber: 'three', id: undefined };
const leftOut = {
  ...customerCreated,
  customer: undefined,
  payloadNotIncluded: { reason: 'Payload too large', payloadType: 'CustomerCreated' },
};

describe('several deliveries in one request', () => {
  test('all succeed: 200, and each is listed', async () => {
    const list = [first, testNotification, second].map(cloudEvent);
    const { status, body, lines } = await deliver(list, toReceiver);
    expect(status).toBe(200);
    expect(body).toEqual({
      status: 'sent',
      deliveries: [
        { status: 'sent', calls: [{ type: 'identify', messageId: expect.stringMatching(/^ct-/) }] },
        { status: 'skipped', reason: 'test notification of a new Subscription' },
        { status: 'sent', calls: [{ type: 'identify', messageId: expect.stringMatching(/^ct-/) }] },
      ],
    });
    expect(receiver.calls()).toHaveLength(2);
    const told = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(told.map(({ part, outcome, wrappers }) => [part, outcome, wrappers])).toEqual([
      ['1/3', 'sent', ['cloudevents']],
      ['2/3', 'skipped', ['cloudevents']],
      ['3/3', 'sent', ['cloudevents']],
    ]);
  });

  test('one is broken: 400, the others are sent and listed', async () => {
    const { status, body } = await deliver([first, broken, second].map(cloudEvent), toReceiver);
    expect(status).toBe(400);
    expect(body).toMatchObject({
      code: 'not-a-delivery',
      deliveries: [
        { status: 'sent' },
        { status: 'failed', code: 'not-a-delivery', retryable: false },
        { status: 'sent' },
      ],
    });
    expect(receiver.calls()).toHaveLength(2);
  });

  test('one is broken and one can be helped: the one that can be helped decides', async () => {
    receiver.setFault({ status: 503, headers: { 'retry-after': '60' } });
    const { status, body, headers } = await deliver([broken, first].map(cloudEvent), toReceiver);
    expect(status).toBe(500);
    expect(body).toMatchObject({
      code: 'segment-unavailable',
      retryable: true,
      deliveries: [{ code: 'not-a-delivery' }, { code: 'segment-unavailable' }],
    });
    expect(headers.get('retry-after')).toBe('60');
  });

  test('one may pass by itself, without saying when: it decides before what is broken and what wants a mend', async () => {
    receiver.setFault({ status: 200, body: '<html>' });
    const { status, body, headers } = await deliver([broken, leftOut, first].map(cloudEvent), toReceiver);
    expect([status, headers.get('retry-after')]).toEqual([500, null]);
    expect(body).toMatchObject({ code: 'segment-unavailable', retryable: true });
  });

  test('one is broken and one wants a mend of ours: a redelivery can help that, so it decides', async () => {
    const { status, body } = await deliver([broken, leftOut].map(cloudEvent), toReceiver);
    expect(status).toBe(500);
    expect(body).toMatchObject({ code: 'payload-not-included', retryable: false });
  });

  test('one wants a mend of ours, another only time, and the third says how long: that decides', async () => {
    const patience = { status: 429, headers: { 'retry-after': '60' } };
    receiver.setFault(({ number }) => (number === 1 ? { status: 200, body: '<html>' } : patience));
    const unavailable = { code: 'segment-unavailable' };
    const { body, headers } = await deliver([leftOut, first, second].map(cloudEvent), toReceiver);
    expect(headers.get('retry-after')).toBe('60');
    expect(body).toMatchObject({
      code: 'segment-unavailable',
      retryable: true,
      segment: { status: 429 },
      deliveries: [{ code: 'payload-not-included', retryable: false }, unavailable, unavailable],
    });
  });

  test('a broken one is acknowledged where that is wanted, a helpable one is not', async () => {
    const settings = { ...toReceiver.settings, acknowledgePermanentFailures: true };
    const { status, body } = await deliver([first, broken].map(cloudEvent), { settings });
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'failed', deliveries: [{ status: 'sent' }, { status: 'failed' }] });
    receiver.setFault({ status: 503, headers: { 'retry-after': '60' } });
    expect((await deliver([first, broken].map(cloudEvent), { settings })).status).toBe(500);
  });

  test('sent again, each has the message id it had', async () => {
    const list = [first, second].map(cloudEvent);
    expect((await deliver(list, toReceiver)).body).toEqual((await deliver(list, toReceiver)).body);
    expect(receiver.calls().map(({ duplicates }) => duplicates)).toEqual([1, 1]);
  });

  test('what is wrapped may hold no more than if it were not: what is beyond that is not read', async () => {
    const text = `{"a":[${'{},'.repeat(100_000)}{}]}`;
    const { status, body } = await deliver(
      [text, text, text, JSON.stringify(first)].map(cloudEvent),
      toReceiver,
    );
    expect(status).toBe(400);
    const found = (type: string) => [{ message: expect.stringMatching(new RegExp(`; found ${type}$`)) }];
    expect(body).toMatchObject({
      deliveries: [
        { code: 'not-a-delivery', issues: found('an object without it') },
        { code: 'not-a-delivery', issues: found('an object without it') },
        {
          code: 'not-a-delivery',
          issues: found('text made, with all around it, of more than 300000 values'),
        },
        { status: 'sent' },
      ],
    });
  });

  test('a list of one is a list', async () => {
    const { body } = await deliver([cloudEvent(first)], toReceiver);
    expect(body).toMatchObject({ status: 'sent', deliveries: [{ status: 'sent' }] });
  });

  test('one that breaks the code is one failure among the others', async () => {
    const catalog = catalogOf(() => {
      throw new Error('zoe@example.org');
    });
    const list = [cloudEvent(first), cloudEvent(testNotification)];
    const { status, body, text, lines } = await deliver(list, { ...toReceiver, catalog });
    expect(status).toBe(500);
    expect(body).toMatchObject({
      code: 'internal',
      deliveries: [{ code: 'internal' }, { status: 'skipped' }],
    });
    expect(text + lines.join()).not.toContain('zoe@');
  });

  test('two hundred, ten at once', async () => {
    const list = Array.from({ length: 200 }, (_, index) => ({ ...first, sequenceNumber: index + 1 }));
    const { status, body } = await deliver(list.map(cloudEvent), {
      settings: { ...toReceiver.settings, timeoutMs: 20_000 },
    });
    expect(status).toBe(200);
    expect((body as { deliveries: unknown[] }).deliveries).toHaveLength(200);
    expect(receiver.calls().map(({ call }) => call['userId'])).toEqual(Array(200).fill(first.customer.email));
  });

  test('once Segment asks for patience, the rest is not sent and told so, and what was sent stays sent', async () => {
    const patience = { status: 429, body: 'slow down', headers: { 'retry-after': '60' } };
    receiver.setFault(({ number }) => (number > 3 ? patience : undefined));
    const list = Array.from({ length: 100 }, (_, index) => ({ ...first, sequenceNumber: index + 1 }));
    const { status, body, headers, lines } = await deliver(list.map(cloudEvent), toReceiver);
    expect([status, headers.get('retry-after')]).toEqual([500, '60']);
    const { deliveries } = body as { deliveries: { status: string; segment?: { attempts: number } }[] };
    expect(deliveries.filter((one) => one.status === 'sent')).toHaveLength(3);
    const behind = deliveries.filter(({ segment }) => segment?.attempts === 0);
    // Ten at once are under way when it is said, and where one was sent another may have begun.
    expect(behind.length).toBeGreaterThanOrEqual(87);
    expect(receiver.requests().length).toBe(100 - behind.length);
    expect(behind[0]).toEqual({
      status: 'failed',
      detail:
        'Segment answered 429: slow down; that was to another delivery that came along; this one was not sent, and may come again',
      code: 'segment-unavailable',
      retryable: true,
      segment: { status: 429, message: 'slow down', attempts: 0, retryAfter: '60' },
    });
    expect(lines).toHaveLength(100);
    receiver.setFault(undefined);
    expect((await deliver(list.slice(0, 20).map(cloudEvent), toReceiver)).status).toBe(200);
    expect(receiver.calls()).toHaveLength(20);
  });
});

test('no more are at work than may be, and what they come to is in the order in which they came', async () => {
  let [atWork, most] = [0, 0];
  const work = async (turns: number) => {
    most = Math.max(most, ++atWork);
    for (let left = turns; left > 0; left--) await Promise.resolve();
    atWork--;
    return turns * 10;
  };
  expect(await inParallel([9, 1, 5, 2], 2, work)).toEqual([90, 10, 50, 20]);
  expect(most).toBe(2);
});
