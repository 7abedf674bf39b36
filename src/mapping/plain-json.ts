import type { Json } from './catalog.ts';

/** Why a result is not plain JSON, in the author's words. */
export class NotPlainError extends Error {}

/** Results larger than what any call may hold are not worth copying. */
const longestText = 100_000;
const deepest = 100;

/**
 * A copy of a result as plain JSON: own objects, clean arrays, no `undefined`. JSONata's own objects have no
 * prototype, its arrays carry marks, and parts of the input are the input itself.
 * Throws a NotPlainError on a function, a number that is not finite, or anything else JSON cannot say.
 */
export function plainJson(value: unknown, depth = 0): Json | undefined {
  if (depth > deepest) throw new NotPlainError('the result is nested too deeply');
  switch (typeof value) {
    case 'undefined':
      return undefined;
    case 'boolean':
      return value;
    case 'string':
      if (value.length > longestText)
        throw new NotPlainError(`the result is a text of ${value.length} characters`);
      return value;
    case 'number':
      if (!Number.isFinite(value))
        throw new NotPlainError('the result is not a finite number, such as after a division by zero');
      return Object.is(value, -0) ? 0 : value;
    case 'object':
      return plainObject(value, depth);
    default:
      throw new NotPlainError(`the result is a ${typeof value}`);
  }
}

function plainObject(value: object | null, depth: number): Json {
  if (value === null) return null;
  if (Array.isArray(value)) {
    return Array.from(value, (item) => plainJson(item, depth + 1)).filter((item) => item !== undefined);
  }
  if ('_jsonata_lambda' in value || '_jsonata_function' in value)
    throw new NotPlainError('the result is a function');
  const entries = Object.entries(value).flatMap(([key, part]) => {
    const plain = plainJson(part, depth + 1);
    return plain === undefined || key === '__proto__' ? [] : [[key, plain] as const];
  });
  return Object.fromEntries(entries);
}

/**
 * A copy of a payload that expressions may read: JSONata takes an object with one of these keys for a function of
 * its own, and no payload of a sender may make a field invisible or an expression fail that way.
 */
export function readableCopy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(readableCopy);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(
    ([key]) => !['_jsonata_lambda', '_jsonata_function', '__proto__'].includes(key),
  );
  return Object.fromEntries(entries.map(([key, part]) => [key, readableCopy(part)]));
}
