import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { standAlone } from '../../src/mapping/stand-alone.ts';
import { readProjectFiles } from '../../src/node/project-files.ts';
import { tableOf } from '../../src/schema/table.ts';
import { emittedFit } from '../../src/schema/table-emit.ts';
import { checking, isOfLength } from '../../src/schema/table-fit.ts';
import { tableValidators } from '../../src/schema/table-validator.ts';
import { compileSchema, type JsonSchema } from '../../src/schema.ts';
import { valueNear } from './value-near.ts';

const { inputs, definitions, calls, events } = await readProjectFiles();
const shared = JSON.parse(definitions?.text ?? '{}') as JsonSchema;
const all = [...inputs.values(), ...calls.values(), ...events.values()].map(({ path, text }) => ({
  path,
  schema: standAlone(JSON.parse(text) as JsonSchema, shared),
}));
/** A few of all kinds: compiling is what takes long. */
const chosen = all.filter(
  ({ path }, index) => index % 12 === 0 || /(OrderCreated|CustomerCreated|segment\/\w+)\.schema/.test(path),
);

const { table, add } = tableOf();
const numbers = new Map(all.map(({ path, schema }) => [path, add(schema)]));
const validatorOf = tableValidators(JSON.parse(JSON.stringify(table)));

test('every schema of ours fits into a table, and the table is small', () => {
  expect([...numbers].filter(([, number]) => number === undefined)).toEqual([]);
  expect(JSON.stringify(table).length).toBeLessThan(400_000);
});

describe('a table tells the same problems as the compiled schema', () => {
  test.each(chosen.map(({ path, schema }) => [path, schema] as const))('%s', (path, schema) => {
    const number = numbers.get(path) ?? -1;
    const [byTable, compiled] = [validatorOf(number), compileSchema(schema)];
    const emitted = emittedFit(checking(table), number);
    fc.assert(
      fc.property(valueNear(schema), (value) => {
        expect(byTable(value)).toEqual(compiled(value));
        expect(emitted?.(value)).toBe(compiled(value).length === 0);
      }),
      { seed: 21, numRuns: 40 },
    );
  });
});

describe('in all that a schema may say', () => {
  const text = { type: 'string' };
  test.each<[string, JsonSchema, readonly unknown[]]>([
    ['types', { type: ['string', 'null'], minLength: 2, title: 'two' }, ['', 'a😀', null, 1, {}, []]],
    ['numbers', { type: 'integer', minimum: 1, maximum: 3 }, [0, 1, 3, 4, 1.5, '2']],
    ['lists', { type: 'array', minItems: 1, maxItems: 2, items: text }, [[], ['a'], ['a', 1, 2], {}]],
    ['values', { enum: ['a', 1, null] }, ['a', 1, null, 'b', {}]],
    [
      'names',
      { type: 'object', required: ['a', 'b'], additionalProperties: text },
      [{}, { a: 1, b: 'x', c: 2 }],
    ],
    [
      'closed objects',
      { type: 'object', properties: { name: text }, additionalProperties: false, description: 'only a name' },
      [{ name: 1, nmae: 'x' }, { 'a/b': 1 }, null],
    ],
    ['needs', { type: 'object', dependencies: { a: ['b', 'c'] } }, [{ a: 1 }, { a: 1, b: 1 }, { b: 1 }]],
    ['refusals', { not: { type: 'string', const: 'x' }, description: 'no x' }, ['x', 'y', 1]],
    [
      'unions',
      {
        anyOf: [
          { type: 'string', format: 'date' },
          { type: 'object', required: ['a'] },
        ],
        title: 'one of two',
      },
      ['2026-02-01', 'x', {}, { a: 1 }, 1],
    ],
    [
      'unions of what is referred to',
      {
        definitions: { short: { type: 'string', maxLength: 2 } },
        type: 'object',
        properties: { a: { anyOf: [{ $ref: '#/definitions/short' }, { type: 'null' }] } },
      },
      [{ a: 1 }, { a: 'abc' }, { a: null }],
    ],
    [
      'a union of what is referred to',
      { definitions: { text }, anyOf: [{ $ref: '#/definitions/text' }, { type: 'null' }] },
      ['a', 1],
    ],
    ['texts of some values', { type: 'string', minLength: 3, enum: ['a', 'abcd'] }, ['b', 'abcd', 1, null]],
    ['whole numbers of some', { type: 'integer', minimum: 2, not: { const: 1.5 } }, [1.5, 1, 2, '2']],
    ['what would end a text of JavaScript', { enum: ['"); throw 1; //', '\u2028', '`'] }, ['`', '\u2028', 1]],
    [
      'definitions that hold themselves',
      {
        definitions: {
          node: { type: 'object', properties: { next: { $ref: '#/definitions/node' }, name: text } },
        },
        $ref: '#/definitions/node',
      },
      [{ next: { next: { name: 1 } } }, { next: 3 }],
    ],
  ])('%s', (_, schema, values) => {
    const one = tableOf();
    const byTable = tableValidators(one.table)(one.add(schema) ?? -1);
    const { $ref, ...rest } = schema;
    const compiled = compileSchema($ref === undefined ? schema : { ...rest, allOf: [{ $ref }] });
    const emitted = emittedFit(checking(one.table), one.add(schema) ?? -1);
    for (const value of [...values, Number.NaN, Object.create({ a: 1 }), undefined]) {
      expect(byTable(value)).toEqual(compiled(value));
      expect(emitted?.(value)).toBe(compiled(value).length === 0);
    }
  });

  test('a length is that of whole characters, however many units they have', () => {
    const characters = fc.constantFrom('a', 'é', '😀', '\ud83d', '\ude00');
    const texts = fc.array(characters, { maxLength: 8 }).map((some) => some.join(''));
    const bound = fc.option(fc.nat(9), { nil: undefined });
    fc.assert(
      fc.property(texts, bound, bound, (text, least, most) => {
        const { length } = [...text];
        const expected = length >= (least ?? length) && length <= (most ?? length);
        expect(isOfLength(text, least, most)).toBe(expected);
      }),
      { seed: 31, numRuns: 2_000 },
    );
  });

  test('of a value with very many parts the first problem is told', () => {
    const schema = { type: 'array', items: text };
    const one = tableOf();
    const many = Array.from({ length: 20_000 }, () => 1);
    expect(tableValidators(one.table)(one.add(schema) ?? -1)(many)).toEqual(compileSchema(schema)(many));
    expect(compileSchema(schema)(many)).toHaveLength(1);
  });

  test.each<JsonSchema>([
    { oneOf: [text] },
    { type: 'string', format: 'email' },
    { const: { a: 1 } },
    { type: 'object', patternProperties: { a: text } },
    { items: [text] },
    { dependencies: { a: text } },
    { required: ['constructor'] },
    { $ref: '#/definitions/text', minLength: 2 },
    { $ref: '#/definitions/node' },
  ])('what a table cannot hold is left to the compiler: %j', (schema) => {
    const nodes = { type: 'array', items: { $ref: '#/definitions/other' } };
    const definitions = { text, node: nodes, other: { $ref: '#/definitions/node' } };
    expect(tableOf().add({ type: 'object', properties: { inside: schema }, definitions })).toBeUndefined();
  });
});
