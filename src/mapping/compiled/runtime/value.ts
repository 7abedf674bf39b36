import { largestValue } from '../../language/limits.ts';
import { sizeOf } from '../../language/plain-json.ts';
import { definitionOf } from './definition.ts';
import { bail, checkLength, spend, tick } from './meter.ts';
import { asSequence, isList } from './sequence.ts';

/** $boolean, with nothing as false. */
export function truth(value: unknown): boolean {
  switch (typeof value) {
    case 'boolean':
      return value;
    case 'string':
      return value !== '';
    case 'number':
      return isNumber(value) && value !== 0;
    case 'object':
      if (value === null) return false;
      return isList(value) ? truthOfList(value) : hasFields(value);
    default:
      return false;
  }
}

function hasFields(object: object): boolean {
  for (const key in object) if (Object.hasOwn(object, key)) return true;
  return false;
}

/** Every item is looked at, also behind a true one: one that is out of range is an error. */
function truthOfList(list: readonly unknown[]): boolean {
  let any = false;
  for (const item of list) {
    tick();
    if (truth(item)) any = true;
  }
  return any;
}

/** Whether it is a number; leaves one that is out of range to the reference, for which it is an error. */
export function isNumber(value: unknown): value is number {
  if (typeof value !== 'number' || Number.isNaN(value)) return false;
  if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY) bail();
  return true;
}

/** The text that `&` makes of a value. */
export function text(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return value;
    case 'boolean':
      return value ? 'true' : 'false';
    case 'number':
      if (value - value !== 0) bail();
      return String(Number.isInteger(value) ? value : Number(value.toPrecision(15)));
    case 'object':
      return value === null ? 'null' : textOfObject(value);
    default:
      return '';
  }
}

function textOfObject(value: object): string {
  return String(definitionOf('string').implementation(measured(value)));
}

/** What is to be walked through as a whole by a function that cannot be stopped. */
export function measured<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) {
    const size = sizeOf(value);
    if (size > largestValue) bail();
    spend(size >> 5);
  }
  return value;
}

export function equal(left: unknown, right: unknown): boolean {
  return left !== undefined && right !== undefined && deepEqual(left, right);
}

export function unequal(left: unknown, right: unknown): boolean {
  return left !== undefined && right !== undefined && !deepEqual(left, right);
}

/** Value by value; of two objects the order of the keys does not matter. */
export function deepEqual(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  tick();
  if (!isList(left)) return isList(right) ? neverEqual(left) : equalObjects(left, right);
  if (!isList(right)) return neverEqual(right);
  if (left.length !== right.length) return false;
  for (let index = 0; index < left.length; index++) if (!deepEqual(left[index], right[index])) return false;
  return true;
}

/** A list counts as an object that has a length; what else it has depends on how it was made. */
function neverEqual(object: object): boolean {
  return Object.hasOwn(object, 'length') ? bail() : false;
}

function equalObjects(left: object, right: object): boolean {
  const keys = Object.getOwnPropertyNames(left);
  if (keys.length !== Object.getOwnPropertyNames(right).length) return false;
  for (const key of keys) if (!Object.hasOwn(right, key)) return false;
  const [one, other] = [left as Record<string, unknown>, right as Record<string, unknown>];
  for (const key of keys) if (!deepEqual(one[key], other[key])) return false;
  return true;
}

export function contained(item: unknown, list: unknown): boolean {
  if (item === undefined || list === undefined) return false;
  if (!isList(list)) return list === item;
  spend(list.length >> 3);
  for (let index = 0; index < list.length; index++) if (list[index] === item) return true;
  return false;
}

/** `from..to` */
export function range(from: unknown, to: unknown): unknown {
  if (from !== undefined && !Number.isInteger(from)) bail();
  if (to !== undefined && !Number.isInteger(to)) bail();
  if (from === undefined || to === undefined) return undefined;
  const [first, last] = [from as number, to as number];
  if (first > last) return undefined;
  const length = last - first + 1;
  checkLength(length);
  spend(length);
  return asSequence(Array.from({ length }, (_, index) => first + index));
}
