import { isRecord, own } from '../fields.ts';
import { readBase64 } from './inner-json.ts';
import { layerIn } from './refusal.ts';
import type { Transport } from './transport.ts';

/**
 * A wrapped push of Google Cloud Pub/Sub; commercetools Connect posts the same without `subscription`. Its ids come
 * in two spellings, its attributes may be those of a CloudEvent: the notification is in the data anyway.
 * https://cloud.google.com/pubsub/docs/push#receive_push
 */
export const pubsub: Transport = {
  name: 'pubsub',
  recognises: (value) => isRecord(own(value, 'message')),
  unwrap: (value, excessOf) =>
    layerIn(value, ['message', 'data'], {
      read: readBase64,
      excessOf,
      name: 'pubsub',
      expected: 'base64 JSON',
    }),
};
