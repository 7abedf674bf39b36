import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Definition, Definitions } from '../src/generate/definition.ts';
import { messageSchema } from '../src/generate/message-schema.ts';
import { messageTypes } from '../src/generate/message-types.ts';
import { schemaFiles } from '../src/generate/schema-files.ts';
import { readSdkTypes } from '../src/generate/sdk-types.ts';
import { tolerant } from '../src/generate/tolerant.ts';

const folder = new URL('../schemas/commercetools/', import.meta.url);

describe('the generated schemas', () => {
  const readType = readSdkTypes();
  const files = schemaFiles(readType);

  it('are committed as "npm run schemas" writes them, and nothing else is', () => {
    const committed = readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]);
    expect(Object.fromEntries(files.map(({ name, text }) => [name, text]))).toEqual(
      Object.fromEntries(committed),
    );
  });

  it('describe unions as one object each, with what all branches promise', () => {
    const { text = '{}' } = files.find(({ name }) => name === 'definitions.schema.json') ?? {};
    const { definitions } = JSON.parse(text) as { definitions: Definitions };
    expect(definitions['TypedMoney']).toEqual({
      type: 'object',
      properties: {
        centAmount: { type: 'integer' },
        currencyCode: { type: 'string' },
        type: { type: 'string', examples: ['centPrecision', 'highPrecision'] },
        fractionDigits: { type: 'integer' },
        preciseAmount: { type: 'integer' },
      },
      promised: ['centAmount', 'currencyCode', 'type', 'fractionDigits'],
    });
  });

  it('leave out no message of the SDK but those of resources whose messages cannot be subscribed to', () => {
    const listed = new Set(messageTypes.map(({ type }) => `${type}Message`));
    const all = readType('Message');
    const namesIn = (name: string): readonly string[] => {
      const members = all[name]?.anyOf?.map((member) => String((member as Definition).$ref));
      return members?.flatMap((path) => namesIn(path.replace('#/definitions/', ''))) ?? [name];
    };
    const names = namesIn('Message');
    expect(names.length).toBeGreaterThan(messageTypes.length);
    const others =
      /^(Cart|CartDiscount|DiscountCode|DiscountGroup|PaymentMethod|RecurringOrder)[A-Z]\w+Message$/;
    expect(names.filter((name) => !listed.has(name) && !others.test(name))).toEqual([]);
    expect(listed.size).toBe(messageTypes.length);
  });

  it('need a type of the SDK for each message', () => {
    expect(() => messageSchema({ type: 'CustomerLost', resource: 'customer' }, {})).toThrow(
      /^@commercetools\/platform-sdk [\d.]+ has no type CustomerLostMessage$/,
    );
  });

  it('describe no secret and repeat no description', () => {
    const text = files.map((file) => file.text).join('');
    expect(text).not.toMatch(/"(password|token|oldToken)":/);
    expect(text).not.toContain('"description":"');
    expect(text).not.toContain('"additionalProperties":false');
  });
}, 60_000);

describe('tolerance', () => {
  const closed = { type: 'object', additionalProperties: false } as const;

  it('closes no object, requires no field, and says which are promised', () => {
    const before: Definitions = {
      A: { ...closed, properties: { id: { type: 'string' } }, required: ['id'] },
      B: { ...closed, properties: { id: { type: 'string' } } },
    };
    const after = { type: 'object', properties: { id: { type: 'string' } }, promised: ['id'] };
    expect(tolerant(before)).toEqual({ A: after, B: { ...after, promised: [] } });
  });

  it('says of a map that any name is fine', () => {
    const before: Definitions = {
      Any: { type: 'object' },
      Text: { type: 'object', additionalProperties: { type: 'string' } },
    };
    expect(tolerant(before)).toEqual({
      Any: { type: 'object', additionalProperties: true },
      Text: { type: 'object', additionalProperties: { type: 'string' } },
    });
  });

  it('keeps the values of an enumeration as examples', () => {
    const values: Definition = { type: 'string', enum: ['Password', 'ExternalAuth'] };
    const open = { type: 'string', examples: ['Password', 'ExternalAuth'] };
    expect(tolerant({ Closed: values, Open: { anyOf: [{ type: 'string' }, values] } })).toEqual({
      Closed: open,
      Open: open,
    });
  });

  it('leaves a union alone that is not of objects', () => {
    const union: Definition = { anyOf: [{ type: 'string' }, { type: 'number' }] };
    expect(tolerant({ Union: union })).toEqual({ Union: union });
  });
});
