import type { JsonSchema } from '../src/schema.ts';

/** Deeper than any resource needs; some definitions lead back to themselves. */
const deepest = 12;

/**
 * A value that a schema describes: of an object the fields that it requires, with those that are promised where
 * `promised` is set. References lead into the schema's own definitions.
 */
export function sampleOf(schema: JsonSchema, { promised }: { readonly promised: boolean }): unknown {
  const sample = (part: JsonSchema, depth: number): unknown => {
    const reference = part['$ref'];
    if (typeof reference === 'string') return sample(definition(schema, reference), depth);
    if ('const' in part) return part['const'];
    const [first] = listOf(part['anyOf']);
    if (first !== undefined) return sample(first as JsonSchema, depth);
    switch (part['type']) {
      case 'object':
        return objectOf(part, depth);
      case 'array':
        return depth > deepest ? [] : [sample(part['items'] as JsonSchema, depth + 1)];
      case 'string':
        return textOf(part);
      case 'integer':
      case 'number':
        return 1;
      default:
        return true;
    }
  };
  const objectOf = (part: JsonSchema, depth: number): unknown => {
    const properties = (part['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>;
    const wanted = promised && depth < deepest ? listOf(part['promised']) : [];
    const names = [...listOf(part['required']), ...wanted].map(String);
    return Object.fromEntries(names.map((name) => [name, sample(properties[name] ?? {}, depth + 1)]));
  };
  return sample(schema, 0);
}

function textOf({ format, examples }: JsonSchema): unknown {
  if (format === 'date-time') return '2026-05-04T08:00:00.000Z';
  const [first = 'a-text'] = listOf(examples);
  return first;
}

function definition({ definitions }: JsonSchema, reference: string): JsonSchema {
  const name = reference.replace('#/definitions/', '');
  const found = (definitions as Readonly<Record<string, JsonSchema>>)[name];
  if (found === undefined) throw new Error(`${reference} leads nowhere`);
  return found;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
