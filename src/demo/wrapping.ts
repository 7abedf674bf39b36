import type { WrapperName } from '../commercetools/notification.ts';

/** A notification in what a transport makes of it: a request to post. */
export interface Wrapped {
  /** Of the transport and its form, for the names of tests. */
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** What is around the notification, outermost first. */
  readonly wrappers: readonly WrapperName[];
  readonly isList: boolean;
}

/** Wraps the JSON of a notification, or of whatever else a queue may hold. */
export type Wrap = (content: unknown) => Wrapped;

/** Pub/Sub unwrapped, Connect's proxies, EventBridge with an input transformer: nothing around it. */
export const bare: Wrap = (content) => wrapped('bare', content, []);

export const cloudEvent: Wrap = (content) =>
  wrapped('CloudEvent', event({ data: content }), ['cloudevents'], cloudEventHeaders);

export const cloudEventOfText: Wrap = (content) =>
  wrapped(
    'CloudEvent, data as text',
    event({ data: JSON.stringify(content) }),
    ['cloudevents'],
    cloudEventHeaders,
  );

export const cloudEventOfBase64: Wrap = (content) =>
  wrapped(
    'CloudEvent, data in base64',
    event({ data_base64: base64(content) }),
    ['cloudevents'],
    cloudEventHeaders,
  );

export const cloudEventBinary: Wrap = (content) => {
  const attributes = Object.entries(event({})).map(([name, value]) => [`ce-${name}`, String(value)]);
  const headers = { ...json, ...Object.fromEntries(attributes) };
  return wrapped('CloudEvent, binary', content, ['cloudevents-binary'], headers);
};

export const cloudEventBatch: Wrap = (content) =>
  wrapped('CloudEvents, a batch of one', [event({ data: content })], ['cloudevents'], {
    'content-type': 'application/cloudevents-batch+json; charset=UTF-8',
  });

export const pubsub: Wrap = (content) =>
  wrapped('Pub/Sub push', push({ ...pubsubFields, data: base64(content) }), ['pubsub']);

export const pubsubSnakeCase: Wrap = (content) => {
  const fields = { message_id: '11223344556677', publish_time: '2026-03-02T10:15:31.001Z' };
  return wrapped('Pub/Sub push, snake case', push({ ...fields, data: base64(content) }), ['pubsub']);
};

export const pubsubBothSpellings: Wrap = (content) => {
  const { messageId, publishTime } = pubsubFields;
  const fields = { ...pubsubFields, message_id: messageId, publish_time: publishTime };
  const body = { ...push({ ...fields, data: base64(content) }), deliveryAttempt: 2 };
  return wrapped('Pub/Sub push, both spellings', body, ['pubsub']);
};

export const pubsubBase64Url: Wrap = (content) => {
  const data = Buffer.from(JSON.stringify(content)).toString('base64url');
  return wrapped('Pub/Sub push, base64url', push({ ...pubsubFields, data }), ['pubsub']);
};

export const pubsubWithCloudEventAttributes: Wrap = (content) => {
  const attributes = { 'ce-specversion': '1.0', 'ce-id': '1', 'ce-source': '/demo-project/customers' };
  const body = push({ ...pubsubFields, attributes, data: base64(content) });
  return wrapped('Pub/Sub push, attributes of a CloudEvent', body, ['pubsub']);
};

export const connect: Wrap = (content) =>
  wrapped('commercetools Connect', { message: { data: base64(content) } }, ['pubsub']);

export const pubsubOfCloudEvent: Wrap = (content) =>
  nested('Pub/Sub push of a CloudEvent', pubsub, cloudEvent, content);

export const pubsubOfBatch: Wrap = (content) =>
  nested('Pub/Sub push of a batch of CloudEvents', pubsub, cloudEventBatch, content);

export const eventarc: Wrap = (content) => nested('Eventarc', cloudEvent, pubsub, content);

export const eventarcBinary: Wrap = (content) =>
  nested('Eventarc, binary', cloudEventBinary, pubsub, content);

/** Unsigned: what signs it adds Timestamp, SignatureVersion, Signature and SigningCertURL. */
export const sns: Wrap = (content) =>
  wrapped(
    'SNS notification',
    {
      Type: 'Notification',
      MessageId: '22b80b92-0001-4000-8000-000000000001',
      TopicArn: topicArn,
      Message: JSON.stringify(content),
      Timestamp: '2026-03-02T10:15:31.001Z',
    },
    ['sns'],
    snsHeaders,
  );

export const snsOfCloudEvent: Wrap = (content) =>
  nested('SNS notification of a CloudEvent', sns, cloudEvent, content);

