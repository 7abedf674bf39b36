import type { Definition, Definitions } from './definition.ts';

const prefix = '#/definitions/';

/**
 * One object with the fields of every branch, for a union whose branches are objects of known shape: a value then
 * breaks at most one field's schema and never "none of 41 forms". Nothing where the schema is no such union.
 */
export function mergeUnion(schema: Definition, all: Definitions): Definition | undefined {
  if (schema.anyOf === undefined) return undefined;
  const objects = branches(schema, all);
  const shapes = objects.map(({ properties }) => properties);
  if (!shapes.every((shape) => shape !== undefined)) return undefined;
  const names = [...new Set(shapes.flatMap(Object.keys))];
  const properties = names.map((name) => [
    name,
    mergeField(shapes.flatMap((shape) => (typeof shape[name] === 'object' ? [shape[name]] : []))),
  ]);
  const promised = names.filter((name) => objects.every((object) => object.promised?.includes(name)));
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    promised,
  };
}

function branches(schema: Definition, all: Definitions): readonly Definition[] {
  if (schema.anyOf !== undefined)
    return schema.anyOf.flatMap((branch) => (typeof branch === 'object' ? branches(branch, all) : []));
  const name = schema.$ref?.startsWith(prefix) ? schema.$ref.slice(prefix.length) : undefined;
  const target = name === undefined ? undefined : all[name];
  return target === undefined ? [schema] : branches(target, all);
}

/** A discriminator (`typeId`, `type`) becomes text that names the values known today. */
function mergeField(schemas: readonly Definition[]): Definition {
  const [first = {}, ...others] = distinct(schemas);
  if (others.length === 0) return first;
  const all = [first, ...others];
  if (!all.every(({ type }) => type === 'string')) return { anyOf: all };
  const values = all.flatMap(({ const: value, examples = [] }) => (value === undefined ? examples : [value]));
  return values.length === 0 ? { type: 'string' } : { type: 'string', examples: values };
}

function distinct(schemas: readonly Definition[]): readonly Definition[] {
  return [...new Map(schemas.map((schema) => [JSON.stringify(schema), schema])).values()];
}
