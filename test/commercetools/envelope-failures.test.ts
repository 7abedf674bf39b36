import { describe, expect, it } from 'vitest';
import { openEnvelope } from '../../src/commercetools/envelope.ts';
import type { Content } from '../../src/commercetools/notification.ts';
import { connect } from '../../src/demo/wrapping.ts';
import { customerCreated } from '../webhook/deliveries.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const secret = 'Quillfeather';
const cloudEvent = { specversion: '1.0', id: '1', source: secret, type: 'com.commercetools' };
const sns = { Type: 'Notification', TopicArn: 'arn:aws:sns:eu-central-1:1:t' };
const gridEvent = { eventType: 'CustomerCreated', eventTime: '2026-03-02T10:15:31Z' };
const validation = { ...gridEvent, eventType: 'Microsoft.EventGrid.SubscriptionValidationEvent' };
const pushed = (data: unknown) => ({ message: { data }, subscription: secret });
const { notificationType, projectKey, ...queried } = customerCreated;
const within = (depth: number): unknown =>
  depth === 0 ? customerCreated : JSON.parse(connect(within(depth - 1)).body);

/** Every way in which something is no delivery. */
const cases: Readonly<Record<string, unknown>> = {
  null: null,
  'a number': 5,
  text: JSON.stringify(customerCreated),
  'empty text': '',
  'an unknown object': { hello: secret },
  'an empty list': [],
  'a list within a list': [[customerCreated]],
  'too many': Array(1_001).fill(customerCreated),
  'nested too deep': within(6),

  'API Extension': {
    action: 'Create',
    resource: { typeId: 'customer', id: 'c-1', obj: customerCreated.customer },
  },
  'Lambda event of SQS': { Records: [{ eventSource: 'aws:sqs', body: JSON.stringify(customerCreated) }] },
  'Messages API': { ...queried, lastName: secret },
  'a resource': customerCreated.customer,
  'CloudEvent without specversion': { source: secret, type: 'x', data: customerCreated },
  'message that is text': { message: secret },
  'a resource in a Pub/Sub push': pushed(base64(JSON.stringify(customerCreated.customer))),

  'Pub/Sub: message without data': { message: { attributes: {} }, subscription: secret },
  'Pub/Sub: null': pushed(null),
  'Pub/Sub: empty': pushed(''),
  'Pub/Sub: JSON in place of base64': pushed(customerCreated),
  'Pub/Sub: not base64': pushed(JSON.stringify(customerCreated)),
  'Pub/Sub: base64 cut off': pushed('e30=e'),
  'Pub/Sub: one character too many': pushed('e30ab'),
  'Pub/Sub: padding within': pushed('e3=0'),
  'Pub/Sub: not UTF-8': pushed(Buffer.from([0x22, 0xff, 0x22]).toString('base64')),
  'Pub/Sub: not JSON': pushed(base64(secret)),
  'Pub/Sub: blank': pushed(base64(' ')),
  'Pub/Sub: nested too deep': pushed(base64('['.repeat(101))),
  'Pub/Sub: too many values': pushed(base64(`{"a":[${'{},'.repeat(110_000)}{}]}`)),
  'Pub/Sub: something else': pushed(base64(`{"name":"${secret}"}`)),
  'Pub/Sub: text': pushed(base64(JSON.stringify(secret))),
  'Pub/Sub: an empty list': pushed(base64('[]')),

  'CloudEvent: no data': cloudEvent,
  'CloudEvent: null': { ...cloudEvent, data: null },
  'CloudEvent: a number': { ...cloudEvent, data: 5 },
  'CloudEvent: not JSON': { ...cloudEvent, data: secret },
  'CloudEvent: data_base64 that is not base64': { ...cloudEvent, data_base64: '{}' },
  'CloudEvent: something else': { ...cloudEvent, data: { name: secret } },

  'SNS: no Message': sns,
  'SNS: Message not text': { ...sns, Message: customerCreated },
  'SNS: Message not JSON': { ...sns, Message: secret },
  'SNS: something else': { ...sns, Message: `{"name":"${secret}"}` },
  'SNS: another type': { ...sns, Type: secret },

  'EventBridge: no detail': { 'detail-type': 'CustomerCreated', source: secret },
  'EventBridge: something else': { 'detail-type': 'CustomerCreated', detail: { name: secret } },

  'Event Grid: no data': [gridEvent],
  'Event Grid: something else': [{ ...gridEvent, data: { name: secret } }],
  'Event Grid: no code': [{ ...validation, data: {} }],
  'Event Grid: a code with a line break': [{ ...validation, data: { validationCode: 'a\nb' } }],

  'a handshake within': pushed(base64(JSON.stringify({ ...sns, Type: 'SubscriptionConfirmation' }))),
};

