import fc from 'fast-check';
import type { JsonSchema } from '../../src/schema.ts';

/** Deeper than that only scalars are made. */
const deepest = 5;

const anything: fc.Arbitrary<unknown> = fc.constantFrom<unknown[]>(
  ...[
    null,
    true,
    0,
    -1,
    1.5,
    20,
    '',
    ' ',
    'text',
    'x'.repeat(300),
    'Ä😀',
    '😀'.repeat(257),
    '\ud83d',
    1e21,
    '2026-02-30',
    '2026-05-04T08:00:00Z',
  ],
  ...[[], ['a', 1], {}, { 'a/b~c': 1 }, { en: 'x', de: null }, { centAmount: '1' }],
  ...[JSON.parse('{"__proto__":{"en":"x"},"constructor":"x"}')],
);

/** Values that a schema describes, of which now and then a part is wrong, missing or too much. */
export function valueNear(schema: JsonSchema): fc.Arbitrary<unknown> {
  const inside = (part: JsonSchema, depth: number): fc.Arbitrary<unknown> => {
    const made = right(resolved(part), depth);
    return fc.oneof({ weight: 30, arbitrary: made }, { weight: 1, arbitrary: anything });
  };
  const resolved = (part: JsonSchema): JsonSchema => {
    if (typeof part !== 'object') return {}; // `true`
    const reference = part['$ref'];
    if (typeof reference !== 'string') return part;
    const definitions = schema['definitions'] as Readonly<Record<string, JsonSchema>>;
    return definitions[reference.replace('#/definitions/', '')] ?? {};
  };
  const right = (part: JsonSchema, depth: number): fc.Arbitrary<unknown> => {
    const branches = part['anyOf'];
    if ('const' in part) return fc.constant(part['const']);
    if (Array.isArray(branches)) return fc.oneof(...branches.map((one: JsonSchema) => inside(one, depth)));
    const type = [part['type'] ?? 'object'].flat()[0];
    if (type === 'array') return listOf(part['items'] as JsonSchema | undefined, depth);
    if (type === 'object') return objectOf(part, depth);
    if (type === 'boolean') return fc.boolean();
    if (type === 'integer' || type === 'number') return fc.integer({ min: -2, max: 40 });
    if (part['format'] === 'date-time') return fc.constant('2026-05-04T08:00:00.000Z');
    return fc.constantFrom('1990-04-12', 'a-text', 'DE');
  };
  const listOf = (items: JsonSchema | undefined, depth: number) =>
    depth > deepest ? fc.constant([]) : fc.array(inside(items ?? {}, depth + 1), { maxLength: 3 });
  const objectOf = (part: JsonSchema, depth: number): fc.Arbitrary<unknown> => {
    const properties = depth > deepest ? {} : ((part['properties'] ?? {}) as Record<string, JsonSchema>);
    const known = Object.fromEntries(
      Object.entries(properties).map(([name, one]) => [name, inside(one, depth + 1)]),
    );
    const required = Array.isArray(part['required']) ? part['required'].map(String) : [];
    const others = fc.dictionary(fc.constantFrom('brandNew', 'en', 'a/b'), anything, { maxKeys: 1 });
    const requiredKeys = required.filter((name) => name in known);
    const whole = fc.record(known, { requiredKeys });
    return fc
      .tuple(whole, fc.oneof({ weight: 5, arbitrary: fc.constant({}) }, others))
      .map(([a, b]) => ({ ...a, ...b }));
  };
  return inside(schema, 0);
}
