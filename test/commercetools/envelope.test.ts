import { describe, expect, it } from 'vitest';
import { openEnvelope } from '../../src/commercetools/envelope.ts';
import {
  bare,
  cloudEvent,
  connect,
  list,
  pubsub,
  sns,
  type Wrapped,
  wraps,
} from '../../src/demo/wrapping.ts';
import { customerCreated, testNotification } from '../webhook/deliveries.ts';

const plain = new Headers();
const open = ({ body, headers }: Pick<Wrapped, 'body' | 'headers'>) =>
  openEnvelope(JSON.parse(body), new Headers(headers));
const kinds = (body: unknown) => openEnvelope(body, plain).contents.map(({ kind }) => kind);

describe.each([
  ['CustomerCreated', customerCreated],
  ['the test notification', testNotification],
])('%s comes out of', (_name, notification) => {
  it.each(wraps.map((wrap) => wrap(notification)))('$name', (wrapped) => {
    const { wrappers, isList } = wrapped;
    const expected = { contents: [{ kind: 'notification', wrappers, notification }], isList };
    expect(open(wrapped)).toEqual(expected);
    const saysNothing = { ...wrapped.headers, 'content-type': 'application/octet-stream' };
    expect(open({ ...wrapped, headers: saysNothing })).toEqual(expected);
  });
});

it.each(['base64', 'base64url'] as const)('data in %s may have every letter of it', (alphabet) => {
  const letters = Array.from({ length: 0x800 }, (_, code) => String.fromCharCode(0x20 + code)).join('');
  const notification = { ...testNotification, letters };
  const data = Buffer.from(JSON.stringify(notification)).toString(alphabet);
  expect(new Set(data.replaceAll('=', '')).size).toBe(64);
  expect(openEnvelope({ message: { data } }, plain).contents).toMatchObject([{ notification }]);
});

it('of the two forms that the data of a CloudEvent can have, the first counts', () => {
  const data_base64 = Buffer.from(JSON.stringify(testNotification)).toString('base64');
  const both = { specversion: '1.0', type: 'x', data: customerCreated, data_base64 };
  expect(openEnvelope(both, plain).contents).toMatchObject([{ notification: customerCreated }]);
  expect(openEnvelope({ ...both, data: null }, plain).contents).toMatchObject([
    { notification: testNotification },
  ]);
});

describe('a handshake', () => {
  const validation = {
    id: '1',
    topic: '/subscriptions/0',
    subject: '',
    data: { validationCode: '512d38b6-c7b8-40c8-89fe-f46f9e9622b6', validationUrl: 'https://example.com' },
    eventType: 'Microsoft.EventGrid.SubscriptionValidationEvent',
    eventTime: '2026-03-02T10:15:31Z',
  };
  const confirmation = { Type: 'SubscriptionConfirmation', TopicArn: 'arn', Token: '1', Message: 'Visit.' };

  it('of Event Grid gives its code', () => {
    const { validationCode } = validation.data;
    expect(openEnvelope([validation], plain)).toEqual({
      contents: [
        {
          kind: 'handshake',
          wrappers: ['event-grid'],
          handshake: { kind: 'event-grid-validation', validationCode },
          item: validation,
        },
      ],
      isList: true,
    });
    const { eventType, data } = validation;
    expect(openEnvelope({ specversion: '1.0', type: eventType, data }, plain).contents).toEqual([
      {
        kind: 'handshake',
        wrappers: ['cloudevents'],
        handshake: { kind: 'event-grid-validation', validationCode },
      },
    ]);
  });

  it.each<[string, unknown, boolean]>([
    ['512 characters', 'x'.repeat(512), true],
    ['513 characters', 'x'.repeat(513), false],
    ['none', '', false],
    ['a line break', 'a\r\nb', false],
    ['a letter beyond ASCII', 'é', false],
    ['a number', 5, false],
    ['nothing', undefined, false],
  ])('of Event Grid with a code of %s', (_name, validationCode, taken) => {
    expect(kinds({ ...validation, data: { validationCode } })).toEqual([taken ? 'handshake' : 'unknown']);
  });

  it.each([
    [
      'its own schema',
      { ...validation, eventType: 'Microsoft.EventGrid.SubscriptionDeletedEvent' },
      'event-grid',
    ],
    [
      'a CloudEvent',
      { specversion: '1.0', type: 'Microsoft.EventGrid.SubscriptionDeletedEvent', data: {} },
      'cloudevents',
    ],
  ])('of Event Grid that ends a subscription, in %s', (_name, body, wrapper) => {
    const handshake = { kind: 'event-grid-deleted' };
    expect(openEnvelope(body, plain)).toEqual({
      contents: [{ kind: 'handshake', wrappers: [wrapper], handshake }],
      isList: false,
    });
  });

  it('of SNS gives the whole message, whose signature is to be checked', () => {
    expect(openEnvelope(confirmation, plain).contents).toEqual([
      {
        kind: 'handshake',
        wrappers: ['sns'],
        handshake: { kind: 'sns-confirmation', message: confirmation },
      },
    ]);
    const handshake = { kind: 'sns-unsubscribed' };
    expect(openEnvelope({ ...confirmation, Type: 'UnsubscribeConfirmation' }, plain).contents).toEqual([
      { kind: 'handshake', wrappers: ['sns'], handshake },
    ]);
  });

  it('within another wrapper is not believed', () => {
    expect(open(pubsub(confirmation)).contents[0]?.kind).toBe('unknown');
    expect(open(cloudEvent([validation])).contents[0]?.kind).toBe('unknown');
    expect(openEnvelope([validation], new Headers({ 'ce-specversion': '1.0' })).contents[0]?.kind).toBe(
      'unknown',
    );
  });
});

