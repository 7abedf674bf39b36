import { isCallable } from './callable.ts';
import { getOpen } from './lookup.ts';
import { bail, spend } from './meter.ts';
import { isList, type Marked, sequenceOf } from './sequence.ts';
import { text, truth } from './value.ts';

/** $count, of anything. */
export function count(value: unknown): number {
  if (value === undefined) return 0;
  return isList(value) ? value.length : 1;
}

/** $lowercase with its argument. */
export function lower(value: unknown): string | undefined {
  return ready(value)?.toLowerCase();
}

/** $uppercase with its argument. */
export function upper(value: unknown): string | undefined {
  return ready(value)?.toUpperCase();
}

function ready(value: unknown): string | undefined {
  if (typeof value === 'string') spend(1 + (value.length >> 5));
  else if (value !== undefined) bail();
  return value as string | undefined;
}

/** $string with its argument. */
export function textOrNothing(value: unknown): string | undefined {
  return value === undefined ? undefined : text(value);
}

/** $boolean with its argument. */
export function truthOrNothing(value: unknown): boolean | undefined {
  return value === undefined ? undefined : truth(value);
}

/** $lookup with both arguments. */
export function lookup(object: unknown, key: unknown): unknown {
  if (key === undefined) return getOpen(object, 'undefined');
  return typeof key === 'string' ? getOpen(object, key) : bail();
}

/** The argument of a function that goes through the fields of an object. */
export function fields(value: unknown): object {
  if (value === undefined) return {};
  return typeof value === 'object' && value !== null && !isList(value) ? value : bail();
}

/** An argument that must not be a function. */
export function noFunction(value: unknown): unknown {
  return isCallable(value) ? bail() : value;
}

/** The context at the root: a list there is one value. */
export function outermost(value: unknown): unknown {
  if (!isList(value) || value.sequence === true) return value;
  const wrapper: Marked = sequenceOf(value);
  wrapper.outerWrapper = true;
  return wrapper;
}