function failureOf(content: Content | undefined) {
  if (content?.kind !== 'unknown') throw new Error('it was taken');
  return content.failure;
}

describe('what is no delivery', () => {
  it.each(Object.entries(cases))('%s', (name, body) => {
    const { contents } = openEnvelope(body, new Headers());
    expect(contents).toHaveLength(1);
    const failure = failureOf(contents[0]);
    expect(failure).toMatchObject({ code: 'not-a-delivery', retryable: false });
    const [issue, ...others] = failure.issues ?? [];
    expect(others).toEqual([]);
    const { wrappers } = contents[0] ?? {};
    const { pointer, message, hint } = issue ?? {};
    expect({ wrappers, detail: failure.detail, pointer, message, hint }).toMatchSnapshot(name);
  });

  it.each([
    ['an API Extension', { action: 'Create', resource: {} }],
    ['an API Extension', { resource: { obj: {} } }],
    ['the Messages API', { sequenceNumber: 1, resource: {} }],
    ['the Messages API', { sequenceNumber: 1, type: 'CustomerCreated' }],
    ['the Messages API', { resource: {}, type: 'CustomerCreated' }],
    ['a resource', { version: 1, createdAt: '', lastModifiedAt: '' }],
    ['a resource', { id: '1', createdAt: '', lastModifiedAt: '' }],
    ['a resource', { id: '1', version: 1, lastModifiedAt: '' }],
    ['a resource', { id: '1', version: 1, createdAt: '' }],
    ['a CloudEvent', { type: 'x', data: {} }],
    ['a CloudEvent', { source: 'x', data: {} }],
    ['a CloudEvent', { source: 'x', type: 'x' }],
    ["Event Grid's", { eventType: 'CustomerCreated' }],
    ["Event Grid's", { eventTime: '2026-03-02T10:15:31Z' }],
    ["SNS's", { Type: 'Notification' }],
    ["SNS's", { TopicArn: sns.TopicArn }],
  ])('is not said to be %s for a part of its fields %#', (_name, body) => {
    const failure = failureOf(openEnvelope(body, new Headers()).contents[0]);
    expect(failure.detail).toBe('the body is not a commercetools delivery');
  });

  it.each<[string, unknown]>([
    ['no commercetools delivery', { name: secret }],
    ['a list of no deliveries', []],
    ['what another queue says of its subscription', { ...sns, Type: 'SubscriptionConfirmation' }],
  ])('names the innermost of its wrappers: holds %s', (words, data) => {
    const failure = failureOf(
      openEnvelope(pushed(base64(JSON.stringify({ ...cloudEvent, data }))), new Headers()).contents[0],
    );
    expect(failure.detail).toBe(`the CloudEvent holds ${words}`);
  });

  it('in a binary CloudEvent', () => {
    const headers = new Headers({ 'ce-specversion': '1.0' });
    expect(openEnvelope({ name: secret }, headers)).toMatchSnapshot();
  });

  it('says no value of it', () => {
    const told = JSON.stringify(
      Object.values(cases).flatMap((body) => openEnvelope(body, new Headers()).contents.map(failureOf)),
    );
    expect(told).not.toMatch(/Quillfeather|Zoelinde|zoe\.quill|garden|5a1e7c90/);
  });
});
