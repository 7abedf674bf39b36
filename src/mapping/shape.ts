import type { JsonSchema } from '../schema.ts';

/** What is known of a value before any delivery comes: the schemas it may have; none where nothing is known. */
export interface Shape {
  readonly root: JsonSchema;
  readonly schemas: readonly JsonSchema[];
  /** Whether it may be one of several: a field of the items of a list. */
  readonly many: boolean;
  /** Its path from the root, as an author writes it. */
  readonly path: string;
}

/** The shape of all the data that a schema describes. */
export function rootShape(schema: JsonSchema): Shape {
  return { root: schema, schemas: alternatives(schema, schema), many: false, path: '' };
}

export type FieldLookup =
  | { readonly status: 'known'; readonly shape: Shape }
  | { readonly status: 'open'; readonly names: readonly string[] }
  | { readonly status: 'missing'; readonly known: readonly string[] };

/** The field of that name: known, not to be known (any name is allowed there), or missing. */
export function fieldOf(shape: Shape, name: string): FieldLookup {
  const objects = shape.schemas.flatMap((schema) => itemsOf(schema, shape.root));
  if (objects.length === 0 || objects.some((schema) => !isClosedForAuthors(schema))) {
    const known = objects.flatMap((schema) => property(schema, name, shape.root));
    return known.length > 0
      ? { status: 'known', shape: inner(shape, known, name) }
      : { status: 'open', names: objects.flatMap(names) };
  }
  const found = objects.flatMap((schema) => property(schema, name, shape.root));
  if (found.length === 0) return { status: 'missing', known: objects.flatMap(names) };
  return { status: 'known', shape: inner(shape, found, name) };
}

/** The shape of one item of a list; the shape itself where it is no list. */
export function itemShape(shape: Shape): Shape {
  return { ...shape, schemas: shape.schemas.flatMap((schema) => itemsOf(schema, shape.root)), many: false };
}

/** The JSON types the value may have, null left out; nothing where they are not known. */
export function typesOf(shape: Shape): ReadonlySet<string> | undefined {
  const types = shape.schemas.map((schema) =>
    'const' in schema ? [typeof schema['const']] : [schema['type'] ?? []].flat().map(String),
  );
  if (types.length === 0 || types.some((list) => list.length === 0)) return undefined;
  const all = types.flat().map((type) => (type === 'integer' ? 'number' : type));
  return new Set([...all.filter((type) => type !== 'null'), ...(shape.many ? ['array'] : [])]);
}

/** The shape at a path of names and of positions in lists; nothing where no schema knows it. */
export function shapeAt(shape: Shape, [step, ...rest]: readonly (string | number)[]): Shape | undefined {
  if (step === undefined) return shape;
  if (typeof step === 'number') return shapeAt(itemShape(shape), rest);
  const found = fieldOf(shape, step);
  return found.status === 'known' ? shapeAt(found.shape, rest) : undefined;
}

/** The fields that an object must have; none where it may follow one of several schemas. */
export function requiredFields(shape: Shape): readonly string[] {
  const [schema, ...more] = shape.schemas.flatMap((one) => itemsOf(one, shape.root));
  const required = schema === undefined || more.length > 0 ? [] : schema['required'];
  return Array.isArray(required) ? required.map(String) : [];
}

/** The one value that is allowed; nothing where there are others, or none is named. */
export function constOf({ schemas: [schema, ...more] }: Shape): unknown {
  return schema === undefined || more.length > 0 ? undefined : schema['const'];
}

function inner(shape: Shape, schemas: readonly JsonSchema[], name: string): Shape {
  const many = shape.many || shape.schemas.some((schema) => schema['items'] !== undefined);
  return { root: shape.root, schemas, many, path: shape.path === '' ? name : `${shape.path}.${name}` };
}

/** An object whose schema lists its fields and does not say that others are welcome. */
function isClosedForAuthors(schema: JsonSchema): boolean {
  if ('properties' in schema)
    return schema['additionalProperties'] === undefined || schema['additionalProperties'] === false;
  return [schema['type']]
    .flat()
    .some((type) => typeof type === 'string' && type !== 'object' && type !== 'array');
}

function names(schema: JsonSchema): readonly string[] {
  return Object.keys(record(schema['properties']));
}

function property(schema: JsonSchema, name: string, root: JsonSchema): readonly JsonSchema[] {
  const properties = record(schema['properties']);
  const own = Object.hasOwn(properties, name) ? properties[name] : schema['additionalProperties'];
  return isSchema(own) ? alternatives(own, root) : [];
}

/** The schemas of a value, with a list taken for its items; a list that says nothing of its items is not known. */
function itemsOf(schema: JsonSchema, root: JsonSchema): readonly JsonSchema[] {
  const { items } = schema as { items?: unknown };
  if (isSchema(items)) return alternatives(items, root).flatMap((item) => itemsOf(item, root));
  const types = [schema['type'] ?? []].flat().filter((type) => type !== 'null');
  return types.length > 0 && types.every((type) => type === 'array') ? [] : [schema];
}

/** A schema without its references and unions: each of the schemas a value may follow. */
function alternatives(schema: JsonSchema, root: JsonSchema, depth = 0): readonly JsonSchema[] {
  if (depth > 16) return [];
  const reference = schema['$ref'];
  if (typeof reference === 'string') {
    const target = resolve(reference, root);
    return target === undefined ? [] : alternatives(target, root, depth + 1);
  }
  const union = [schema['anyOf'], schema['oneOf'], schema['allOf']].find(Array.isArray);
  if (union === undefined || 'properties' in schema) return [schema];
  return union.filter(isSchema).flatMap((branch) => alternatives(branch, root, depth + 1));
}

function resolve(reference: string, root: JsonSchema): JsonSchema | undefined {
  if (!reference.startsWith('#')) return undefined;
  const steps = decodeURIComponent(reference).split('/').slice(1);
  const target = steps.reduce<unknown>(
    (at, step) => record(at)[step.replaceAll('~1', '/').replaceAll('~0', '~')],
    root,
  );
  return isSchema(target) ? target : undefined;
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
