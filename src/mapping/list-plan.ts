import type { Json } from './catalog.ts';
import { fieldNames, fieldOf, itemShape, type Shape, typesOf } from './types/shape.ts';

/** What is known of one part of a call for keeping its lists; other parts by their numbers. */
export interface ListPart {
  /** The types that a value may have beside that of a list, which it becomes where it has none of them. */
  readonly unless?: readonly string[];
  readonly items?: number;
  readonly fields?: Readonly<Record<string, number>>;
  /** Of all other names. */
  readonly others?: number;
}

/** The parts of a call that are lists or lead to one; the first is the call itself. */
export type ListPlan = readonly ListPart[];

type Draft = { -readonly [Key in keyof ListPart]: ListPart[Key] };

/** A name that no schema has. */
const anyName = '\u0000';

/** The number of no part. */
const nowhere = -1;

/** Reads from a schema, once, where it says "list". */
export function listPlan(shape: Shape): ListPlan {
  const drafts: Draft[] = [];
  const known = new Map<string, number>();
  const ids = new Map<unknown, number>();
  const keyOf = ({ schemas }: Shape): string => {
    for (const schema of schemas) if (!ids.has(schema)) ids.set(schema, ids.size);
    return schemas.map((schema) => ids.get(schema)).join();
  };
  const add = (part: Shape): number => {
    const key = keyOf(part);
    const before = known.get(key);
    if (before !== undefined) return before;
    const draft: Draft = {};
    const index = drafts.push(draft) - 1;
    known.set(key, index);
    const types = typesOf(part);
    if (types?.has('array') === true) draft.unless = [...types];
    const items = add(itemShape(part));
    // It is its own item where it says nothing of its items, and would be put into lists without end.
    if (items !== index) draft.items = items;
    const fields = fieldNames(part).map((name): [string, number] => {
      const field = fieldOf(part, name);
      return [name, field.status === 'known' ? add(field.shape) : nowhere];
    });
    if (fields.length > 0) draft.fields = Object.fromEntries(fields);
    const other = fieldOf(part, anyName);
    if (other.status === 'known') draft.others = add(other.shape);
    return index;
  };
  add(shape);
  return withoutDeadEnds(drafts);
}

/** Leaves out what leads to no list. */
function withoutDeadEnds(parts: readonly ListPart[]): ListPlan {
  const useful = new Set(parts.flatMap(({ unless }, index) => (unless === undefined ? [] : [index])));
  const leads = (index: number | undefined) => index !== undefined && useful.has(index);
  const isUseful = ({ items, others, fields = {} }: ListPart) =>
    leads(items) || leads(others) || Object.values(fields).some(leads);
  for (let before = -1; before !== useful.size; ) {
    before = useful.size;
    for (const [index, part] of parts.entries()) if (isUseful(part)) useful.add(index);
  }
  const kept = [...new Set([0, ...[...useful].sort((a, b) => a - b)])];
  const renumbered = new Map(kept.map((index, position) => [index, position]));
  const at = (index: number | undefined) => (leads(index) ? renumbered.get(index ?? -1) : undefined);
  return kept.map((index) => {
    const { unless, items, others, fields = {} } = parts[index] ?? {};
    const [itemsAt, othersAt] = [at(items), at(others)];
    // A field with a name of its own is none of the others.
    const otherwise = othersAt === undefined ? undefined : nowhere;
    const found = Object.entries(fields).flatMap(([name, one]) => {
      const position = at(one) ?? otherwise;
      return position === undefined ? [] : [[name, position] as const];
    });
    return {
      ...(unless === undefined ? {} : { unless }),
      ...(itemsAt === undefined ? {} : { items: itemsAt }),
      ...(found.length === 0 ? {} : { fields: Object.fromEntries(found) }),
      ...(othersAt === undefined ? {} : { others: othersAt }),
    };
  });
}

/** Keeps lists as lists: one result of an expression is not told from a list of one. What needs no change is kept as it is. */
export function keepLists(plan: ListPlan, value: Json, index = 0): Json {
  const part = plan[index];
  if (part === undefined || value === null) return value;
  if (Array.isArray(value)) return keepItems(plan, value, part.items);
  if (part.unless?.includes(typeof value) === false)
    return [part.items === undefined ? value : keepLists(plan, value, part.items)];
  if (typeof value !== 'object') return value;
  return keepFields(plan, value as { readonly [name: string]: Json }, part);
}

function keepItems(plan: ListPlan, items: readonly Json[], index: number | undefined): Json {
  return index === undefined ? items : items.map((item) => keepLists(plan, item, index));
}

function keepFields(plan: ListPlan, value: { readonly [name: string]: Json }, part: ListPart): Json {
  const { fields, others } = part;
  if (fields === undefined && others === undefined) return value;
  let copy: { [name: string]: Json } | undefined;
  for (const name in value) {
    const index = fields !== undefined && Object.hasOwn(fields, name) ? fields[name] : others;
    const inside = value[name];
    if (index === undefined || inside === undefined) continue;
    const kept = keepLists(plan, inside, index);
    if (kept === inside) continue;
    copy ??= { ...value };
    copy[name] = kept;
  }
  return copy ?? value;
}
