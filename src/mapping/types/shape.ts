import type { JsonSchema } from '../../schema.ts';
import { alternatives, isSchema, record } from './schema-parts.ts';

/** What is known of a value before any delivery comes: the schemas it may have; none where nothing is known. */
export interface Shape {
  readonly root: JsonSchema;
  readonly schemas: readonly JsonSchema[];
  /** Its path from the root, as an author writes it. */
  readonly path: string;
  /** Whether it may be of a field of another name as well. */
  readonly isOfSeveral?: boolean;
}

/** Found before, as long as the schema is there: a path is followed for every mapping that reads it, and from its root. */
const roots = new WeakMap<JsonSchema, Shape>();
const fields = new WeakMap<Shape, Map<string, FieldLookup>>();

/** The shape of all the data that a schema describes. */
export function rootShape(schema: JsonSchema): Shape {
  const known = roots.get(schema);
  if (known !== undefined) return known;
  const shape = { root: schema, schemas: alternatives(schema, schema), path: '' };
  roots.set(schema, shape);
  return shape;
}

export type FieldLookup =
  | { readonly status: 'known'; readonly shape: Shape; readonly mayBeAbsent: boolean }
  | { readonly status: 'open'; readonly names: readonly string[] }
  | { readonly status: 'missing'; readonly known: readonly string[] };

/** The field of that name: known, not to be known (any name is allowed there), or missing. A list is taken for its items. */
export function fieldOf(shape: Shape, name: string): FieldLookup {
  const before = fields.get(shape) ?? new Map<string, FieldLookup>();
  const known = before.get(name);
  if (known !== undefined) return known;
  const found = lookUp(shape, name);
  fields.set(shape, before.set(name, found));
  return found;
}

function lookUp(shape: Shape, name: string): FieldLookup {
  const objects = itemShape(shape).schemas;
  const found = objects.flatMap((schema) => property(schema, name, shape.root));
  if (found.length > 0) {
    const path = pathTo(shape, name);
    const holders = objects.filter((schema) => property(schema, name, shape.root).length > 0);
    const mayBeAbsent = holders.some((schema) => leavesOut(schema, name));
    return { status: 'known', shape: { root: shape.root, schemas: [...new Set(found)], path }, mayBeAbsent };
  }
  if (objects.length === 0 || objects.some((schema) => !isClosedForAuthors(schema)))
    return { status: 'open', names: fieldNames(shape) };
  return { status: 'missing', known: fieldNames(shape) };
}

