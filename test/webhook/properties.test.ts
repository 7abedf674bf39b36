import { readdir, readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { customerCreated, privateTextsOf } from './deliveries.ts';
import { type RealWebhook, realWebhook } from './real-webhook.ts';

const seed = 20_261_125;
const folder = new URL('../mappings/customer.created/', import.meta.url);
let real: RealWebhook;
let samples: readonly string[];
beforeAll(async () => {
  real = await realWebhook(20_000);
  const names = (await readdir(folder)).filter((name) => name.endsWith('.delivery.json'));
  const texts = await Promise.all(names.map((name) => readFile(new URL(name, folder), 'utf8')));
  // A delivery without its content is answered with a 500 by contract.
  samples = texts.filter((text) => !text.includes('payloadNotIncluded'));
});
afterAll(() => real.receiver.close());

const sample = fc.nat().map((index) => samples[index % samples.length] ?? '');

/** Texts that stand for a value or a member; put into JSON as text, so that keys may come twice or be `__proto__`. */
const oddMember = fc.constantFrom(
  '"__proto__":{"email":"p@example.com","polluted":true}',
  '"constructor":{"prototype":{"polluted":true}}',
  '"_jsonata_lambda":true',
  '"_jsonata_function":true',
  '"customer":null',
  '"toString":1,"hasOwnProperty":1,"length":-1',
  '"email":" "',
  '"addresses":{"0":{}}',
  '"sequence":true,"keepSingleton":true',
);
const oddValue = fc.constantFrom(
  '1e999',
  '-0',
  '123456789012345678901234567890',
  '"\\ud800"',
  '"\\u0000"',
  '[[[]]]',
  '{"":{"":[]}}',
  'null',
  '""',
  '{"_jsonata_lambda":true}',
  `${'['.repeat(70)}${']'.repeat(70)}`,
  `${'{"a":'.repeat(3_000)}1${'}'.repeat(3_000)}`,
);
const place = fc.nat({ max: 1_000_000 });

function nth(text: string, pattern: RegExp, number: number): RegExpExecArray | undefined {
  const found = [...text.matchAll(pattern)];
  return found[number % Math.max(1, found.length)];
}

function replaced(text: string, found: RegExpExecArray | undefined, by: (old: string) => string): string {
  if (found === undefined) return text;
  return text.slice(0, found.index) + by(found[0]) + text.slice(found.index + found[0].length);
}

const mutation = fc.oneof(
  fc.tuple(oddMember, place).map(
    ([member, at]) =>
      (text: string) =>
        replaced(text, nth(text, /\{(?=\s*")/g, at), (old) => `${old}${member},`),
  ),
  fc.tuple(oddValue, place).map(
    ([value, at]) =>
      (text: string) =>
        replaced(text, nth(text, /(?<=": )("[^"]*"|[\w.-]+)/g, at), () => value),
  ),
  fc.tuple(oddValue, place).map(
    ([value, at]) =>
      (text: string) =>
        replaced(text, nth(text, /"\w+": "[^"]*"/g, at), (old) => `${old}, "more": ${value}, ${old}`),
  ),
);
const hostile = fc
  .tuple(sample, fc.array(mutation, { minLength: 1, maxLength: 5 }))
  .map(([text, mutations]) => mutations.reduce((at, mutate) => mutate(at), text));

describe('a delivery in hostile hands', () => {
  it('is sent or refused, and no value of it is told to anyone', async () => {
    const property = fc.asyncProperty(hostile, async (body) => {
      real.lines.length = 0;
      const { status, text } = await real.send(body);
      const told = text + real.lines.join('\n');
      expect(`${status} ${text}`).toMatch(/^(200|400) /);
      expect(real.lines).toHaveLength(1);
      expect(told).not.toMatch(/example\.com|_jsonata|polluted/);
    });
    await fc.assert(property, { seed, numRuns: 500 });
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect({}).not.toHaveProperty('polluted');
  });

  it('is not JSON when it is cut short', async () => {
    const property = fc.asyncProperty(sample, place, async (body, at) => {
      const text = body.trim();
      const { status } = await real.send(text.slice(0, at % text.length));
      expect(status).toBe(400);
    });
    await fc.assert(property, { seed, numRuns: 200 });
  });

  it('is not text when one byte of it is not', async () => {
    const property = fc.asyncProperty(sample, place, async (body, at) => {
      const bytes = Buffer.from(body);
      bytes[at % bytes.length] = 0xff;
      expect((await real.send(new Uint8Array(bytes))).status).toBe(400);
    });
    await fc.assert(property, { seed, numRuns: 100 });
  });

  it('gives no private text away, whichever field is wrong', async () => {
    const wrong = Object.keys(customerCreated.customer).map((key) => {
      const customer = { ...customerCreated.customer, [key]: { left: 'Zoelinde', right: ['zoe.quill'] } };
      return { ...customerCreated, customer };
    });
    for (const body of wrong) {
      real.lines.length = 0;
      const { text } = await real.send(JSON.stringify(body));
      const told = text + real.lines.join('\n');
      expect(privateTextsOf(body).filter((value) => told.includes(value))).toEqual([]);
    }
  });
});

describe('a customer with odd but valid parts', () => {
  const blanks = ['', ' ', '\u00a0', '\u3000', '\t\n'];
  const margin = fc.constantFrom('', ' ', '\t\n ', '\r\n');
  const name = fc.constantFrom('A@B.C', 'İ@x.y', 'ß.ÄÖ@x.org', '😀@z.io', 'a b@c.d', '"{{x}}"@$eval');
  const email = fc.tuple(margin, name, margin);
  const address = fc.record(
    {
      id: fc.constantFrom('a', 'b', ''),
      country: fc.constant('DE'),
      city: fc.constantFrom(...blanks, 'Köln'),
      custom: fc.record({ fields: fc.dictionary(fc.string({ maxLength: 8 }), fc.jsonValue()) }),
    },
    { requiredKeys: [] },
  );
  const customer = fc.record(
    {
      addresses: fc.array(address, { maxLength: 3 }),
      defaultShippingAddressId: fc.constantFrom('a', 'gone', ''),
      defaultBillingAddressId: fc.constantFrom('b', 'gone', ''),
      firstName: fc.constantFrom(...blanks, '\ud800', '{{name}}', '\u202eevil'),
      dateOfBirth: fc.constantFrom('', '2024-02-29'),
      stores: fc.constantFrom([], [{ typeId: 'store' }], [{ typeId: 'store', key: 'eu' }, null]),
      custom: fc.record({ fields: fc.dictionary(fc.string({ maxLength: 8 }), fc.jsonValue()) }),
    },
    { requiredKeys: [] },
  );

  it('is one identify of the trimmed e-mail in small letters, or of the id where people go by it', async () => {
    const property = fc.asyncProperty(email, customer, async (parts, rest) => {
      real.receiver.reset();
      const one = { id: 'c-1', email: parts.join(''), ...rest };
      const { status, text } = await real.send(JSON.stringify({ ...customerCreated, customer: one }));
      expect(`${status} ${text}`).toMatch(/^200 .*"sent"/);
      const [first, ...more] = real.receiver.calls().map(({ call }) => call);
      expect([first?.['type'], more]).toEqual(['identify', []]);
      expect([one.email.trim().toLowerCase(), one.id]).toContain(first?.['userId']);
    });
    await fc.assert(property, { seed, numRuns: 200 });
  });
});
