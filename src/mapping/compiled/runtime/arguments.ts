import { isCallable } from './callable.ts';
import { bail } from './meter.ts';
import { isList, type Marked } from './sequence.ts';

/** An argument of the type `a`: anything is made a list. Nothing stays nothing. */
export function list(value: unknown): Marked | undefined {
  if (value === undefined || isList(value)) return value;
  return isCallable(value) ? bail() : [value];
}

/** Of the types `a<s>`, `a<n>`, `a<o>`: a list of nothing else, or one alone. Anything else is an error. */
export function listOfType(value: unknown, isOne: (item: unknown) => boolean): Marked | undefined {
  if (value === undefined) return value;
  if (!isList(value)) return isOne(value) ? [value] : bail();
  for (let index = 0; index < value.length; index++) if (!isOne(value[index])) bail();
  return value;
}

export function texts(value: unknown): Marked | undefined {
  return listOfType(value, (item) => typeof item === 'string');
}

export function numbers(value: unknown): Marked | undefined {
  return listOfType(value, (item) => typeof item === 'number');
}

export function objects(value: unknown): Marked | undefined {
  return listOfType(value, isObject);
}

/** An argument of the type `o`. */
export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !isList(value);
}