export const snsRaw: Wrap = (content) =>
  wrapped('SNS raw', content, [], { ...snsHeaders, 'x-amz-sns-rawdelivery': 'true' });

export const eventBridge: Wrap = (content) =>
  wrapped(
    'EventBridge event',
    {
      version: '0',
      id: '6e000000-0000-4000-8000-000000000001',
      'detail-type': 'CustomerCreated',
      source: 'aws.partner/commercetools.com/demo-project/segment-bridge',
      account: '123456789012',
      time: '2026-03-02T10:15:31Z',
      region: 'eu-central-1',
      resources: [],
      detail: content,
    },
    ['eventbridge'],
    eventBridgeHeaders,
  );

export const eventBridgeDetail: Wrap = (content) =>
  wrapped('EventBridge detail', content, [], eventBridgeHeaders);

export const eventGridCloudEvent: Wrap = (content) =>
  wrapped('Event Grid, one CloudEvent', event({ data: content }), ['cloudevents'], eventGridHeaders);

export const eventGridCloudEvents: Wrap = (content) =>
  wrapped('Event Grid, a list of CloudEvents', [event({ data: content })], ['cloudevents'], eventGridHeaders);

export const eventGridOwnSchema: Wrap = (content) => {
  const about = { topic: '/subscriptions/0/topics/ct', subject: 'customers', eventType: 'CustomerCreated' };
  const rest = { eventTime: '2026-03-02T10:15:31Z', dataVersion: '1', metadataVersion: '1' };
  const body = [{ id: '1', ...about, ...rest, data: content }];
  return wrapped('Event Grid, its own schema', body, ['event-grid'], {
    ...json,
    'aeg-event-type': 'Notification',
  });
};

/** A JSON list as Kafka's HTTP sinks make it. */
export const list: Wrap = (content) => wrapped('a list', [content], []);

/** Every transport in every form. */
export const wraps: readonly Wrap[] = [
  bare,
  cloudEvent,
  cloudEventOfText,
  cloudEventOfBase64,
  cloudEventBinary,
  cloudEventBatch,
  pubsub,
  pubsubSnakeCase,
  pubsubBothSpellings,
  pubsubBase64Url,
  pubsubWithCloudEventAttributes,
  connect,
  pubsubOfCloudEvent,
  pubsubOfBatch,
  eventarc,
  eventarcBinary,
  sns,
  snsOfCloudEvent,
  snsRaw,
  eventBridge,
  eventBridgeDetail,
  eventGridCloudEvent,
  eventGridCloudEvents,
  eventGridOwnSchema,
  list,
];

/** One transport's request passed on by another; headers of the inner one are lost, as they are in a queue. */
export function nested(name: string, outer: Wrap, inner: Wrap, content: unknown): Wrapped {
  const within = inner(content);
  const whole = outer(JSON.parse(within.body));
  const wrappers = [...whole.wrappers, ...within.wrappers.filter((one) => one !== 'cloudevents-binary')];
  return { ...whole, name, wrappers, isList: whole.isList || within.isList };
}

const json = { 'content-type': 'application/json' };
const cloudEventHeaders = { 'content-type': 'application/cloudevents+json; charset=utf-8' };
const eventGridHeaders = { ...cloudEventHeaders, 'aeg-event-type': 'Notification' };
const eventBridgeHeaders = { ...json, 'user-agent': 'Amazon/EventBridge/ApiDestinations' };
const topicArn = 'arn:aws:sns:eu-central-1:123456789012:ct-messages';
const snsHeaders = {
  'content-type': 'text/plain; charset=UTF-8',
  'x-amz-sns-message-type': 'Notification',
  'x-amz-sns-topic-arn': topicArn,
};
const pubsubFields = {
  attributes: {},
  messageId: '11223344556677',
  publishTime: '2026-03-02T10:15:31.001Z',
};

function wrapped(
  name: string,
  body: unknown,
  wrappers: readonly WrapperName[],
  headers: Readonly<Record<string, string>> = json,
): Wrapped {
  return { name, headers, body: JSON.stringify(body), wrappers, isList: Array.isArray(body) };
}

function event(data: object) {
  return {
    specversion: '1.0',
    id: '00000000-aaaa-4aaa-8aaa-000000000001',
    type: 'com.commercetools.customer.message.CustomerCreated',
    source: '/demo-project/customers',
    time: '2026-03-02T10:15:30.123Z',
    ...data,
  };
}

function push(message: object) {
  return { message, subscription: 'projects/my-gcp-project/subscriptions/ct-to-segment' };
}

function base64(content: unknown): string {
  return Buffer.from(JSON.stringify(content)).toString('base64');
}
