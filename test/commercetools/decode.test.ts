import { describe, expect, it } from 'vitest';
import { decodeDelivery } from '../../src/commercetools/decode.ts';

const message = {
  notificationType: 'Message',
  projectKey: 'garden-shop',
  id: '8f3a1f6e-0001-4000-8000-000000000001',
  version: 1,
  sequenceNumber: 3,
  resource: { typeId: 'customer', id: 'c-1' },
  resourceVersion: 4,
  type: 'CustomerCreated',
  createdAt: '2026-03-02T10:15:30.123Z',
  customer: {
    email: 'a@example.com',
    password: '****',
    firstName: null,
    stores: [null, { key: 'eu', id: null }],
  },
};
const change = {
  notificationType: 'ResourceCreated',
  projectKey: 'garden-shop',
  resource: { typeId: 'customer', id: 'c-1' },
  version: 5,
  modifiedAt: '2026-03-02T10:15:30Z',
};
const event = {
  notificationType: 'Event',
  id: 'e-1',
  type: 'ImportUnresolved',
  resourceType: 'import-api',
  createdAt: '2026-03-02T10:15:30Z',
  data: {},
};

function decoded(body: unknown) {
  const result = decodeDelivery(body);
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}

function pointers(body: unknown): readonly (string | undefined)[] {
  const result = decodeDelivery(body);
  return result.ok ? ['it was taken'] : (result.failure.issues ?? []).map(({ pointer }) => pointer);
}

describe('a notification', () => {
  it.each([
    ['a message', message, 'message', 'CustomerCreated'],
    ['a change', change, 'change', 'ResourceCreated'],
    ['an event, which names no project and no resource', event, 'event', 'ImportUnresolved'],
    [
      'the test of a new Subscription',
      { ...change, resource: { typeId: 'subscription', id: 's-1' } },
      'test',
      'ResourceCreated',
    ],
  ])('%s', (_name, body, kind, type) => {
    expect(decoded(body)).toMatchObject({ kind, type });
  });

  it('comes without nulls and without secrets', () => {
    const { payload } = decoded(message);
    expect(payload['customer']).toEqual({ email: 'a@example.com', stores: [{ key: 'eu' }] });
    const token = {
      ...message,
      type: 'CustomerPasswordTokenCreated',
      customer: undefined,
      value: 'live',
      customerId: 'c-1',
    };
    expect(decoded(token).payload).not.toHaveProperty('value');
    const ofToken = { ...change, resource: { typeId: 'customer-email-token', id: 't-1' }, value: 'live' };
    expect(decoded(ofToken).payload).not.toHaveProperty('value');
    expect(decoded({ ...message, type: 'CustomerCompanyNameSet', value: 'kept' }).payload).toHaveProperty(
      'value',
      'kept',
    );
  });

  it.each<[string, string, object, object]>([
    [
      'the token of a stored payment method',
      'PaymentMethodInfoTokenSet',
      { token: { value: 'live' }, oldToken: { value: 'old' } },
      {},
    ],
    [
      'the same within a payment',
      'PaymentCreated',
      { payment: { paymentMethodInfo: { method: 'Card', token: { value: 'live' } } } },
      { payment: { paymentMethodInfo: { method: 'Card' } } },
    ],
    [
      'the password of a customer within something else',
      'OrderCustomerSet',
      { customer: { id: 'c-1', obj: { password: '****' } } },
      { customer: { id: 'c-1', obj: {} } },
    ],
    [
      'nothing of a price',
      'ProductPublished',
      { productProjection: { masterVariant: { prices: [{ value: { centAmount: 5 } }] } } },
      { productProjection: { masterVariant: { prices: [{ value: { centAmount: 5 } }] } } },
    ],
    [
      'nothing of a custom field',
      'CustomerCustomFieldChanged',
      { name: 'size', value: 'M', previousValue: 'S' },
      { name: 'size', value: 'M', previousValue: 'S' },
    ],
  ])('loses %s', (_name, type, content, left) => {
    const { customer, ...bare } = message;
    expect(decoded({ ...bare, type, ...content }).payload).toEqual({ ...bare, type, ...left });
  });

  it('without its content says so, and takes its type from there', () => {
    const { type, customer, ...rest } = message;
    const left = {
      ...rest,
      payloadNotIncluded: { reason: 'Payload too large.', payloadType: 'CustomerCreated' },
    };
    expect(decoded(left)).toMatchObject({
      type: 'CustomerCreated',
      payloadNotIncluded: 'Payload too large.',
    });
    expect(decoded({ ...left, type: 'CustomerCreated' })).toMatchObject({ type: 'CustomerCreated' });
    const typed = { ...left, type: 'CustomerCreated', payloadNotIncluded: { payloadType: null } };
    expect(decoded(typed)).toMatchObject({
      type: 'CustomerCreated',
      payloadNotIncluded: 'no reason given',
    });
    const long = { ...left, payloadNotIncluded: { reason: 'x'.repeat(201) }, type: 'CustomerCreated' };
    expect(decoded(long).payloadNotIncluded).toHaveLength(200);
  });
});

