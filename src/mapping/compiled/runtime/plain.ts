import { largestValue, longestText } from '../../limits.ts';
import { fewValues, plainJson, plainPart, sizeOf } from '../../plain-json.ts';
import { listOf } from './construct.ts';
import { bail, checkLength } from './meter.ts';
import { isList, type Marked } from './sequence.ts';

/*
 * What an expression comes to is plain JSON. What it makes itself is made so where it stands, and need not be copied; then
 * only what it holds is looked at.
 */

/** Lists and objects that were made of the result under way, counted as `plainJson` counts them. */
let made = 0;

/** Begins a result. */
export function begun(): void {
  made = 0;
}

/** The whole result; leaves one that may be too large to the reference. */
export function whole(value: unknown): unknown {
  if (made > fewValues && sizeOf(value) > largestValue) bail();
  return value;
}

/** Any value as plain JSON. `depth`: of what it will stand in. */
export function plain(value: unknown, depth = 0): unknown {
  switch (typeof value) {
    case 'string':
      return value.length <= longestText ? value : bail();
    case 'boolean':
    case 'undefined':
      return value;
    case 'number':
      return plainNumber(value);
    default:
      return value === null ? null : plainObject(value, depth);
  }
}

function plainObject(value: unknown, depth: number): unknown {
  if (isList(value) && depth < 50 && isOfScalars(value)) return bare(value);
  const budget = { values: fewValues - made };
  const copy = plainJson(value, budget, depth);
  made = fewValues - budget.values;
  return copy;
}

const shortList = 100;

/** Whether it is a short list of what need not be copied. */
function isOfScalars(list: Marked): boolean {
  if (list.length > shortList) return false;
  for (let index = 0; index < list.length; index++) {
    const item = list[index];
    const isText = typeof item === 'string' && item.length <= longestText;
    if (
      !isText &&
      !(typeof item === 'number' && item - item === 0 && item !== 0) &&
      typeof item !== 'boolean'
    )
      return false;
  }
  return true;
}

/** The same of a part of what the expression is given. */
export function part(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? plainPart(value) : plain(value);
}

export function plainText(value: string | undefined): string | undefined {
  return value === undefined || value.length <= longestText ? value : bail();
}

export function plainNumber(value: number | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (value - value !== 0) bail();
  return value === 0 ? 0 : value;
}

/** An object that was just made of plain values. */
export function fresh<Value>(object: Value): Value {
  made++;
  return object;
}

/** `[…]` of plain values. */
export function plainList(values: readonly unknown[], written: readonly boolean[] | undefined): Marked {
  const list = listOf(values, written);
  made += 1 + list.length;
  return list;
}

/** The same of one value that is not written as a list itself. */
export function plainListOfOne(value: unknown): Marked {
  const list = value === undefined ? [] : isList(value) ? value : [value];
  checkLength(list.length);
  made += 1 + list.length;
  return list;
}

/** What a path or a function has made of plain values: a list without the marks of a sequence. */
export function bare(value: unknown): unknown {
  if (!isList(value)) return value;
  made += 1 + value.length;
  return value.slice();
}
