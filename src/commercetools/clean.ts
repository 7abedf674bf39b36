import { type Fields, isRecord } from './fields.ts';

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
  return isBounded(value) ? cleaned(value, secrets) : undefined;
}

/** What has nothing to be taken out is kept as it is, and nothing of it is copied. */
function cleaned(value: unknown, secrets: readonly string[]): unknown {
  if (Array.isArray(value)) return cleanedList(value, secrets);
  return isRecord(value) ? cleanedFields(value, secrets) : value;
}

function cleanedList(items: readonly unknown[], secrets: readonly string[]): readonly unknown[] {
  let isSame = true;
  const kept: unknown[] = [];
  for (const item of items) {
    const clean = item === null ? undefined : cleaned(item, secrets);
    if (clean !== item) isSame = false;
    if (item !== null) kept.push(clean);
  }
  return isSame ? items : kept;
}

function cleanedFields(fields: Fields, secrets: readonly string[]): Fields {
  let copy: Record<string, unknown> | undefined;
  for (const name in fields) {
    const part = fields[name];
    const isOut = part === null || name === '__proto__' || secrets.includes(name);
    const clean = isOut ? undefined : cleaned(part, secrets);
    if (clean === part) continue;
    copy ??= { ...fields };
    if (isOut) delete copy[name];
    else copy[name] = clean;
  }
  return copy ?? fields;
}

function isBounded(payload: unknown): boolean {
  let values = 0;
  const fits = (value: unknown, depth: number): boolean => {
    if (typeof value === 'number') return Number.isFinite(value);
    if (typeof value !== 'object' || value === null) return true;
    if (depth > deepest) return false;
    if (Array.isArray(value)) {
      values += value.length;
      return values <= mostValues && value.every((part) => fits(part, depth + 1));
    }
    for (const name in value) {
      values++;
      if (values > mostValues || !fits((value as Fields)[name], depth + 1)) return false;
    }
    return true;
  };
  return fits(payload, 0);
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
