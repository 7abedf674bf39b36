import { has, own } from '../fields.ts';
import type { RequestHeaders } from '../request-headers.ts';
import { eventGridHandshake } from './event-grid.ts';
import { readBase64, readJson } from './inner-json.ts';
import { layerIn } from './refusal.ts';
import type { Transport } from './transport.ts';

/**
 * A CloudEvent in structured mode: data as JSON, as text, or in base64. Event Grid's own events come in it too.
 * https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md#31-handling-of-data
 */
export const cloudevents: Transport = {
  name: 'cloudevents',
  recognises: (value) => has(value, 'specversion'),
  unwrap(value, excessOf) {
    const handshake = eventGridHandshake(own(value, 'type'), own(value, 'data'));
    if (handshake !== undefined) return handshake;
    return !has(value, 'data') && has(value, 'data_base64')
      ? layerIn(value, ['data_base64'], {
          read: readBase64,
          excessOf,
          name: 'cloudevents',
          expected: 'base64 JSON',
        })
      : layerIn(value, ['data'], { read: readJson, excessOf, name: 'cloudevents', expected: 'JSON' });
  },
};

/**
 * Whether the headers make the whole body the data of a CloudEvent.
 * https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md#31-binary-content-mode
 */
export function isBinaryCloudEvent(headers: RequestHeaders): boolean {
  return headers.has('ce-specversion');
}
