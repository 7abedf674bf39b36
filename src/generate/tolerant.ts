import { type Definition, type Definitions, mapSchemas } from './definition.ts';
import { mergeUnion } from './union.ts';

/**
 * The SDK's definitions made fit for real deliveries: no field is required (those that the SDK requires are promised),
 * no field is refused, no enumeration is closed, and one of several object types is described as one object that has
 * the fields of all of them.
 */
export function tolerant(definitions: Definitions): Definitions {
  const loosened = Object.entries(definitions).map(([name, schema]) => [name, loosen(schema)] as const);
  const all: Definitions = Object.fromEntries(loosened);
  const merged = (schema: Definition): Definition => mergeUnion(schema, all) ?? schema;
  return mapSchemas(all, (schema) => {
    const { properties, ...rest } = merged(schema);
    return { ...rest, ...(properties && { properties: mapSchemas(properties, merged) }) };
  }) as Record<string, Definition>;
}

/** The same for what a delivery holds inside: its parts are recognised by their names, never by a value. */
export function withoutConstants(schema: Definition): Definition {
  return JSON.parse(JSON.stringify(schema), (_, part: unknown) => {
    if (!isSchema(part) || typeof part.const !== 'string' || part.type !== 'string') return part;
    const { const: value, ...rest } = part;
    return { ...rest, examples: [value] };
  }) as Definition;
}

function loosen(schema: Definition): Definition {
  const known = knownValues(schema);
  if (known !== undefined) return { type: 'string', examples: known };
  if (schema.type === 'object') return loosenObject(schema);
  const { items, anyOf } = schema;
  return {
    ...schema,
    ...(isSchema(items) && { items: loosen(items) }),
    ...(anyOf && { anyOf: anyOf.filter(isSchema).map(loosen) }),
  };
}

/**
 * An object of known shape says nothing about other names: they pass, and a misspelt name in a mapping is still found.
 * A map says that any name is fine.
 */
function loosenObject(schema: Definition): Definition {
  const { properties = {}, additionalProperties: others = true, required = [] } = schema;
  const known: Definition = {
    type: 'object',
    properties: mapSchemas(properties, loosen),
    // Also where it is none: then each of the fields may be absent.
    promised: required,
  };
  if (others === false) return known;
  const map = { additionalProperties: isSchema(others) ? loosen(others) : others };
  return Object.keys(properties).length === 0 ? { type: 'object', ...map } : { ...known, ...map };
}

/** The values of a text enumeration, which commercetools may extend at any time: they are examples, not limits. */
function knownValues({ type, enum: values, anyOf = [] }: Definition): string[] | undefined {
  if (type === 'string' && values !== undefined) return values.map(String);
  const branches = anyOf.filter(isSchema);
  if (branches.length === 0 || !branches.every((branch) => branch.type === 'string')) return undefined;
  return branches.flatMap((branch) => (branch.enum ?? []).map(String));
}

function isSchema(schema: unknown): schema is Definition {
  return typeof schema === 'object' && schema !== null && !Array.isArray(schema);
}