describe('what makes it the same delivery when it comes again', () => {
  it.each([
    ['a message: its number in its resource', message, ['message', 'garden-shop', 'customer', 'c-1', '3']],
    [
      'a message without a number: its id',
      { ...message, sequenceNumber: undefined },
      ['message', 'garden-shop', 'customer', 'c-1', 'id', message.id],
    ],
    [
      'a message without an id, with names as long as they may be',
      { ...message, id: undefined, type: 'A'.repeat(128), resource: { typeId: 't'.repeat(256), id: '<id>' } },
      ['message', 'garden-shop', 't'.repeat(256), '<id>', '3'],
    ],
    ['a change: the version of its resource', change, ['change', 'garden-shop', 'customer', 'c-1', '5']],
    ['an event: its id', event, ['event', 'e-1']],
  ])('%s', (_name, body, identity) => {
    expect(decoded(body).identity).toEqual(identity);
  });
});

describe('what is no delivery is refused at the field that is wrong', () => {
  it.each<[string, unknown, readonly string[]]>([
    ['null', null, ['']],
    ['a list', [], ['']],
    ['text', 'Message', ['']],
    ['another kind', { ...message, notificationType: 'Other' }, ['/notificationType']],
    ['no type', { ...message, type: undefined }, ['/type']],
    ['a type that would forge a log line', { ...message, type: 'A\n{"level":"info"}' }, ['/type']],
    ['a type of 129 letters', { ...message, type: 'A'.repeat(129) }, ['/type']],
    ['a resource without its type', { ...message, resource: { id: 'c-1' } }, ['/resource/typeId']],
    [
      'an id of 257 letters',
      { ...message, resource: { ...change.resource, id: 'x'.repeat(257) } },
      ['/resource/id'],
    ],
    [
      'a placeholder and more',
      { ...message, resource: { ...change.resource, id: '<id>\n{}' } },
      ['/resource/id'],
    ],
    [
      'more and a placeholder',
      { ...message, resource: { ...change.resource, id: '{}\n<id>' } },
      ['/resource/id'],
    ],
    ['an id with blanks', { ...message, resource: { typeId: 'customer', id: 'a b' } }, ['/resource/id']],
    ['no project', { ...message, projectKey: '' }, ['/projectKey']],
    ['a time without zone', { ...message, createdAt: '2026-03-02T10:15:30' }, ['/createdAt']],
    ['a time and more', { ...message, createdAt: '2026-03-02T10:15:30Z {}' }, ['/createdAt']],
    ['a day that does not exist', { ...message, createdAt: '2026-13-02T10:15:30Z' }, ['/createdAt']],
    ['the 30th of February', { ...message, createdAt: '2026-02-30T10:15:30Z' }, ['/createdAt']],
    ['a 29th of February that was none', { ...message, createdAt: '2100-02-29T10:15:30Z' }, ['/createdAt']],
    ['a leap second', { ...message, createdAt: '2026-06-30T23:59:60Z' }, ['/createdAt']],
    ['a message without number and id', { ...message, sequenceNumber: undefined, id: undefined }, ['/id']],
    ['an event without id, whatever its number', { ...event, id: undefined, sequenceNumber: 3 }, ['/id']],
    ['a change without version', { ...change, version: undefined }, ['/version']],
    ['an impossible day of a change', { ...change, modifiedAt: '2026-02-32T10:15:30Z' }, ['/modifiedAt']],
    [
      'nesting without end',
      { ...message, customer: JSON.parse('['.repeat(5_000) + ']'.repeat(5_000)) },
      [''],
    ],
  ])('%s', (_name, body, expected) => {
    expect(pointers(body)).toEqual(expected);
  });

  it('says what was expected and what kind of thing was found, and no value', () => {
    const result = decodeDelivery({ ...message, type: 'secret value', projectKey: 5 });
    expect(result).toMatchObject({
      ok: false,
      failure: {
        code: 'not-a-delivery',
        issues: [
          { pointer: '/type', message: 'expected the name of a type; found text' },
          { pointer: '/projectKey', message: 'expected the key of a project; found a number' },
        ],
      },
    });
    expect(JSON.stringify(result)).not.toContain('secret value');
  });
});

describe('a time is one where JavaScript takes it for one', () => {
  const two = (number: number) => String(number).padStart(2, '0');
  const numbers = Array.from({ length: 100 }, (_, number) => two(number));
  const isTaken = (createdAt: string) => decodeDelivery({ ...message, createdAt }).ok;
  const times = [
    ...numbers.flatMap((one) => [
      `${one}:00:00Z`,
      `00:${one}:00Z`,
      `00:00:${one}Z`,
      `24:${one}:00Z`,
      `24:00:${one}Z`,
    ]),
    ...numbers.flatMap((one) =>
      ['+', '-'].flatMap((sign) => [`10:00:00${sign}${one}:00`, `10:00:00${sign}00:${one}`]),
    ),
    ...['0', '000000000', '1', '000000001', '123456789'].flatMap((part) => [
      `24:00:00.${part}Z`,
      `23:59:59.${part}Z`,
    ]),
  ];

  it.each(['2024-02-29', '0000-01-01', '9999-12-31'])('on %s', (day) => {
    const different = times.filter(
      (time) => isTaken(`${day}T${time}`) === Number.isNaN(Date.parse(`${day}T${time}`)),
    );
    expect(different).toEqual([]);
  });
});
