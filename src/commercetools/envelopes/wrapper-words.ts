import type { WrapperName } from '../notification.ts';

/** How a wrapper is called in a failure, and what to set at its queue so that the failure ends. */
export const wrapperWords: Readonly<Record<WrapperName, { readonly words: string; readonly hint: string }>> =
  {
    cloudevents: {
      words: 'CloudEvent',
      hint: 'let the CloudEvent carry what commercetools sends as its "data", unchanged',
    },
    'cloudevents-binary': {
      words: 'binary CloudEvent',
      hint: 'let the body be what commercetools sends, unchanged, where the headers are those of a CloudEvent',
    },
    pubsub: {
      words: 'Pub/Sub push',
      hint: 'publish to the topic only what commercetools sends; Pub/Sub wraps it by itself',
    },
    sns: {
      words: 'SNS message',
      hint: 'publish to the topic only what commercetools sends; SNS wraps it by itself',
    },
    eventbridge: {
      words: 'EventBridge event',
      hint: 'let the rule match the partner event source of commercetools only, and send the whole event or its $.detail',
    },
    'event-grid': {
      words: 'Event Grid event',
      hint: 'give topic and event subscription the schema CloudEvents 1.0 (CloudEventSchemaV1_0)',
    },
  };
