import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { standAlone } from '../src/mapping/stand-alone.ts';
import { callTypes } from '../src/segment/call.ts';
import {
  ajv,
  checker,
  definitions,
  type Json,
  readJson,
  readSchema,
  schemaFolder,
} from './schema-checker.ts';

const samples = new URL('../../shared/data/commercetools/composed/platform/', import.meta.url);
const schemaNames = readdirSync(schemaFolder, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.json'),
);

describe('every schema', () => {
  it.each(schemaNames)('is draft-07 and compiles strictly: %s', (name) => {
    const schema = readSchema(name);
    expect(schema['$schema']).toBe('http://json-schema.org/draft-07/schema#');
    expect(ajv.validateSchema(schema)).toBe(true);
    expect(() => checker(name)).not.toThrow();
  });

  it('describes what all calls share in the same words', () => {
    const shared = callTypes.map((type) => {
      const { definitions } = readSchema(`segment/${type}.schema.json`);
      return definitions;
    });
    expect(new Set(shared.map((definitions) => JSON.stringify(definitions))).size).toBe(1);
  });
});

describe('the schema of CustomerCreated', () => {
  const check = checker('commercetools/CustomerCreated.schema.json');
  const least = {
    notificationType: 'Message',
    projectKey: 'a-shop',
    id: 'm-1',
    resource: { typeId: 'customer', id: 'c-1' },
    type: 'CustomerCreated',
    createdAt: '2026-05-04T08:00:00.000Z',
    customer: { id: 'c-1', email: 'Grace@example.org' },
  };
  const withCustomer = (fields: Json) => ({ ...least, customer: { ...least.customer, ...fields } });

  it.each<[string, Json]>([
    ['the least that a delivery holds', least],
    ['fields that nobody documents', { ...withCustomer({ brandNew: [1] }), alsoNew: {} }],
    [
      'empty text in optional fields',
      withCustomer({ middleName: '', title: '', dateOfBirth: '', vatId: '' }),
    ],
    ['values that an enumeration does not have yet', withCustomer({ authenticationMode: 'Passkey' })],
    ['an email with an umlaut', withCustomer({ email: 'jürgen@müller.example' })],
    [
      'a slug in any language',
      { ...least, resourceUserProvidedIdentifiers: { slug: { 'zh-Hans-SG': 'x' } } },
    ],
    [
      'custom fields of every type',
      withCustomer({
        custom: { type: { typeId: 'type', id: 't' }, fields: { a: 1, b: [true], c: { en: 'x' } } },
      }),
    ],
    [
      'an actor from the Merchant Center',
      { ...least, createdBy: { isPlatformClient: true, user: { typeId: 'user', id: 'u' } } },
    ],
  ])('takes %s', (_, delivery) => {
    expect(check(delivery)).toEqual([]);
  });

  it.each<[string, unknown, string]>([
    [
      'another kind of notification',
      { ...least, notificationType: 'ResourceCreated' },
      '/notificationType const',
    ],
    ['another message', { ...least, type: 'CustomerDeleted' }, '/type const'],
    ['another resource', { ...least, resource: { typeId: 'order', id: 'o' } }, '/resource/typeId const'],
    ['an empty message id', { ...least, id: '' }, '/id minLength'],
    ['a project key with a slash', { ...least, projectKey: 'a/shop' }, '/projectKey pattern'],
    ['a time without a zone', { ...least, createdAt: '2026-05-04T08:00:00' }, '/createdAt format'],
    ['no customer', { ...least, customer: undefined }, '/ required'],
    ['a customer without an id', withCustomer({ id: undefined }), '/customer required'],
    ['a customer without an email', withCustomer({ email: undefined }), '/customer required'],
    ['a blank email', withCustomer({ email: ' ' }), '/customer/email pattern'],
    ['addresses that are no list', withCustomer({ addresses: {} }), '/customer/addresses type'],
  ])('refuses %s', (_, delivery, problem) => {
    expect(check(JSON.parse(JSON.stringify(delivery)))).toEqual([problem]);
  });

  it('refuses a date of birth that is none', () => {
    expect(check(withCustomer({ dateOfBirth: '1990-13-01' }))).toContain('/customer/dateOfBirth anyOf');
  });

  it('does not know of the password and closes no object', () => {
    const schema = standAlone(readSchema('commercetools/CustomerCreated.schema.json'), definitions);
    const text = JSON.stringify(schema);
    expect(text).toContain('"dateOfBirth"');
    expect(text).not.toContain('"password"');
    expect(text).not.toContain('"additionalProperties":false');
    expect(text).not.toContain('"description"');
  });
});

describe.skipIf(!existsSync(samples))('samples of deliveries', () => {
  const check = checker('commercetools/CustomerCreated.schema.json');
  const names = existsSync(samples) ? readdirSync(samples) : [];

  it.each(names.filter((name) => /^CustomerCreated\.(?!payloadNotIncluded)/.test(name)))(
    '%s passes',
    (name) => {
      expect(check(readJson(new URL(name, samples)))).toEqual([]);
    },
  );
});
