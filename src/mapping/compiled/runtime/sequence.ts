import { checkLength } from './meter.ts';

/**
 * A list with JSONata's marks: `sequence` is what a path or a function made, which counts as its one item where it has one;
 * `cons` is what `[…]` made within a path, which is not flattened.
 */
export interface Marked extends Array<unknown> {
  sequence?: boolean;
  keepSingleton?: boolean;
  outerWrapper?: boolean;
  cons?: boolean;
}

export function isList(value: unknown): value is Marked {
  return Array.isArray(value);
}

export function isSequence(value: unknown): value is Marked {
  return Array.isArray(value) && (value as Marked).sequence === true;
}

export function sequence(): Marked {
  return asSequence([]);
}

export function sequenceOf(value: unknown): Marked {
  return asSequence([value]);
}

/** Marks a list that was just made. */
export function asSequence(list: Marked): Marked {
  list.sequence = true;
  return list;
}

/** No sequence is ever written to once it is made, so that the empty ones may be one. */
export const emptySequence: Marked = Object.freeze(asSequence([])) as Marked;

/** A sequence of one is its item, one of none is nothing; everything else is itself. */
export function unwrap(value: unknown): unknown {
  return typeof value === 'object' && Array.isArray(value) && (value as Marked).sequence === true
    ? unwrapSequence(value)
    : value;
}

function unwrapSequence(list: Marked): unknown {
  if (list.length === 0) return undefined;
  return list.length === 1 && list.keepSingleton !== true ? list[0] : list;
}

/** What `[]` behind an expression does: a sequence of one stays a list. */
export function keep(value: unknown): unknown {
  if (!isSequence(value)) return value;
  if (value.length === 0) return undefined;
  if (value.keepSingleton === true) return value;
  return kept(asSequence(value.slice()));
}

export function kept(list: Marked): Marked {
  list.keepSingleton = true;
  return list;
}

/** $append: two lists as one, where only a list that stays alone keeps its marks. */
export function append(first: unknown, second: unknown): unknown {
  if (first === undefined) return second;
  if (second === undefined) return first;
  const before = isList(first) ? first : [first];
  const all = before.concat(second);
  checkLength(all.length);
  return all;
}

/** The context's value: a list at the root is one value, and wrapped so that it is not taken apart. */
export function self(input: unknown): unknown {
  return isList(input) && input.outerWrapper === true ? input[0] : input;
}
