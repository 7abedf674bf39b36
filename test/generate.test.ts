import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Definition, Definitions } from '../src/generate/definition.ts';
import { messageTypes } from '../src/generate/message-types.ts';
import { schemaFiles } from '../src/generate/schema-files.ts';
import { readSdkTypes } from '../src/generate/sdk-types.ts';
import { tolerant } from '../src/generate/tolerant.ts';

const folder = new URL('../schemas/commercetools/', import.meta.url);

describe('the generated schemas', () => {
  const readType = readSdkTypes();

  it.each(schemaFiles(messageTypes, readType))(
    'are committed as "npm run schemas" writes them: $name',
    ({ name, text }) => {
      expect(text).toBe(readFileSync(new URL(name, folder), 'utf8'));
      expect(text.length).toBeLessThan(40_000);
    },
  );

  it('could describe another message type, with its unions as one object each', () => {
    const [file] = schemaFiles([{ type: 'OrderCreated', resource: 'order' }], readType);
    const schema = JSON.parse(file?.text ?? '{}') as Definition;
    expect(schema.properties?.['resource']).toHaveProperty('properties.typeId.const', 'order');
    expect(schema.definitions?.['TypedMoney']).toEqual({
      type: 'object',
      properties: {
        centAmount: { type: 'integer' },
        currencyCode: { type: 'string' },
        type: { type: 'string', examples: ['centPrecision', 'highPrecision'] },
        fractionDigits: { type: 'integer' },
        preciseAmount: { type: 'integer' },
      },
    });
  });
}, 60_000);

describe('tolerance', () => {
  const closed = { type: 'object', additionalProperties: false } as const;

  it('closes no object and requires no field', () => {
    const before: Definitions = {
      A: { ...closed, properties: { id: { type: 'string' } }, required: ['id'] },
    };
    expect(tolerant(before)).toEqual({ A: { type: 'object', properties: { id: { type: 'string' } } } });
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
