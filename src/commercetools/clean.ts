import { isRecord } from './envelope.ts';

/** Deeper than any resource of commercetools; a sender who nests deeper wants to exhaust the stack. */
const deepest = 64;

/**
 * A copy without nulls (commercetools sends none that mean anything: an absent field and null are the same) and
 * without secrets. Nothing where the value is nested too deeply.
 */
export function cleanPayload(value: unknown, secrets: readonly string[]): unknown {
  return depthOf(value) > deepest ? undefined : cleaned(value, secrets);
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

/** How many levels deep, counted no further than one too many. */
function depthOf(value: unknown, depth = 0): number {
  if (typeof value !== 'object' || value === null || depth > deepest) return depth;
  return Object.values(value).reduce<number>((most, part) => Math.max(most, depthOf(part, depth + 1)), depth);
}

/**
 * Fields that no expression may see: the masked password of a customer; the live token of a password or e-mail
 * token message (its `value`); the token of a stored payment method.
 * https://docs.commercetools.com/api/projects/messages
 */
export function secretFields(type: string): readonly string[] {
  return type.includes('Token') ? ['password', 'value', 'token'] : ['password'];
}
