import type { JsonSchema } from '../schema.ts';

const prefix = '#/definitions/';

/**
 * A schema with all that it refers to in a shared file put into its own `definitions`, so that it stands alone. It comes
 * back as it is where it refers to nothing there; a reference to what is not there stays, for the compiler to find.
 */
export function standAlone(schema: JsonSchema, shared: JsonSchema): JsonSchema {
  const foreign = String(shared['$id']) + prefix;
  const all = definitionsOf(shared);
  if (![...namesIn(schema, foreign)].some((name) => Object.hasOwn(all, name))) return schema;
  const local = (reference: string) => {
    const name = reference.slice(foreign.length);
    return reference.startsWith(foreign) && Object.hasOwn(all, name) ? prefix + name : reference;
  };
  const own = JSON.parse(JSON.stringify(schema), (key, value: unknown) =>
    key === '$ref' && typeof value === 'string' ? local(value) : value,
  ) as JsonSchema;
  const needed = reached(namesIn(own, prefix), all);
  const found = Object.entries(all).filter(([name]) => needed.has(name));
  return { ...own, definitions: { ...Object.fromEntries(found), ...definitionsOf(own) } };
}

/** These names and all that their definitions lead to. */
function reached(names: ReadonlySet<string>, all: Readonly<Record<string, unknown>>): ReadonlySet<string> {
  const known = new Set(names);
  for (const name of known) for (const next of namesInDefinition(all[name])) known.add(next);
  return known;
}

/** Hundreds of schemas refer to the same definitions. */
const namesByDefinition = new WeakMap<object, ReadonlySet<string>>();

function namesInDefinition(definition: unknown): ReadonlySet<string> {
  if (typeof definition !== 'object' || definition === null) return new Set();
  const before = namesByDefinition.get(definition);
  const names = before ?? namesIn(definition, prefix);
  if (before === undefined) namesByDefinition.set(definition, names);
  return names;
}

/** The names behind a prefix in the references of a schema. */
function namesIn(schema: unknown, before: string): ReadonlySet<string> {
  if (typeof schema !== 'object' || schema === null) return new Set();
  const inside = Object.entries(schema).flatMap(([key, value]: [string, unknown]) =>
    key === '$ref' && typeof value === 'string'
      ? value.startsWith(before)
        ? [value.slice(before.length)]
        : []
      : [...namesIn(value, before)],
  );
  return new Set(inside);
}

function definitionsOf(schema: JsonSchema): Readonly<Record<string, unknown>> {
  return (schema['definitions'] ?? {}) as Readonly<Record<string, unknown>>;
}
