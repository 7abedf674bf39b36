import { isCallable } from './callable.ts';
import { bail } from './meter.ts';
import { isList, type Marked } from './sequence.ts';

/** An argument of the type `a`: anything is made a list. Nothing stays nothing. */
export function list(value: unknown): Marked | undefined {
  if (value === undefined || isList(value)) return value;
  return isCallable(value) ? bail() : [value];
}

/*
 * Of the types `a<s>`, `a<n>`, `a<o>`: a list of nothing else, or one alone. Anything else is an error.
 */

export function texts(value: unknown): Marked | undefined {
  if (!isList(value)) return value === undefined ? value : typeof value === 'string' ? [value] : bail();
  for (let index = 0; index < value.length; index++) if (typeof value[index] !== 'string') bail();
  return value;
}

export function numbers(value: unknown): Marked | undefined {
  if (!isList(value)) return value === undefined ? value : typeof value === 'number' ? [value] : bail();
  for (let index = 0; index < value.length; index++) if (typeof value[index] !== 'number') bail();
  return value;
}

export function objects(value: unknown): Marked | undefined {
  if (!isList(value)) return value === undefined ? value : isObject(value) ? [value] : bail();
  for (let index = 0; index < value.length; index++) if (!isObject(value[index])) bail();
  return value;
}

/** An argument of the type `o`. */
export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !isList(value);
}
