import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodeDelivery } from '../../src/commercetools/decode.ts';
import { openEnvelope } from '../../src/commercetools/envelope.ts';
import type { Content } from '../../src/commercetools/notification.ts';

const samples = new URL('../../../shared/data/commercetools/', import.meta.url);
const folders = ['composed/platform', 'composed/envelopes', 'transport', 'api-reference/Subscription'];

const created = 'message CustomerCreated';
const noDelivery = 'the body is not a commercetools delivery';
const notBase64Json = 'the Pub/Sub push holds no base64 JSON in message.data';

/** What becomes of a sample; a message of its file's name where it is not named here. */
const expected: Readonly<Record<string, string>> = {
  'composed/platform/CustomerCreated.payloadNotIncluded': `${created} without content`,
  'composed/platform/SubscriptionTestNotification': 'test ResourceCreated',
  'composed/platform/ResourceCreated.customer': 'change ResourceCreated',
  'composed/platform/ResourceUpdated.customer': 'change ResourceUpdated',
  'composed/platform/ResourceDeleted.customer.dataErasure': 'change ResourceDeleted',

  'composed/envelopes/api-extension.customer.Create':
    'the body is the input of an API Extension, which is called before the change is saved, so it is not taken',
  'composed/envelopes/cloudevents.CustomerCreated': `cloudevents: ${created}`,
  'composed/envelopes/cloudevents.change.customer.ResourceUpdated': 'cloudevents: change ResourceUpdated',
  'composed/envelopes/eventbridge.CustomerCreated': `eventbridge: ${created}`,
  'composed/envelopes/eventgrid.batch-cloudevents': `cloudevents: ${created}, cloudevents: change ResourceUpdated`,
  'composed/envelopes/eventgrid.single-cloudevent.CustomerCreated': `cloudevents: ${created}`,
  'composed/envelopes/pubsub-push.unwrapped.CustomerCreated': created,
  'composed/envelopes/pubsub-push.wrapped.CustomerCreated': `pubsub: ${created}`,
  'composed/envelopes/pubsub-push.wrapped.cloudevents.CustomerCreated': `pubsub, cloudevents: ${created}`,
  'composed/envelopes/pubsub-push.wrapped.test-notification': 'pubsub: test ResourceCreated',
  'composed/envelopes/sns.Notification.CustomerCreated': `sns: ${created}`,

  'transport/eventgrid-SubscriptionValidationEvent': 'event-grid: handshake event-grid-validation',
  'transport/pubsub-MessagePublishedData-binary': notBase64Json,
  'transport/pubsub-MessagePublishedData-duplicatedFields': notBase64Json,
  'transport/pubsub-MessagePublishedData-text': notBase64Json,
  'transport/pubsub-MessagePublishedData.schema': noDelivery,
  'transport/sns-Notification': 'the SNS message holds no JSON text in Message',
  'transport/sns-SubscriptionConfirmation': 'sns: handshake sns-confirmation',

  'api-reference/Subscription/cloudevents-payload.example': 'cloudevents: message ProductPublished',
  'api-reference/Subscription/event-payload.example': 'event ImportContainerCreated',
  'api-reference/Subscription/message-payload.example': 'message CustomerLastNameSet',
  'api-reference/Subscription/resource-created-payload.example': 'change ResourceCreated',
  'api-reference/Subscription/resource-updated-payload.example': 'change ResourceUpdated',
  'api-reference/Subscription/resource-deleted-payload.example': 'change ResourceDeleted',
  'api-reference/Subscription/payload-not-included.example': noDelivery,
  'api-reference/Subscription/SubscriptionSetMessagesAction': noDelivery,
  'api-reference/Subscription/SubscriptionSetEventsAction': noDelivery,
  'api-reference/Subscription/SubscriptionSetChangesAction': noDelivery,
  'api-reference/Subscription/SubscriptionSetKeyAction': noDelivery,
  'api-reference/Subscription/SubscriptionChangeDestinationAction': noDelivery,
  'api-reference/Subscription/SubscriptionSqsDestination': noDelivery,
  'api-reference/Subscription/SubscriptionSnsDestination': noDelivery,
  'api-reference/Subscription/SubscriptionEventBridgeDestination': noDelivery,
  'api-reference/Subscription/SubscriptionGoogleCloudPubSubDestination': noDelivery,
  'api-reference/Subscription/SubscriptionAzureServiceBusDestination': noDelivery,
  'api-reference/Subscription/SubscriptionAzureEventGridDestination': noDelivery,
  'api-reference/Subscription/SubscriptionConfluentCloudDestination': noDelivery,
};

function namesIn(folder: string): readonly string[] {
  return readdirSync(new URL(`${folder}/`, samples))
    .filter((file) => file.endsWith('.json'))
    .map((file) => `${folder}/${file.replace(/\.json$/, '')}`);
}

/** As they are: where a delivery has a value, those of the reference have a placeholder such as <project_key>. */
function read(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`${name}.json`, samples), 'utf8'));
}

function told(content: Content): string {
  if (content.kind === 'unknown') return content.failure.detail;
  const around = content.wrappers.length === 0 ? '' : `${content.wrappers.join(', ')}: `;
  if (content.kind === 'handshake') return `${around}handshake ${content.handshake.kind}`;
  const decoded = decodeDelivery(content.notification);
  if (!decoded.ok) return JSON.stringify(decoded.failure);
  const { kind, type, payloadNotIncluded } = decoded.value;
  return `${around}${kind} ${type}${payloadNotIncluded === undefined ? '' : ' without content'}`;
}

describe.runIf(existsSync(samples))('the samples', () => {
  const names = existsSync(samples) ? folders.flatMap(namesIn) : [];

  it.each(names)('%s', (name) => {
    const { contents } = openEnvelope(read(name), new Headers());
    const messageOfName = `message ${name.split('/').at(-1)?.split('.')[0]}`;
    expect(contents.map(told).join(', ')).toBe(expected[name] ?? messageOfName);
  });

  it('have all that is named here', () => {
    expect(Object.keys(expected).filter((name) => !names.includes(name))).toEqual([]);
  });

  it('hold no secret once they are decoded', () => {
    const payloads = names.flatMap((name) =>
      openEnvelope(read(name), new Headers()).contents.flatMap((content) => {
        const decoded = content.kind === 'notification' ? decodeDelivery(content.notification) : undefined;
        return decoded?.ok ? [decoded.value.payload] : [];
      }),
    );
    expect(payloads.length).toBeGreaterThan(40);
    expect(JSON.stringify(payloads)).not.toMatch(/SECRET|"password"|"token"/);
  });
});
