import type { JsonSchema } from '../schema.ts';

const local = '#/definitions/';

/**
 * A schema with all that it refers to in a shared file put into its own `definitions`, so that it stands alone. It comes
 * back as it is where it refers to nothing there.
 */
export function standAlone(schema: JsonSchema, shared: JsonSchema): JsonSchema {
  const file = String(shared['$id']);
  const reference = (value: unknown): value is string =>
    typeof value === 'string' && value.startsWith(file + local);
  if (!namesIn(schema, file + local).size) return schema;
  const own = JSON.parse(JSON.stringify(schema), (key, value: unknown) =>
    key === '$ref' && reference(value) ? value.slice(file.length) : value,
  ) as JsonSchema;
  const all = definitionsOf(shared);
  const needed = reached(namesIn(own, local), all);
  const found = Object.entries(all).filter(([name]) => needed.has(name));
  return { ...own, definitions: { ...Object.fromEntries(found), ...definitionsOf(own) } };
}

/** These names and all that their definitions lead to. */
function reached(names: ReadonlySet<string>, all: Readonly<Record<string, unknown>>): ReadonlySet<string> {
  const known = new Set(names);
  for (const name of known) for (const next of namesIn(all[name], local)) known.add(next);
  return known;
}

/** The names behind a prefix in the references of a schema. */
function namesIn(schema: unknown, prefix: string): ReadonlySet<string> {
  if (typeof schema !== 'object' || schema === null) return new Set();
  const inside = Object.entries(schema).flatMap(([key, value]: [string, unknown]) =>
    key === '$ref' && typeof value === 'string'
      ? value.startsWith(prefix)
        ? [value.slice(prefix.length)]
        : []
      : [...namesIn(value, prefix)],
  );
  return new Set(inside);
}

function definitionsOf(schema: JsonSchema): Readonly<Record<string, unknown>> {
  return (schema['definitions'] ?? {}) as Readonly<Record<string, unknown>>;
}
