import { openEnvelope } from '../../commercetools/envelope.ts';
import { isRecord } from '../../commercetools/fields.ts';
import { deepestJson, isJsonWithin } from '../../commercetools/json-bounds.ts';
import type { Content } from '../../commercetools/notification.ts';
import { noHeaders } from '../../commercetools/request-headers.ts';

export type Notification = Readonly<Record<string, unknown>>;

/** The type of a delivery, also of one that cannot be decoded; empty where it says none. */
export function typeOf(notification: Notification): string {
  const { notificationType, payloadNotIncluded, type } = notification;
  const isChange = notificationType !== 'Message' && notificationType !== 'Event';
  const missing = isRecord(payloadNotIncluded) ? payloadNotIncluded['payloadType'] : undefined;
  const found = isChange ? notificationType : (missing ?? type);
  return typeof found === 'string' ? found : '';
}

/** The notifications that a text holds, or why it holds none, without a word of it. */
export type Captured =
  | { readonly ok: true; readonly notifications: readonly Notification[] }
  | { readonly ok: false; readonly reason: string };

/**
 * Reads what a queue delivered, in whatever wrapper; what a dead-letter queue or file keeps of it; also a list of them,
 * or one in each line.
 */
export function readCaptured(written: string): Captured {
  // Some editors and shells of Windows begin a file with a mark of its encoding, or write two bytes for each letter.
  const text = written.replace(/^\ufeff/, '');
  if (text.includes('\0')) return refused('it is not UTF-8: save it again with that encoding');
  if (!isJsonWithin(text, deepestJson)) return refused(`it is nested deeper than ${deepestJson} levels`);
  const values = parsed(text) ?? parsedLines(text);
  if (values === undefined) return refused('it is no JSON, nor are all its lines');
  const contents = values.flatMap(contentsOf);
  const notifications = contents.flatMap((one) => (one.kind === 'notification' ? [one.notification] : []));
  if (notifications.length > 0) return { ok: true, notifications };
  const unknown = contents.find((one) => one.kind === 'unknown');
  return refused(unknown?.failure.detail ?? 'it is what a queue says of its subscription, and no delivery');
}

/** Where a queue's own record of a message, or a line of a dead-letter file, keeps what was delivered. */
const bodies = ['body', 'Body', 'delivery', 'notification', 'request'];

function contentsOf(value: unknown): readonly Content[] {
  const { contents } = openEnvelope(value, noHeaders);
  if (contents.some(({ kind }) => kind !== 'unknown') || !isRecord(value)) return contents;
  const inner = bodies
    .filter((name) => Object.hasOwn(value, name))
    .map((name) => value[name])
    .flatMap((body) => (typeof body === 'string' ? (parsed(body) ?? []) : [body]));
  const found = inner.flatMap((body) => (isRecord(body) || Array.isArray(body) ? contentsOf(body) : []));
  return found.some(({ kind }) => kind === 'notification') ? found : contents;
}

function parsed(text: string): readonly unknown[] | undefined {
  try {
    return isJsonWithin(text, deepestJson) ? [JSON.parse(text)] : undefined;
  } catch {
    return undefined;
  }
}

function parsedLines(text: string): readonly unknown[] | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const values = lines.map(parsed);
  const all = values.flatMap((one) => one ?? []);
  return lines.length > 1 && all.length === lines.length ? all : undefined;
}

function refused(reason: string): Captured {
  return { ok: false, reason };
}
