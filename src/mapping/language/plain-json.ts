import type { Json } from '../catalog.ts';
import { TooMuchError } from './bounded.ts';
import { largestValue, longestText } from './limits.ts';

/** Why a result is not plain JSON, in the author's words. */
export class NotPlainError extends Error {}

const deepest = 100;
/** Values in a result up to which it is copied without being measured before. */
export const fewValues = 2_000;
const hint = 'map only what the call needs';

/** What may be copied: so many values unmeasured, and when they are used up, so many characters of measured ones. */
export interface Budget {
  values: number;
  characters: number;
}

export function fullBudget(): Budget {
  return { values: fewValues, characters: largestValue };
}

/**
 * A copy of a result as plain JSON: own objects, clean arrays, no `undefined`. JSONata's own objects have no
 * prototype, its arrays carry marks, and parts of the input are the input itself. `depth`: of what it will stand in, where it
 * is a part of a result; then `budget` is of the whole.
 * Throws a NotPlainError on a function, a number that is not finite, or anything else JSON cannot say, and a
 * TooMuchError on what is too large to copy.
 */
export function plainJson(value: unknown, budget = fullBudget(), depth = 0): Json | undefined {
  if (typeof value !== 'object' || value === null) return copy(value, 0, unlimited);
  if (budget.values >= 0) {
    const quick = copy(value, depth, budget);
    if (budget.values >= 0) return quick;
  }
  return measuredCopy(value, budget, depth);
}

/**
 * The same of a part of a payload, or of a list of such parts: it is plain JSON already and nobody writes to it, so it need not
 * be copied. Throws where `plainJson` does.
 */
export function plainPart(value: unknown): Json | undefined {
  if (typeof value !== 'object' || value === null) return copy(value, 0, unlimited);
  if (Object.hasOwn(value, 'sequence') || !isPlainPart(value, 0, { ...unlimited, values: fewValues * 10 }))
    return plainJson(value);
  return value as Json;
}

/** Whether a copy would be the same. What is large is left to the copy, which measures it. */
function isPlainPart(value: unknown, depth: number, budget: Budget): boolean {
  budget.values -= typeof value === 'string' ? 1 + (value.length >> 5) : 1;
  if (budget.values < 0 || depth > deepest) return false;
  switch (typeof value) {
    case 'boolean':
      return true;
    case 'string':
      return value.length <= longestText;
    case 'number':
      return value - value === 0 && !Object.is(value, -0);
    case 'object':
      if (value === null) return true;
      return Array.isArray(value)
        ? value.every((item) => isPlainPart(item, depth + 1, budget))
        : isPlainObject(value as Record<string, unknown>, depth, budget);
    default:
      return false;
  }
}

function isPlainObject(value: Record<string, unknown>, depth: number, budget: Budget): boolean {
  for (const key of Object.keys(value))
    if (key === '__proto__' || !isPlainPart(value[key], depth + 1, budget)) return false;
  return !isFunction(value);
}

const unlimited: Budget = { values: Number.POSITIVE_INFINITY, characters: 0 };

function measuredCopy(value: object, budget: Budget, depth: number): Json | undefined {
  // A list may hold another one twice, which does so too, and so on: few objects in memory, endless ones in a copy.
  const size = sizeOf(value);
  budget.characters -= size;
  if (budget.characters < 0)
    throw new TooMuchError(`the result is too large: about ${size} characters`, hint);
  return copy(value, depth, unlimited);
}

function copy(value: unknown, depth: number, budget: Budget): Json | undefined {
  if (depth > deepest) throw new NotPlainError('the result is nested too deeply');
  switch (typeof value) {
    case 'undefined':
      return undefined;
    case 'boolean':
      return value;
    case 'string':
      if (value.length > longestText)
        throw new TooMuchError(`the result is a text of ${value.length} characters`, hint);
      return value;
    case 'number':
      if (!Number.isFinite(value))
        throw new NotPlainError('the result is not a finite number, such as after a division by zero');
      return Object.is(value, -0) ? 0 : value;
    case 'object':
      return plainObject(value, depth, budget);
    default:
      throw new NotPlainError(`the result is a ${typeof value}`);
  }
}

function plainObject(value: object | null, depth: number, budget: Budget): Json | undefined {
  if (value === null) return null;
  if (--budget.values < 0) return undefined;
  if (Array.isArray(value)) return plainList(value, depth, budget);
  if (isFunction(value)) throw new NotPlainError('the result is a function');
  const plain: Record<string, Json> = {};
  for (const key of Object.keys(value)) {
    const part = copy((value as Record<string, unknown>)[key], depth + 1, budget);
    if (part !== undefined && key !== '__proto__') plain[key] = part;
  }
  return plain;
}

function plainList(list: readonly unknown[], depth: number, budget: Budget): Json {
  const plain: Json[] = [];
  budget.values -= list.length;
  if (budget.values < 0) return plain;
  for (const item of list) {
    const part = copy(item, depth + 1, budget);
    if (part !== undefined) plain.push(part);
  }
  return plain;
}

const perValue = 20;

/**
 * About how many characters a value has as JSON, with everything counted as often as it occurs. `known` keeps what
 * each object came to, so that a value that holds one object a thousand times is still measured at once.
 */
export function sizeOf(value: unknown, known: WeakMap<object, number> = new WeakMap()): number {
  if (typeof value === 'string') return perValue + value.length;
  if (typeof value !== 'object' || value === null || isFunction(value)) return perValue;
  const before = known.get(value);
  if (before !== undefined) return before;
  known.set(value, perValue);
  let size = perValue;
  if (Array.isArray(value)) for (const item of value) size += sizeOf(item, known);
  else for (const [key, part] of Object.entries(value)) size += key.length + sizeOf(part, known);
  known.set(value, size);
  return size;
}

function isFunction(value: object): boolean {
  return '_jsonata_lambda' in value || '_jsonata_function' in value;
}
