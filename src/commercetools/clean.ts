import { isRecord } from './fields.ts';

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

function cleaned(value: unknown, secrets: readonly string[]): unknown {
  if (Array.isArray(value))
    return value.filter((item) => item !== null).map((item) => cleaned(item, secrets));
  if (!isRecord(value)) return value;
  const kept = Object.entries(value).filter(
    ([name, part]) => part !== null && !secrets.includes(name) && name !== '__proto__',
  );
  return Object.fromEntries(kept.map(([name, part]) => [name, cleaned(part, secrets)]));
}

function isBounded(payload: unknown): boolean {
  let values = 0;
  const fits = (value: unknown, depth: number): boolean => {
    if (typeof value === 'number') return Number.isFinite(value);
    if (typeof value !== 'object' || value === null) return true;
    const parts: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
    values += parts.length;
    return depth <= deepest && values <= mostValues && parts.every((part) => fits(part, depth + 1));
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
