import type { Json } from './catalog.ts';
import { fieldOf, itemShape, type Shape, typesOf } from './shape.ts';

/** What a shape says of lists, asked of the schemas once and then remembered: every delivery asks the same. */
interface ListPlan {
  readonly types: ReadonlySet<string> | undefined;
  readonly item: () => ListPlan;
  /** Nothing where the field is not known. */
  readonly field: (name: string) => ListPlan | undefined;
}

/** Names may come with a delivery where a schema allows any: no more than these are remembered. */
const mostNames = 500;

export function listPlan(shape: Shape): ListPlan {
  const fields = new Map<string, ListPlan | undefined>();
  let items: ListPlan | undefined;
  const item = () => {
    items ??= listPlan(itemShape(shape));
    return items;
  };
  const field = (name: string): ListPlan | undefined => {
    if (fields.has(name)) return fields.get(name);
    const found = fieldOf(shape, name);
    const plan = found.status === 'known' ? listPlan(found.shape) : undefined;
    if (fields.size < mostNames) fields.set(name, plan);
    return plan;
  };
  return { types: typesOf(shape), item, field };
}

/** The value with a list around whatever must be one; the value itself where nothing is to be done. */
export function listsKept(value: Json, plan: ListPlan): Json {
  if (value === null) return value;
  if (Array.isArray(value)) return listKept(value, plan.item());
  const { types } = plan;
  if (types?.has('array') && !types.has(typeof value)) return [listsKept(value, plan.item())];
  return typeof value === 'object' ? objectKept(value as { readonly [name: string]: Json }, plan) : value;
}

function listKept(list: readonly Json[], item: ListPlan): Json {
  let isSame = true;
  const kept = list.map((one) => {
    const made = listsKept(one, item);
    if (made !== one) isSame = false;
    return made;
  });
  return isSame ? list : kept;
}

function objectKept(object: { readonly [name: string]: Json }, plan: ListPlan): Json {
  let changed: { [name: string]: Json } | undefined;
  for (const name of Object.keys(object)) {
    const part = object[name];
    // What is no list and holds none, nor must be one, is most of a call.
    const inner = part === undefined ? undefined : plan.field(name);
    if (part === undefined || inner === undefined) continue;
    const kept = listsKept(part, inner);
    if (kept === part) continue;
    changed ??= { ...object };
    changed[name] = kept;
  }
  return changed ?? object;
}
