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

/** A delivery of the demo, with what must come of it. */
export interface DemoDelivery {
  /** At most 28 characters, so that the table has room. */
  readonly label: string;
  readonly body: string;
  /** Whether Segment's stand-in is told to fail meanwhile. */
  readonly segmentFails: boolean;
  readonly expected: Expectation;
}

/** The sample that a person is asked to send; its path from the project's root. */
export const sampleFile = 'test/mappings/customer.created/rich.delivery.json';

const deleted = { ...minimum, type: 'CustomerDeleted', sequenceNumber: 2 };

// By number and type, not by user id: which id a person has is for the mapping to say, and to change.
const identified: Expectation = { status: 200, outcome: 'sent', calls: ['identify'] };
const repeated: Expectation = { status: 200, outcome: 'sent', calls: ['identify again'] };
const skipped: Expectation = { status: 200, outcome: 'skipped', calls: [] };

/** In the order in which they are sent. */
export const deliveries: readonly DemoDelivery[] = [
  deliver('a customer with everything', rich, identified),
  deliver('only an e-mail address', minimum, identified),
  deliver('e-mail in mixed case', mixedCase, identified),
  deliver('three addresses, no default', severalAddresses, identified),
  deliver('umlauts and emoji', umlauts, identified),
  deliver('empty texts as values', emptyStrings, identified),
  deliver('from the Merchant Center', merchantCenter, identified),
  deliver('the first one once more', rich, repeated),
  deliver('test of a new Subscription', testNotification, skipped),
  deliver('a type that nobody maps', deleted, skipped),
  deliver('no e-mail address', emailMissing, refused(400, 'input-invalid')),
  deliver('not JSON', 'hello', refused(400, 'not-json')),
  deliver('a blank e-mail address', emailBlank, refused(400, 'input-invalid')),
  deliver('content left out', notIncluded, refused(500, 'payload-not-included')),
  { ...deliver('while Segment is down', noAddress, refused(500, 'segment-unavailable')), segmentFails: true },
  deliver('the same, Segment up again', noAddress, identified),
];

function deliver(label: string, body: unknown, expected: Expectation): DemoDelivery {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { label, body: text, expected, segmentFails: false };
}

function refused(status: number, outcome: string): Expectation {
  return { status, outcome, calls: [] };
}