/** The path of a field of that name, from the root, as an author writes it. */
export function pathTo({ path }: Shape, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

/** The name of the field that holds it. */
export function lastName({ path }: Shape): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

/** The names of all fields that are known of the value, or of its items. */
export function fieldNames(shape: Shape): readonly string[] {
  return [
    ...new Set(itemShape(shape).schemas.flatMap((schema) => Object.keys(record(schema['properties'])))),
  ];
}

/** The shape of one item of a list; the shape itself where it is no list. */
export function itemShape(shape: Shape): Shape {
  const seen = new Set<JsonSchema>();
  // A list of lists is walked through as a path walks through it; one that holds itself must not be walked for ever.
  const items = (schema: JsonSchema): readonly JsonSchema[] => {
    if (seen.has(schema)) return [];
    seen.add(schema);
    const inside = schema['items'];
    if (isSchema(inside)) return alternatives(inside, shape.root).flatMap(items);
    // A list that says nothing of its items is not known.
    const types = typesIn(schema);
    return types.length > 0 && types.every((type) => type === 'array') ? [] : [schema];
  };
  return { ...shape, schemas: shape.schemas.flatMap(items) };
}

/** Whether the value is a list, or may be one. */
export function mayBeList({ schemas }: Shape): boolean {
  return schemas.some(isListSchema);
}

/** Whether the way to it leads through a list. */
export function isInList({ path, root }: Shape): boolean {
  let at = rootShape(root);
  for (const step of path.split('.').filter((name) => !name.startsWith('$'))) {
    const found = fieldOf(at, step);
    if (found.status !== 'known') return false;
    if (mayBeList(found.shape)) return true;
    at = found.shape;
  }
  return false;
}

export function isListOnly({ schemas }: Shape): boolean {
  return schemas.length > 0 && schemas.every(isListSchema);
}

function isListSchema(schema: JsonSchema): boolean {
  return schema['items'] !== undefined || [schema['type']].flat().includes('array');
}

/** The JSON types the value may have, null left out; nothing where they are not known. */
export function typesOf(shape: Shape): ReadonlySet<string> | undefined {
  const types = shape.schemas.map((schema) =>
    'const' in schema ? [typeof schema['const']] : [schema['type'] ?? []].flat().map(String),
  );
  if (types.length === 0 || types.some((list) => list.length === 0)) return undefined;
  const all = types.flat().map((type) => (type === 'integer' ? 'number' : type));
  return new Set(all.filter((type) => type !== 'null'));
}

/** The shape at a path of names and of positions in lists; nothing where no schema knows it. */
export function shapeAt(shape: Shape, [step, ...rest]: readonly (string | number)[]): Shape | undefined {
  if (step === undefined) return shape;
  if (typeof step === 'number') return shapeAt(itemShape(shape), rest);
  const found = fieldOf(shape, step);
  return found.status === 'known' ? shapeAt(found.shape, rest) : undefined;
}

/** Whether it is a map of any names to texts, such as one text in several languages. */
export function isTextMap(shape: Shape): boolean {
  const objects = itemShape(shape).schemas;
  return (
    objects.length > 0 &&
    objects.every((schema) => {
      const values = schema['additionalProperties'];
      return !('properties' in schema) && isSchema(values) && typesIn(values).join() === 'string';
    })
  );
}

/** The one value that is allowed; nothing where there are others, or none is named. */
export function constOf({ schemas: [schema, ...more] }: Shape): unknown {
  return schema === undefined || more.length > 0 ? undefined : schema['const'];
}

/** A form that a text may have, in an author's words. */
export interface TextForm {
  readonly words: string;
  readonly fits: (text: string) => boolean;
}

/** The forms that a text may have: one for each schema; none where a schema leaves it open. */
export function formsOf({ schemas }: Shape): readonly TextForm[] {
  const forms = schemas.flatMap(({ type, pattern, title }): readonly TextForm[] =>
    type === 'string' && typeof pattern === 'string' && typeof title === 'string'
      ? [{ words: title, fits: (text) => new RegExp(pattern).test(text) }]
      : [],
  );
  return forms.length === schemas.length ? forms : [];
}

/** The fields without which no value of that shape is right, nor an item of it where it is a list. */
export function requiredFields(shape: Shape): readonly string[] {
  const lists = itemShape(shape).schemas.map((schema) => requiredIn(schema) ?? []);
  return (lists[0] ?? []).filter((name) => lists.every((list) => list.includes(name)));
}

/** Whether a schema says what is there, and not this; one that has neither list leaves it open. */
function leavesOut(schema: JsonSchema, name: string): boolean {
  const required = requiredIn(schema);
  // What is promised is documented to be there, but no delivery is refused without it.
  const promised = Array.isArray(schema['promised']) ? schema['promised'] : undefined;
  const isTold = required !== undefined || promised !== undefined;
  return isTold && ![...(required ?? []), ...(promised ?? [])].includes(name);
}

function requiredIn({ required }: JsonSchema): readonly string[] | undefined {
  return Array.isArray(required) ? required.map(String) : undefined;
}

/** An object whose schema lists its fields and does not say that others are welcome. */
function isClosedForAuthors(schema: JsonSchema): boolean {
  if ('properties' in schema)
    return schema['additionalProperties'] === undefined || schema['additionalProperties'] === false;
  const types = typesIn(schema);
  return types.length > 0 && types.every((type) => type !== 'object' && type !== 'array');
}

function typesIn(schema: JsonSchema): readonly string[] {
  return [schema['type'] ?? []]
    .flat()
    .map(String)
    .filter((type) => type !== 'null');
}

function property(schema: JsonSchema, name: string, root: JsonSchema): readonly JsonSchema[] {
  const properties = record(schema['properties']);
  const own = Object.hasOwn(properties, name) ? properties[name] : schema['additionalProperties'];
  return isSchema(own) ? alternatives(own, root) : [];
}
