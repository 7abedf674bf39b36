import type { Fields } from './fields.ts';

/** Deeper than any resource of commercetools; a sender who nests deeper wants to exhaust the stack. */
const deepest = 64;

/** More than the 1 MB of a delivery hold; everything that reads a payload takes time for each value. */
const mostValues = 100_000;

/**
 * A copy without nulls (commercetools sends none that mean anything: an absent field and null are the same) and
 * without secrets. Nothing where the value is nested too deeply, holds too many values, or
 * a number that is too large to be one (1e999 is JSON, and infinite when it is read).
 */
export function cleanPayload(value: unknown, secrets: readonly string[]): unknown {
  if (known.secrets !== secrets) known = namesOf(secrets);
  const cleaning = { names: known, values: 0, isOutOfBounds: false };
  const clean = cleaned(value, 0, cleaning);
  return cleaning.isOutOfBounds ? undefined : clean;
}

/** The names of fields that are taken out, with a bit for each length and each first letter that one has. */
interface Names {
  readonly secrets: readonly string[];
  readonly lengths: number;
  readonly letters: number;
}

interface Cleaning {
  readonly names: Names;
  /** Found so far. */
  values: number;
  isOutOfBounds: boolean;
}

const unwanted = '__proto__';

/** Nearly always those of before. */
let known = namesOf([]);

function namesOf(secrets: readonly string[]): Names {
  let [lengths, letters] = [0, 0];
  for (const name of [unwanted, ...secrets]) {
    lengths |= 1 << name.length;
    letters |= 1 << name.charCodeAt(0);
  }
  return { secrets, lengths, letters };
}

/** Hardly a name has the length and the first letter of one that is looked for: quicker than to look each up. */
function isTakenOut(name: string, { secrets, lengths, letters }: Names): boolean {
  const mayBe = ((lengths >> name.length) & (letters >> name.charCodeAt(0)) & 1) === 1;
  return mayBe && (name === unwanted || secrets.includes(name));
}

/** What has nothing to be taken out is kept as it is, and nothing of it is copied. */
function cleaned(value: unknown, depth: number, cleaning: Cleaning): unknown {
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) cleaning.isOutOfBounds = true;
    return value;
  }
  if (typeof value !== 'object' || value === null) return value;
  if (depth > deepest || cleaning.isOutOfBounds) {
    cleaning.isOutOfBounds = true;
    return value;
  }
  return Array.isArray(value)
    ? cleanedList(value, depth, cleaning)
    : cleanedFields(value as Fields, depth, cleaning);
}

function cleanedList(items: readonly unknown[], depth: number, cleaning: Cleaning): unknown {
  let copy: unknown[] | undefined;
  cleaning.values += items.length;
  if (cleaning.values > mostValues) cleaning.isOutOfBounds = true;
  else
    for (let index = 0; index < items.length; index++) {
      const item = items[index];
      const clean = cleaned(item, depth + 1, cleaning);
      if (copy === undefined && clean === item && item !== null) continue;
      copy ??= items.slice(0, index);
      if (item !== null) copy.push(clean);
    }
  return copy ?? items;
}

function cleanedFields(fields: Fields, depth: number, cleaning: Cleaning): unknown {
  let copy: Record<string, unknown> | undefined;
  let isTrimmed = false;
  for (const name in fields) {
    if (++cleaning.values > mostValues) {
      cleaning.isOutOfBounds = true;
      break;
    }
    const part = fields[name];
    if (part === null || isTakenOut(name, cleaning.names)) {
      if (!isTrimmed) copy = trimmed(copy ?? fields, cleaning.names);
      isTrimmed = true;
    } else if (typeof part !== 'string') {
      const clean = cleaned(part, depth + 1, cleaning);
      if (clean === part) continue;
      copy ??= { ...fields };
      copy[name] = clean;
    }
  }
  return copy ?? fields;
}

/** A copy without all that is taken out: where a field is deleted from an object instead, each look at it is slow. */
function trimmed(fields: Fields, names: Names): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const name in fields) if (fields[name] !== null && !isTakenOut(name, names)) copy[name] = fields[name];
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
