import { largestValue, longestText } from '../../language/limits.ts';
import { fewValues, fullBudget, plainJson, plainPart, sizeOf } from '../../language/plain-json.ts';
import { listOf } from './construct.ts';
import { bail, checkLength } from './meter.ts';
import { isList, type Marked } from './sequence.ts';

/*
 * What an expression comes to is plain JSON. What it makes itself is made so where it stands, and need not be copied; then
 * only what it holds is looked at.
 */

/** What may be made of the result under way; lists and objects are counted as `plainJson` counts them. */
const budget = fullBudget();

/** Begins a result. */
export function begun(): void {
  budget.values = fewValues;
  budget.characters = largestValue;
}

/** The whole result; leaves one that may be too large to the reference. */
export function whole(value: unknown): unknown {
  if (budget.values < 0 && sizeOf(value) > largestValue) bail();
  return value;
}

/** A value that is the whole result. */
export function plainWhole(value: unknown): unknown {
  if (typeof value === 'object') begun();
  return plain(value, 0);
}

/** A value that is a part of it. `depth`: of what it stands in. */
export function plain(value: unknown, depth: number): unknown {
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
  return plainJson(value, budget, depth);
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
  return typeof value === 'object' && value !== null ? plainPart(value) : plain(value, 0);
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
  budget.values--;
  return object;
}

/** `[…]` of plain values. */
export function plainList(values: readonly unknown[], written: readonly boolean[] | undefined): Marked {
  const list = listOf(values, written);
  budget.values -= 1 + list.length;
  return list;
}

/** The same of one value that is not written as a list itself. */
export function plainListOfOne(value: unknown): Marked {
  const list = value === undefined ? [] : isList(value) ? value : [value];
  checkLength(list.length);
  budget.values -= 1 + list.length;
  return list;
}

/** What a path or a function has made of plain values: a list without the marks of a sequence. */
export function bare(value: unknown): unknown {
  if (!isList(value)) return value;
  budget.values -= 1 + value.length;
  return value.slice();
}
