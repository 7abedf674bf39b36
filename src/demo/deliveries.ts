import emailBlank from '../../test/mappings/customer.created/email-blank.delivery.json' with { type: 'json' };
import emailMissing from '../../test/mappings/customer.created/email-missing.delivery.json' with {
  type: 'json',
};
import emptyStrings from '../../test/mappings/customer.created/empty-strings.delivery.json' with {
  type: 'json',
};
import merchantCenter from '../../test/mappings/customer.created/merchant-center.delivery.json' with {
  type: 'json',
};
import minimum from '../../test/mappings/customer.created/minimum-only-email.delivery.json' with {
  type: 'json',
};
import mixedCase from '../../test/mappings/customer.created/mixed-case-email-with-blanks.delivery.json' with {
  type: 'json',
};
import noAddress from '../../test/mappings/customer.created/no-address.delivery.json' with { type: 'json' };
import notIncluded from '../../test/mappings/customer.created/payload-not-included.delivery.json' with {
  type: 'json',
};
import rich from '../../test/mappings/customer.created/rich.delivery.json' with { type: 'json' };
import severalAddresses from '../../test/mappings/customer.created/several-addresses-without-default.delivery.json' with {
  type: 'json',
};
import testNotification from '../../test/mappings/customer.created/test-notification.delivery.json' with {
  type: 'json',
};
import umlauts from '../../test/mappings/customer.created/umlauts-and-emoji.delivery.json' with {
  type: 'json',
};
import type { Expectation } from './demo-answer.ts';
// Of its own: who removes a mapping removes its samples, too. customer.created alone stays.
import guestOrder from './orders/guest-with-anonymous-id-only.delivery.json' with { type: 'json' };
import manyLines from './orders/many-lines.delivery.json' with { type: 'json' };
import nobodysOrder from './orders/nobody-at-all.delivery.json' with { type: 'json' };
import {
  bare,
  cloudEventBinary,
  connect,
  eventBridge,
  eventBridgeDetail,
  eventGridCloudEvent,
  eventGridCloudEvents,
  eventGridOwnSchema,
  pubsub,
  pubsubOfCloudEvent,
  sns,
  snsRaw,
  type Wrap,
} from './wrapping.ts';

/** A delivery of the demo, with what must come of it. */
export interface DemoDelivery {
  /** At most 28 characters, so that the table has room. */
  readonly label: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Whether Segment's stand-in is told to fail meanwhile. */
  readonly segmentFails: boolean;
  readonly expected: Expectation;
}

/** The sample that a person is asked to send; its path from the project's root. */
export const sampleFile = 'test/mappings/customer.created/rich.delivery.json';

/** https://learn.microsoft.com/azure/event-grid/end-point-validation-event-grid-events-schema */
const eventGridValidation = {
  id: '0b1c6f0e-2c1e-4f0c-9d59-3f7f0a5d7c11',
  topic: '/subscriptions/demo',
  subject: '',
  eventType: 'Microsoft.EventGrid.SubscriptionValidationEvent',
  eventTime: '2026-03-02T10:15:30Z',
  metadataVersion: '1',
  dataVersion: '1',
  data: { validationCode: '6b0d7f5a-1a1f-4a52-8f5e-55a6d4c1b0aa' },
};

const unmapped = { ...minimum, type: 'CustomerPasswordUpdated', sequenceNumber: 2 };

const taken: Expectation = { status: 200, outcome: 'sent', isAgain: false };
const repeated: Expectation = { status: 200, outcome: 'sent', isAgain: true };
const skipped: Expectation = { status: 200, outcome: 'skipped', isAgain: false };

/** In the order in which they are sent. */
export const deliveries: readonly DemoDelivery[] = [
  deliver('a customer with everything', rich, taken),
  deliver('only an e-mail address', minimum, taken),
  deliver('e-mail in mixed case', mixedCase, taken),
  deliver('three addresses, no default', severalAddresses, taken),
  deliver('umlauts and emoji', umlauts, taken),
  deliver('empty texts as values', emptyStrings, taken),
  deliver('from the Merchant Center', merchantCenter, taken),
  deliver('an order of many lines', manyLines, taken),
  deliver('an order of a guest', guestOrder, taken),
  deliver('an order that names nobody', nobodysOrder, skipped),
  deliver('the first one once more', rich, repeated),
  // In whatever a queue wraps it, it is the same delivery, so Segment drops it as a repeat.
  enveloped('pushed by Pub/Sub', pubsub),
  enveloped('by Pub/Sub, unwrapped', bare),
  enveloped('by commercetools Connect', connect),
  enveloped('CloudEvent by Pub/Sub', pubsubOfCloudEvent),
  enveloped('by SNS', sns),
  enveloped('by SNS, raw', snsRaw),
  enveloped('by EventBridge', eventBridge),
  enveloped('by EventBridge, the detail', eventBridgeDetail),
  enveloped('CloudEvent by Event Grid', eventGridCloudEvent),
  enveloped('by Event Grid, as a list', eventGridCloudEvents),
  enveloped('by Event Grid, own schema', eventGridOwnSchema),
  enveloped('CloudEvent in headers', cloudEventBinary),
  deliver('Event Grid asks for consent', [eventGridValidation], {
    status: 200,
    outcome: 'answered',
    isAgain: false,
  }),
  deliver('test of a new Subscription', testNotification, skipped),
  deliver('a type that nobody maps', unmapped, skipped),
  deliver('no e-mail address', emailMissing, refused(400, 'input-invalid')),
  deliver('not JSON', 'hello', refused(400, 'not-json')),
  deliver('a blank e-mail address', emailBlank, refused(400, 'input-invalid')),
  deliver('content left out', notIncluded, refused(500, 'payload-not-included')),
  { ...deliver('while Segment is down', noAddress, refused(500, 'segment-unavailable')), segmentFails: true },
  deliver('the same, Segment up again', noAddress, taken),
];

function deliver(label: string, body: unknown, expected: Expectation): DemoDelivery {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return {
    label,
    headers: { 'content-type': 'application/json' },
    body: text,
    expected,
    segmentFails: false,
  };
}

function enveloped(label: string, wrap: Wrap): DemoDelivery {
  const { headers, body } = wrap(rich);
  return { label, headers, body, expected: repeated, segmentFails: false };
}

function refused(status: number, outcome: string): Expectation {
  return { status, outcome, isAgain: false };
}
