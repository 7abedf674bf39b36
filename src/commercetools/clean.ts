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
  const clean = cleaned(value, 0, { secrets, lengths: lengthsOf(secrets), values: 0 });
  return clean === outOfBounds ? undefined : clean;
}

interface Cleaning {
  readonly secrets: readonly string[];
  /** A bit for each length that the name of a field has that is taken out: quicker than to look each name up. */
  readonly lengths: number;
  /** Found so far. */
  values: number;
}

const unwanted = '__proto__';

function lengthsOf(secrets: readonly string[]): number {
  let lengths = 1 << unwanted.length;
  for (const { length } of secrets) lengths |= 1 << length;
  return lengths;
}

function isTakenOut(name: string, { secrets, lengths }: Cleaning): boolean {
  return ((lengths >> name.length) & 1) === 1 && (name === unwanted || secrets.includes(name));
}

const outOfBounds = Symbol('out of bounds');

/** What has nothing to be taken out is kept as it is, and nothing of it is copied. */
function cleaned(value: unknown, depth: number, cleaning: Cleaning): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : outOfBounds;
  if (typeof value !== 'object' || value === null) return value;
  if (depth > deepest) return outOfBounds;
  return Array.isArray(value)
    ? cleanedList(value, depth, cleaning)
    : cleanedFields(value as Fields, depth, cleaning);
}

function cleanedList(items: readonly unknown[], depth: number, cleaning: Cleaning): unknown {
  let isSame = true;
  const kept: unknown[] = [];
  cleaning.values += items.length;
  if (cleaning.values > mostValues) return outOfBounds;
  for (const item of items) {
    const clean = item === null ? undefined : cleaned(item, depth + 1, cleaning);
    if (clean === outOfBounds) return outOfBounds;
    if (clean !== item) isSame = false;
    if (item !== null) kept.push(clean);
  }
  return isSame ? items : kept;
}

function cleanedFields(fields: Fields, depth: number, cleaning: Cleaning): unknown {
  let copy: Record<string, unknown> | undefined;
  for (const name in fields) {
    if (++cleaning.values > mostValues) return outOfBounds;
    const part = fields[name];
    const isOut = part === null || isTakenOut(name, cleaning);
    if (typeof part === 'string' && !isOut) continue;
    const clean = isOut ? undefined : cleaned(part, depth + 1, cleaning);
    if (clean === outOfBounds) return outOfBounds;
    if (clean === part) continue;
    copy ??= { ...fields };
    if (isOut) delete copy[name];
    else copy[name] = clean;
  }
  return copy ?? fields;
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
  return ['password', 'token', 'oldToken', ...(isOfToken ? ['value'] : [])];
}
