import type { Fields } from './fields.ts';
import { roomyObject } from './roomy-object.ts';

/** Deeper than any resource of commercetools; a sender who nests deeper wants to exhaust the stack. */
export const deepest = 64;

/** More than the 1 MB of a delivery hold; everything that reads a payload takes time for each value. */
export const mostValues = 100_000;

/** A value that was cleaned, and what was seen on the way. */
export interface Cleaned {
  readonly value: unknown;
  /** Whether a field that was kept has one of the names that were watched for; nothing where none were. */
  readonly holdsWatched: boolean | undefined;
}

/**
 * A copy without nulls (commercetools sends none that mean anything: an absent field and null are the same) and
 * without secrets. Nothing where the value is nested too deeply, holds too many values, or
 * a number that is too large to be one (1e999 is JSON, and infinite when it is read).
 */
export function cleanPayload(value: unknown, secrets: readonly string[]): unknown {
  return cleanAndWatch(value, secrets)?.value;
}

/** The same, and whether some names occur in it: who wants to know that need not go through all of it once more. */
export function cleanAndWatch(
  value: unknown,
  secrets: readonly string[],
  watched?: readonly string[],
): Cleaned | undefined {
  if (known.secrets !== secrets || known.watched !== watched) known = namesOf(secrets, watched);
  const cleaning = { names: known, values: 0, holdsWatched: false, isOutOfBounds: false };
  const clean = cleaned(value, 0, cleaning);
  if (cleaning.isOutOfBounds) return undefined;
  return { value: clean, holdsWatched: watched && cleaning.holdsWatched };
}

/** The names of fields that are looked for, with a bit for each length and each first letter that one has. */
interface Names {
  readonly secrets: readonly string[];
  readonly watched: readonly string[] | undefined;
  readonly lengths: number;
  readonly letters: number;
}

interface Cleaning {
  readonly names: Names;
  /** Found so far. */
  values: number;
  holdsWatched: boolean;
  isOutOfBounds: boolean;
}

const unwanted = '__proto__';

/** Nearly always those of before. */
let known = namesOf([], []);

function namesOf(secrets: readonly string[], watched: readonly string[] | undefined): Names {
  let [lengths, letters] = [0, 0];
  for (const name of [unwanted, ...secrets, ...(watched ?? [])]) {
    lengths |= 1 << name.length;
    letters |= 1 << name.charCodeAt(0);
  }
  return { secrets, watched, lengths, letters };
}

/** Hardly a name has the length and the first letter of one that is looked for: quicker than to look each up. */
function mayBeNamed(name: string, { lengths, letters }: Names): boolean {
  return ((lengths >> name.length) & 1) === 1 && ((letters >> name.charCodeAt(0)) & 1) === 1;
}

function isTakenOut(name: string, cleaning: Cleaning): boolean {
  const { secrets, watched } = cleaning.names;
  if (name === unwanted || secrets.includes(name)) return true;
  if (watched?.includes(name) === true) cleaning.holdsWatched = true;
  return false;
}

/** What has nothing to be taken out is kept as it is, and nothing of it is copied. */
function cleaned(value: unknown, depth: number, cleaning: Cleaning): unknown {
  if (typeof value === 'object' && value !== null) return cleanedParts(value, depth, cleaning);
  if (isInfinite(value)) cleaning.isOutOfBounds = true;
  return value;
}

function isInfinite(value: unknown): boolean {
  return typeof value === 'number' && !Number.isFinite(value);
}

function cleanedParts(value: object, depth: number, cleaning: Cleaning): unknown {
  if (depth > deepest) cleaning.isOutOfBounds = true;
  if (cleaning.isOutOfBounds) return value;
  return Array.isArray(value)
    ? cleanedList(value, depth, cleaning)
    : cleanedFields(value as Fields, depth, cleaning);
}

function cleanedList(items: readonly unknown[], depth: number, cleaning: Cleaning): unknown {
  let copy: unknown[] | undefined;
  count(items.length, cleaning);
  for (let index = 0; index < items.length && !cleaning.isOutOfBounds; index++) {
    const item = items[index];
    const clean = cleaned(item, depth + 1, cleaning);
    if (clean !== item || item === null) copy ??= items.slice(0, index);
    if (item !== null) copy?.push(clean);
  }
  return copy ?? items;
}

/** Writes to nothing on its way where it can: after each such writing V8 would find out anew of which form the object is. */
function cleanedFields(fields: Fields, depth: number, cleaning: Cleaning): unknown {
  let copy: Record<string, unknown> | undefined;
  const { names } = cleaning;
  let isWhole = true;
  let values = 0;
  for (const name in fields) {
    values++;
    const part = fields[name];
    if (part === null || (mayBeNamed(name, names) && isTakenOut(name, cleaning))) isWhole = false;
    else if (typeof part === 'object') {
      const clean = cleanedParts(part, depth + 1, cleaning);
      if (clean === part) continue;
      copy ??= { ...fields };
      copy[name] = clean;
    } else if (isInfinite(part)) cleaning.isOutOfBounds = true;
  }
  count(values, cleaning);
  const all = copy ?? fields;
  return isWhole ? all : trimmed(all, cleaning);
}

function count(values: number, cleaning: Cleaning): void {
  cleaning.values += values;
  if (cleaning.values > mostValues) cleaning.isOutOfBounds = true;
}

/** A copy without all that is taken out: where a field is deleted from an object instead, each look at it is slow. */
function trimmed(fields: Fields, cleaning: Cleaning): Record<string, unknown> {
  const { names } = cleaning;
  const copy = roomyObject();
  for (const name in fields) {
    const part = fields[name];
    if (part === null || (mayBeNamed(name, names) && isTakenOut(name, cleaning))) continue;
    copy[name] = part;
  }
  return copy;
}

/**
 * Fields that no expression may see, at whatever depth: the masked password of a customer; the token of a stored
 * payment method, as it is and as it was, also within a payment; and, where the message is about a token of a
 * customer, its live `value`. Elsewhere `value` is ordinary data, such as a price or a custom field.
 * https://docs.commercetools.com/api/projects/messages
 */
export function secretFields(type: string, resourceTypeId: unknown): readonly string[] {
  const isOfToken =
    type.includes('Token') || (typeof resourceTypeId === 'string' && resourceTypeId.endsWith('-token'));
  return isOfToken ? secretsOfToken : secretsOfAll;
}

const secretsOfAll: readonly string[] = ['password', 'token', 'oldToken'];
const secretsOfToken: readonly string[] = [...secretsOfAll, 'value'];
