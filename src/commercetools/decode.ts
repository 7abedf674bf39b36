import type { Result } from '../report/failure.ts';
import type { Issue } from '../report/issue.ts';
import { beginsWithDate } from '../schema/formats.ts';
import { typeName } from '../schema.ts';
import { cleanAndWatch, deepest, mostValues, secretFields } from './clean.ts';
import type { Delivery, DeliveryKind } from './delivery.ts';
import { isNotification } from './envelope.ts';
import { unknownLayer } from './envelopes/unknown.ts';
import { type Fields, isRecord } from './fields.ts';

/** One field of a notification, with the names that lead to it, each behind the other; none where it is the whole. */
interface Found {
  readonly path: string;
  readonly value: unknown;
}

/**
 * What a notification out of its envelope delivers; or why it is no delivery, without a value of it. `watched`: names of
 * fields of which somebody wants to know whether the payload has one.
 */
export function decodeDelivery(notification: unknown, watched?: readonly string[]): Result<Delivery> {
  return isNotification(notification)
    ? decode(notification, watched)
    : { ok: false, failure: unknownLayer(notification, []) };
}

function decode(raw: Fields, watched: readonly string[] | undefined): Result<Delivery> {
  const kind = kindOf(raw);
  if (kind === undefined) {
    const kinds = `"Message", "Event" or one of ${changes.join(', ')}`;
    return refuse([wrong(at(raw, 'notificationType'), kinds)]);
  }
  const type = typeOf(kind, raw);
  const time = kind === 'message' || kind === 'event' ? at(raw, 'createdAt') : at(raw, 'modifiedAt');
  const issues = issuesIn(raw, kind, type, time);
  if (issues.length > 0) return refuse(issues);
  const name = String(type.value);
  const secrets = secretFields(name, recordAt(raw, 'resource')['typeId']);
  const clean = cleanAndWatch(raw, secrets, watched);
  if (!isRecord(clean?.value)) {
    const bounds = `at most ${mostValues} values, finite numbers, and at most ${deepest} levels of nesting`;
    return refuse([wrong({ path: '', value: raw }, bounds)]);
  }
  const delivery = {
    kind,
    type: name,
    identity: identityOf(kind, raw),
    occurredAt: String(time.value),
    payload: clean.value,
    holdsWatched: clean.holdsWatched,
    payloadNotIncluded: reasonLeftOut(raw),
  };
  return { ok: true, value: delivery };
}

const changes = ['ResourceCreated', 'ResourceUpdated', 'ResourceDeleted'];

/** The test notification is recognised by its resource alone: every other ResourceCreated is a real change. */
function kindOf(raw: Fields): DeliveryKind | undefined {
  const type = raw['notificationType'];
  if (type === 'Message') return 'message';
  if (type === 'Event') return 'event';
  if (typeof type !== 'string' || !changes.includes(type)) return undefined;
  return recordAt(raw, 'resource')['typeId'] === 'subscription' ? 'test' : 'change';
}

/** Without its content a message may have its type in one of two places. */
function typeOf(kind: DeliveryKind, raw: Fields): Found {
  if (kind === 'change' || kind === 'test') return at(raw, 'notificationType');
  const value = recordAt(raw, 'payloadNotIncluded')['payloadType'];
  return value === undefined || value === null
    ? at(raw, 'type')
    : { path: 'payloadNotIncluded/payloadType', value };
}

function reasonLeftOut(raw: Fields): string | undefined {
  if (!isRecord(raw['payloadNotIncluded'])) return undefined;
  const { reason } = raw['payloadNotIncluded'];
  return typeof reason === 'string' ? reason.slice(0, 200) : 'no reason given';
}

function identityOf(kind: DeliveryKind, raw: Fields): readonly string[] {
  if (kind === 'event') return ['event', String(raw['id'])];
  const { typeId, id } = recordAt(raw, 'resource');
  const project = String(raw['projectKey']);
  if (kind !== 'message') return ['change', project, String(typeId), String(id), String(raw['version'])];
  const number = raw['sequenceNumber'];
  return Number.isSafeInteger(number)
    ? ['message', project, String(typeId), String(id), String(number)]
    : ['message', project, String(typeId), String(id), 'id', String(raw['id'])];
}

function issuesIn(raw: Fields, kind: DeliveryKind, type: Found, time: Found): readonly Issue[] {
  const issues: Issue[] = [];
  const isOfResource = kind === 'change' || kind === 'test';
  const { typeId, id } = recordAt(raw, 'resource');
  if (!isWord(type.value)) issues.push(wrong(type, 'the name of a type'));
  if (!isTime(time.value)) issues.push(wrong(time, 'a date and time with its zone'));
  if (kind !== 'event') {
    if (!isId(raw['projectKey'])) issues.push(wrong(at(raw, 'projectKey'), 'the key of a project'));
    if (!isId(typeId))
      issues.push(wrong({ path: 'resource/typeId', value: typeId }, 'the type of a resource'));
    if (!isId(id)) issues.push(wrong({ path: 'resource/id', value: id }, 'the id of a resource'));
  }
  if (isOfResource) {
    if (!Number.isSafeInteger(raw['version'])) issues.push(wrong(at(raw, 'version'), 'a whole number'));
  } else if (!(kind === 'message' && Number.isSafeInteger(raw['sequenceNumber'])) && !isId(raw['id']))
    issues.push(wrong(at(raw, 'id'), 'an id'));
  return issues;
}

const word = /^[A-Za-z][A-Za-z0-9]{0,127}$/;
const placeholder = /^<[\w-]{1,64}>$/;
/** 1 for each character of an id. */
const ofIds = Uint8Array.from({ length: 128 }, (_, unit) =>
  Number(/[\w.:-]/.test(String.fromCharCode(unit))),
);
const longestId = 256;
/** As Date.parse takes it, without asking it: that takes as long as all else that is looked at here. */
const zonedTime =
  /^\d{4}-\d\d-\d\dT(?:(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?|24:00:00(?:\.0{1,9})?)(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** Types and ids stand in logs and in message ids, so they must be what commercetools makes them. */
function isWord(value: unknown): boolean {
  return typeof value === 'string' && word.test(value);
}

/** Such as a UUID or a key; or a placeholder, as the API reference's own examples have it: `<product_id>`. */
function isId(value: unknown): boolean {
  return typeof value === 'string' && (isPlainId(value) || placeholder.test(value));
}

/** Each character by itself: by a regular expression an id takes twice as long, and a delivery has three. */
function isPlainId(text: string): boolean {
  if (text.length === 0 || text.length > longestId) return false;
  for (let at = 0; at < text.length; at++) if (ofIds[text.charCodeAt(at)] !== 1) return false;
  return true;
}

function isTime(value: unknown): boolean {
  return typeof value === 'string' && zonedTime.test(value) && beginsWithDate(value);
}

function at(raw: Fields, name: string): Found {
  return { path: name, value: raw[name] };
}

function recordAt(raw: Fields, name: string): Fields {
  const value = raw[name];
  return isRecord(value) ? value : {};
}

function wrong({ path, value }: Found, what: string): Issue {
  const hint = 'let the queue push what commercetools sends, unchanged';
  return {
    code: 'input-invalid',
    severity: 'error',
    pointer: path === '' ? '' : `/${path}`,
    message: `expected ${what}; found ${typeName(value)}`,
    hint,
  };
}

function refuse(issues: readonly Issue[]): Result<never> {
  const detail = 'the body does not have the form of a commercetools delivery';
  return { ok: false, failure: { code: 'not-a-delivery', detail, retryable: false, issues } };
}
