import fc from 'fast-check';
import { expect, test } from 'vitest';
import { standAlone } from '../../src/mapping/stand-alone.ts';
import { readProjectFiles } from '../../src/node/project-files.ts';
import { validatorForMany } from '../../src/schema/validator-for-many.ts';
import { compileSchema, type JsonSchema } from '../../src/schema.ts';
import { valueNear } from './value-near.ts';

const { inputs, definitions } = await readProjectFiles();

function schemaOf(type: string): JsonSchema {
  const read = (text = '{}') => JSON.parse(text) as JsonSchema;
  return standAlone(read(inputs.get(type)?.text), read(definitions?.text));
}

const message = {
  notificationType: 'Message',
  projectKey: 'shop',
  id: '1',
  resource: { typeId: 'customer', id: '1' },
  type: 'CustomerCreated',
  createdAt: '2026-03-02T10:15:30.123Z',
};

test('whoever checks many values is told the same of each, those of senders who want to harm among them', () => {
  const schema = schemaOf('CustomerCreated');
  const [validate, compiled] = [validatorForMany(schema), compileSchema(schema)];
  const customer = fc
    .constantFrom(
      '{"id":"a","email":"b"}',
      '{"id":"a","email":"b","__proto__":{"id":1}}',
      '{"__proto__":{"id":"x"}}',
      '{"id":"a","id":1e999,"email":"b"}',
      '{"\\u0069d":"a","email":"b","addresses":[{"country":1e999}]}',
      '{"id":"a","email":null,"addresses":[null]}',
      `{"id":"a","email":"b","custom":${'{"fields":'.repeat(60)}1${'}'.repeat(60)}}`,
      ...[200, 257].map((length) => `{"id":"${'😀'.repeat(length)}","email":"b"}`),
    )
    .map((text) => JSON.parse(text) as unknown);
  const values = fc.tuple(valueNear(schema), fc.nat(14), customer).map(([near, most, made]) => {
    const some = Object.entries(near ?? {}).slice(0, most);
    return { ...message, customer: made, ...Object.fromEntries(some) };
  });
  let fitting = 0;
  fc.assert(
    fc.property(values, (value) => {
      const problems = compiled(value);
      fitting += Number(problems.length === 0);
      expect(validate(value)).toEqual(problems);
    }),
    { seed: 41, numRuns: 400 },
  );
  expect(fitting).toBeGreaterThan(40);
});

test('what no table can hold is checked all the same, however often', () => {
  const validate = validatorForMany({ oneOf: [{ type: 'string' }, { const: 'a' }] });
  const found = Array.from({ length: 50 }, () => ['b', 'a'].map((value) => validate(value).length));
  expect(new Set(found.map(String))).toEqual(new Set(['0,1']));
});

test('a wrong schema is found before any value comes', () => {
  expect(() => validatorForMany({ type: 'nothing' })).toThrow();
});
