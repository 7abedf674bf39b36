import { isRecord } from './envelope.ts';

/** Deeper than any resource of commercetools; a sender who nests deeper wants to exhaust the stack. */
const deepest = 64;

/**
 * A copy without nulls (commercetools sends none that mean anything: an absent field and null are the same) and
 * without secrets. Nothing where the value is nested too deeply.
 */
export function cleanPayload(value: unknown, secrets: readonly string[], depth = 0): unknown {
  if (depth > deepest) throw new RangeError('nested too deeply');
  if (Array.isArray(value)) {
    return value.filter((item) => item !== null).map((item) => cleanPayload(item, secrets, depth + 1));
  }
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, part]) => part !== null && !secrets.includes(name) && name !== '__proto__')
      .map(([name, part]) => [name, cleanPayload(part, secrets, depth + 1)]),
  );
}

/**
 * Fields that no expression may see: the masked password of a customer; the live token of a password or e-mail
 * token message (its `value`); the token of a stored payment method.
 * https://docs.commercetools.com/api/projects/messages
 */
export function secretFields(type: string): readonly string[] {
  return type.includes('Token') ? ['password', 'value', 'token'] : ['password'];
}
