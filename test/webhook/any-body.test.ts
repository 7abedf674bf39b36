import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import identifySchema from '../../schemas/segment/identify.schema.json' with { type: 'json' };
import { compileSchema } from '../../src/schema.ts';
import { customerCreated } from './deliveries.ts';
import { type RealWebhook, realWebhook } from './real-webhook.ts';

const seed = 20_261_124;
let real: RealWebhook;
beforeAll(async () => {
  real = await realWebhook();
});
afterAll(() => real.receiver.close());

/** Every place in a value, as a list of steps. */
function placesOf(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, part]) => placesOf(part, [...path, key]))];
}

/** A copy with something else at one place; nothing there where `put` is undefined. */
function changed(value: unknown, [step, ...rest]: readonly string[], put: unknown): unknown {
  if (step === undefined || typeof value !== 'object' || value === null) return put;
  const copy: Record<string, unknown> = { ...(value as Record<string, unknown>) };
  const inside = changed(copy[step], rest, put);
  if (inside === undefined) delete copy[step];
  else copy[step] = inside;
  return Array.isArray(value) ? Object.values(copy) : copy;
}

const places = placesOf(customerCreated);
const odd = fc.oneof(
  fc.constantFrom(
    undefined,
    null,
    '',
    ' ',
    '\u0000',
    '\ud800',
    0,
    -0,
    1e308,
    2 ** 60,
    true,
    [],
    {},
    [[]],
    'x'.repeat(5_000),
  ),
  fc.constantFrom('__proto__', 'constructor', '{{x}}', '$eval("1")', '2026-02-30T10:00:00Z', '0000-00-00'),
  fc.constantFrom({ _jsonata_lambda: true }, { _jsonata_function: true }, { sequence: true }),
  fc.jsonValue(),
);
const changes = fc.array(fc.tuple(fc.nat(places.length - 1), odd), { minLength: 1, maxLength: 4 });

describe('whatever is posted', () => {
  it('any JSON is answered with a 4xx or a 200', async () => {
    const property = fc.asyncProperty(fc.json(), async (body) => {
      const { status } = await real.send(body);
      expect(status).toBe(400);
    });
    await fc.assert(property, { seed, numRuns: 300 });
  });

  it('a delivery with odd things in odd places is answered with a 4xx or a 200', async () => {
    const property = fc.asyncProperty(changes, async (list) => {
      const body = list.reduce<unknown>(
        (at, [index, put]) => changed(at, places[index] ?? [], put),
        customerCreated,
      );
      const { status, text } = await real.send(JSON.stringify(body) ?? 'null');
      expect(`${status} ${text}`).toMatch(/^(200|400) /);
    });
    await fc.assert(property, { seed, numRuns: 600 });
  });

  it('a million wrong items are one problem, soon', async () => {
    const customer = { ...customerCreated.customer, addresses: Array(1_000_000).fill(1) };
    const { status, text } = await real.send(JSON.stringify({ ...customerCreated, customer }));
    expect(status).toBe(400);
    expect(text.length).toBeLessThan(1_000);
  });

  it('any bytes are answered with a 4xx', async () => {
    const property = fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
      expect((await real.send(Uint8Array.from(bytes))).status).toBe(400);
    });
    await fc.assert(property, { seed, numRuns: 200 });
  });
});

describe('any valid customer', () => {
  const text = fc.oneof(
    fc.constantFrom('', ' ', '0', 'false', '<b>'),
    fc.string({ unit: 'binary', maxLength: 40 }),
  );
  const optional = (keys: readonly string[]) =>
    fc.record(Object.fromEntries(keys.map((key) => [key, text])), { requiredKeys: [] });
  const ids = fc.constantFrom('a1', 'a2', 'a3', 'nowhere');
  const address = fc
    .tuple(
      ids,
      optional([
        'streetName',
        'streetNumber',
        'city',
        'postalCode',
        'state',
        'region',
        'phone',
        'mobile',
        'company',
      ]),
    )
    .map(([id, rest]) => ({ ...rest, id, country: 'DE' }));
  const customer = fc
    .record({
      email: fc.emailAddress(),
      names: optional([
        'firstName',
        'lastName',
        'middleName',
        'title',
        'companyName',
        'customerNumber',
        'externalId',
        'key',
        'vatId',
      ]),
      addresses: fc.array(address, { maxLength: 4 }),
      shipping: fc.option(ids, { nil: undefined }),
      billing: fc.option(ids, { nil: undefined }),
      stores: fc.array(
        fc.constantFrom('eu', 'us').map((key) => ({ typeId: 'store', key })),
        { maxLength: 3 },
      ),
      born: fc.constantFrom('', '1990-04-12', '2024-02-29', undefined),
      verified: fc.boolean(),
      fields: fc.dictionary(fc.string({ maxLength: 20 }), fc.jsonValue(), { maxKeys: 5 }),
    })
    .map(({ email, names, addresses, shipping, billing, stores, born, verified, fields }) => ({
      ...names,
      ...{
        id: customerCreated.customer.id,
        version: 1,
        createdAt: customerCreated.createdAt,
        lastModifiedAt: customerCreated.createdAt,
      },
      ...{ email, addresses, stores, isEmailVerified: verified, authenticationMode: 'Password' },
      ...{ defaultShippingAddressId: shipping, defaultBillingAddressId: billing, dateOfBirth: born },
      custom: { type: { typeId: 'type', id: 't1' }, fields },
    }));

  it('becomes one valid identify call', async () => {
    const validate = compileSchema(identifySchema);
    const property = fc.asyncProperty(
      customer,
      fc.integer({ min: 1, max: 1_000_000 }),
      async (one, sequenceNumber) => {
        real.receiver.reset();
        const { status, text: answer } = await real.send(
          JSON.stringify({ ...customerCreated, sequenceNumber, customer: one }),
        );
        expect(`${status} ${answer}`).toMatch(/^200 .*"sent"/);
        const calls = real.receiver.calls();
        expect(calls).toHaveLength(1);
        const { type, userId, traits, timestamp } = calls[0]?.call ?? {};
        // By which of the two people go is said in mappings/shared/identity.yaml.
        expect([one.email.trim().toLowerCase(), one.id]).toContain(userId);
        expect(validate({ type, userId, traits, timestamp })).toEqual([]);
      },
    );
    await fc.assert(property, { seed, numRuns: 150 });
  });

  it('comes again with the same message id, and another delivery with another', async () => {
    const idOf = async (sequenceNumber: number) => {
      const { text: answer } = await real.send(JSON.stringify({ ...customerCreated, sequenceNumber }));
      return JSON.parse(answer).calls[0].messageId;
    };
    expect(await idOf(7)).toBe(await idOf(7));
    expect(await idOf(7)).not.toBe(await idOf(8));
  });
});

it.each(['de-AT', 'zoe.quill@example.org', 'x'.repeat(100_000), 'a/b~c'])(
  'a key that the sender made up is not told: case %#',
  async (key) => {
    real.lines.length = 0;
    const pointer = '/resourceUserProvidedIdentifiers/slug/*';
    const body = { ...customerCreated, resourceUserProvidedIdentifiers: { slug: { [key]: 5 } } };
    const { status, text } = await real.send(JSON.stringify(body));
    expect([status, JSON.parse(text)]).toMatchObject([400, { issues: [{ pointer }] }]);
    expect(JSON.parse(real.lines[0] ?? '')).toMatchObject({ issues: [{ pointer }] });
  },
);
