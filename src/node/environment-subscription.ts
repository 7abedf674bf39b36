import { textOf, type Variables } from './variables.ts';

/** The secret that commercetools needs to write to a destination; nothing where none is set. */
export function readSubscriptionSecret(variables: Variables = process.env): string | undefined {
  return textOf(variables, 'SUBSCRIPTION_SECRET');
}