describe('a list', () => {
  const second = { ...testNotification, version: 2 };

  it('is opened item by item; what cannot be opened does not stop the others', () => {
    const bodies = [pubsub(customerCreated), bare({ hello: 'world' }), sns(second), bare([customerCreated])];
    const { contents, isList } = openEnvelope(
      bodies.map(({ body }) => JSON.parse(body)),
      plain,
    );
    expect(isList).toBe(true);
    expect(contents).toMatchObject([
      { kind: 'notification', wrappers: ['pubsub'], notification: customerCreated },
      { kind: 'unknown', wrappers: [] },
      { kind: 'notification', wrappers: ['sns'], notification: second },
      { kind: 'unknown', wrappers: [] },
    ]);
  });

  it('within wrappers becomes one list, each item with the wrappers around it', () => {
    const events = [customerCreated, second].map((one) => JSON.parse(cloudEvent(one).body));
    const { contents, isList } = openEnvelope([JSON.parse(pubsub(events).body), second], plain);
    expect(isList).toBe(true);
    expect(contents).toEqual([
      { kind: 'notification', wrappers: ['pubsub', 'cloudevents'], notification: customerCreated },
      { kind: 'notification', wrappers: ['pubsub', 'cloudevents'], notification: second },
      { kind: 'notification', wrappers: [], notification: second },
    ]);
  });

  it.each([
    ['at once', (most: number) => Array(most).fill(testNotification)],
    ['at once, of nothing known', (most: number) => Array(most).fill(1)],
    [
      'together',
      (most: number) => {
        const half = JSON.parse(connect(Array(most / 2).fill(testNotification)).body);
        return [half, half];
      },
    ],
  ])('holds at most 1,000 deliveries, %s', (_name, listOf) => {
    expect(openEnvelope(listOf(1_000), plain).contents).toHaveLength(1_000);
    const { contents, isList } = openEnvelope(listOf(1_002), plain);
    expect(contents).toMatchObject([{ kind: 'unknown', wrappers: [] }]);
    expect(isList).toBe(true);
  });
});

describe('wrappers within wrappers', () => {
  const within = (depth: number, content: unknown): unknown =>
    depth === 0 ? content : JSON.parse(connect(within(depth - 1, content)).body);

  it('are opened to five', () => {
    const wrappers = Array(5).fill('pubsub');
    const notification = testNotification;
    expect(openEnvelope(within(5, notification), plain).contents).toEqual([
      { kind: 'notification', wrappers, notification },
    ]);
    expect(openEnvelope(within(6, notification), plain).contents).toMatchObject([
      { kind: 'unknown', wrappers },
    ]);
    expect(openEnvelope(within(5, notification), new Headers({ 'ce-specversion': '1.0' }))).toMatchObject({
      contents: [{ kind: 'unknown' }],
    });
  });

  it('and lists take no more stack than five', () => {
    const deep = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000));
    expect(kinds(deep)).toEqual(['unknown']);
    expect(kinds({ specversion: '1.0', data: deep })).toEqual(['unknown']);
    const events = JSON.parse(`${'{"specversion":"1.0","data":'.repeat(50_000)}1${'}'.repeat(50_000)}`);
    expect(kinds(events)).toEqual(['unknown']);
  });
});

describe('names that every object has', () => {
  const polluted =
    '{"__proto__":{"notificationType":"Message","specversion":"1.0","message":{"data":"e30="}}}';

  it.each([
    ['a prototype', polluted],
    ['a constructor', '{"constructor":{"notificationType":"Message"},"toString":1,"hasOwnProperty":1}'],
    ['a prototype in a Pub/Sub push', '{"message":{"__proto__":{"data":"e30="}}}'],
    ['a prototype in an API Extension', '{"action":"Create","resource":{"__proto__":{"obj":{}}}}'],
  ])('%s makes no delivery', (_name, body) => {
    expect(kinds(JSON.parse(body))).toEqual(['unknown']);
  });

  it('do no harm beside a notification', () => {
    const body = `{"toString":1,"valueOf":1,"hasOwnProperty":1,"message":{"data":"e30="},"message":${JSON.stringify(
      JSON.parse(pubsub(customerCreated).body).message,
    )},"__proto__":{"specversion":"1.0"}}`;
    expect(openEnvelope(JSON.parse(body), plain).contents).toEqual([
      { kind: 'notification', wrappers: ['pubsub'], notification: customerCreated },
    ]);
  });

  it('a notification is taken as it is, whatever else it holds', () => {
    const notification = { ...customerCreated, specversion: '1.0', data: {}, message: { data: 'e30=' } };
    expect(open(list(notification)).contents).toEqual([{ kind: 'notification', wrappers: [], notification }]);
  });
});
