import { typeName } from '../../schema.ts';
import { has, own } from '../fields.ts';
import { readJson } from './inner-json.ts';
import { layerIn, notADelivery } from './refusal.ts';
import type { Transport, Unwrapped } from './transport.ts';

/**
 * An event in Azure Event Grid's own schema.
 * https://learn.microsoft.com/en-us/azure/event-grid/event-schema
 */
export const eventGrid: Transport = {
  name: 'event-grid',
  recognises: (value) => has(value, 'eventType') && has(value, 'eventTime'),
  unwrap: (value, excessOf) =>
    eventGridHandshake(own(value, 'eventType'), own(value, 'data')) ??
    layerIn(value, ['data'], { read: readJson, excessOf, name: 'event-grid', expected: 'JSON' }),
};

/**
 * What Event Grid itself tells when a subscription is made or deleted, in its own schema or in a CloudEvent.
 * https://learn.microsoft.com/en-us/azure/event-grid/end-point-validation-event-grid-events-schema
 */
export function eventGridHandshake(type: unknown, data: unknown): Unwrapped | undefined {
  if (type === 'Microsoft.EventGrid.SubscriptionDeletedEvent')
    return { kind: 'handshake', handshake: { kind: 'event-grid-deleted' } };
  return type === 'Microsoft.EventGrid.SubscriptionValidationEvent' ? validation(data) : undefined;
}

/** The code goes back in the answer, so it must be one that Event Grid can have made. */
function validation(data: unknown): Unwrapped {
  const validationCode = own(data, 'validationCode');
  if (typeof validationCode === 'string' && /^[\x20-\x7e]{1,512}$/.test(validationCode))
    return { kind: 'handshake', handshake: { kind: 'event-grid-validation', validationCode } };
  const failure = notADelivery({
    detail: 'the validation event of Event Grid holds no usable code',
    pointer: '/data/validationCode',
    expected: 'a code of 1 to 512 printable ASCII characters',
    found: typeof validationCode === 'string' ? 'other text' : typeName(validationCode),
    hint: 'let Event Grid post its validation event itself, unchanged',
  });
  return { kind: 'unknown', failure };
}
