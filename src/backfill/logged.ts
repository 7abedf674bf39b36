import { isRecord } from '../commercetools/fields.ts';
import { jsonIn } from '../report/json-in.ts';

/** A delivery as the webhook's log names it, without anything that was in it; absent where the line names none. */
export interface Logged {
  readonly identity?: readonly string[];
}

/**
 * What a line of our log says, also where what collected the log put it into its `message`, as Vercel does
 * (https://vercel.com/docs/drains/reference/logs). Nothing, where it is no line of our log.
 */
export function loggedIn(record: unknown): Logged | undefined {
  if (!isRecord(record)) return undefined;
  const { message } = record;
  const line = typeof message === 'string' && message.startsWith('{') ? jsonIn(message) : record;
  if (!isRecord(line) || !['level', 'msg', 'outcome'].every((name) => typeof line[name] === 'string'))
    return undefined;
  const { delivery } = line;
  const identity = isRecord(delivery) ? delivery['identity'] : undefined;
  return isIdentity(identity) ? { identity } : {};
}

function isIdentity(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((part) => typeof part === 'string');
}
