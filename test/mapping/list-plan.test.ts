import { expect, test } from 'vitest';
import { keepLists, listPlan } from '../../src/mapping/list-plan.ts';
import { rootShape } from '../../src/mapping/types/shape.ts';
import type { JsonSchema } from '../../src/schema.ts';

const text = { type: 'string' };
const texts = { type: 'array', items: text };

test.each<[string, JsonSchema, unknown, unknown]>([
  ['a field', { properties: { a: texts, b: text } }, { a: 'x', b: 'y' }, { a: ['x'], b: 'y' }],
  [
    'a field of items',
    { properties: { a: { type: 'array', items: { properties: { b: texts } } } } },
    { a: { b: 'x' } },
    { a: [{ b: ['x'] }] },
  ],
  ['all other fields', { additionalProperties: texts }, { a: 'x', b: ['y'] }, { a: ['x'], b: ['y'] }],
  [
    'not those with a name of their own',
    { properties: { a: text, b: true }, additionalProperties: texts },
    { a: 'x', b: 'y', c: 'z' },
    { a: 'x', b: 'y', c: ['z'] },
  ],
  ['but not null, which clears it', { properties: { a: texts } }, { a: null }, { a: null }],
  [
    'what may be a list of anything, or a text',
    { properties: { a: { type: ['string', 'array'] } } },
    { a: 1 },
    { a: [1] },
  ],
  [
    'not the items of that',
    { properties: { a: { type: ['string', 'array'] } } },
    { a: ['x', 1] },
    { a: ['x', 1] },
  ],
  [
    'in what holds itself, or is not known',
    {
      definitions: {
        node: {
          properties: {
            next: { anyOf: [{ $ref: '#/definitions/node' }, { $ref: '#/definitions/any' }] },
            tags: texts,
          },
        },
        any: true,
      },
      $ref: '#/definitions/node',
    },
    { next: { tags: 'x' } },
    { next: { tags: ['x'] } },
  ],
])('where a schema says "list", one value becomes a list: %s', (_, schema, value, kept) => {
  const plan = listPlan(rootShape(schema));
  expect(keepLists(JSON.parse(JSON.stringify(plan)), value as never)).toEqual(kept);
});
