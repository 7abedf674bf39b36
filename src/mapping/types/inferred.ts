import type { Ast } from '../language/ast.ts';
import { isListOnly, itemShape, lastName, mayBeList, type Shape, typesOf } from './shape.ts';

/** What is known of a value that an expression gives, before any delivery comes. What is left out is not known. */
export interface Inferred {
  /** The schemas it follows; a list is taken for its items. */
  readonly shape?: Shape | undefined;
  /** The fields of an object that the expression makes; a list is taken for its items. */
  readonly made?: Made | undefined;
  /** The JSON types it may have, null left out. */
  readonly types?: ReadonlySet<string> | undefined;
  /** Items of a list, one by one: none gives nothing, one gives itself, several give a list. */
  readonly many?: 'surely' | 'perhaps' | undefined;
  /** A list by its "[]" alone: of one item, it would be that item. */
  readonly isKept?: boolean | undefined;
  /** A list whose items need not be of the other types that it may have: a list of texts, or a number. */
  readonly hasOtherItems?: boolean | undefined;
  /** `[]`: whatever its items would be. */
  readonly isEmptyList?: boolean | undefined;
  /** Whether it is known that there may be nothing. */
  readonly mayBeAbsent?: boolean | undefined;
  /** Of a list that is written out: whether it is known that all of its items may be absent. */
  readonly mayBeEmpty?: boolean | undefined;
  /** A number that counts minor units of money, or an exact decimal number. */
  readonly amount?: 'minor' | 'decimal' | undefined;
  /** What it gives when it is called, where it is a function. */
  readonly run?: ((given: readonly Inferred[]) => Inferred) | undefined;
}

/** The keys of an object constructor that are plain texts. */
export interface Made {
  readonly fields: ReadonlyMap<string, { readonly key: Ast; readonly value: Inferred }>;
  /** Whether these are all of its keys. */
  readonly complete: boolean;
}

export const unknown: Inferred = {};

export function ofType(...types: readonly string[]): Inferred {
  return { types: new Set(types) };
}

export function ofShape(shape: Shape): Inferred {
  return { shape, types: typesOf(shape) };
}

/** Whether it is, or may be, a list whose items a path walks through. */
export function isList({ shape, types, many }: Inferred): boolean {
  return many !== undefined || types?.has('array') === true || (shape !== undefined && mayBeList(shape));
}

/** Whether it is known to be a list, or the items of one. */
export function isSurelyList({ shape, types, many }: Inferred): boolean {
  if (many === 'perhaps') return false;
  if (many === 'surely' || (types?.size === 1 && types.has('array'))) return true;
  return shape !== undefined && types?.has('array') !== false && isListOnly(shape);
}

/** What comes out of a list item by item: of none nothing, of one itself, of several a list. */
export function oneByOne(item: Inferred, many: Inferred['many']): Inferred {
  return { ...item, many, types: item.types && new Set([...item.types, 'array']) };
}

/** Whether nothing is known of it: it may be a list, too. */
export function isOpaque({ shape, made, types }: Inferred): boolean {
  return made === undefined && types === undefined && (shape === undefined || typesOf(shape) === undefined);
}

/** Whether a walk through it is known to yield nothing at times: it may be absent, or a list of the data may be empty. */
export function mayHoldNothing({ shape, mayBeAbsent }: Inferred): boolean | undefined {
  return mayBeAbsent === true || (shape !== undefined && mayBeList(shape)) || undefined;
}

/** One item of it, where it is a list; else itself. */
export function itemOf(value: Inferred): Inferred {
  if (!isList(value)) return value;
  const { shape, made, types, amount } = value;
  if (shape !== undefined) return { ...ofShape(itemShape(shape)), made, amount };
  const others = new Set([...(types ?? [])].filter((type) => type !== 'array'));
  if (value.hasOtherItems === true) return { made, amount };
  return { made, types: others.size > 0 ? others : made && new Set(['object']), amount };
}

/** It as a list, whether it was one or becomes one. */
export function asList(value: Inferred): Inferred {
  return { ...value, types: new Set(['array']), many: undefined };
}

/** One of several values: known only where every one of them is. What is null or nothing has no say. */
export function oneOf(values: readonly Inferred[]): Inferred {
  const [first, ...others] = values.filter(({ types }) => types?.size !== 0);
  if (first === undefined) return { types: new Set() };
  return others.reduce(either, first);
}

function either(a: Inferred, b: Inferred): Inferred {
  const types = a.types && b.types && new Set([...a.types, ...b.types]);
  if (b.isEmptyList === true) return { ...a, types };
  if (a.isEmptyList === true) return { ...b, types };
  return {
    shape: a.shape && b.shape && merged(a.shape, b.shape),
    made: a.made === b.made ? a.made : undefined,
    types,
    hasOtherItems: types && [a, b].some((one) => isList(one) && !areItemsWithin(one, types)),
    many: a.many === b.many ? a.many : 'perhaps',
    amount: a.amount === b.amount ? a.amount : undefined,
    run: a.run === b.run ? a.run : undefined,
  };
}

function areItemsWithin(list: Inferred, types: ReadonlySet<string>): boolean {
  const items = itemOf(list).types;
  return items !== undefined && [...items].every((type) => types.has(type));
}

function merged(a: Shape, b: Shape): Shape | undefined {
  if (a.root !== b.root) return undefined;
  const isOfSeveral = a.isOfSeveral === true || b.isOfSeveral === true || lastName(a) !== lastName(b);
  return { ...a, schemas: [...new Set([...a.schemas, ...b.schemas])], isOfSeveral };
}
