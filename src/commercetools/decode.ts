import type { Result } from '../report/failure.ts';
import type { Issue } from '../report/issue.ts';
import { typeName } from '../schema.ts';
import { cleanPayload, secretFields } from './clean.ts';
import type { Delivery, DeliveryKind } from './delivery.ts';
import { isNotification } from './envelope.ts';
import { unknownLayer } from './envelopes/unknown.ts';
import { type Fields, isRecord } from './fields.ts';

/** One field of a notification, with the JSON Pointer that leads to it. */
interface Found {
  readonly pointer: string;
  readonly value: unknown;
}

/** What a notification out of its envelope delivers; or why it is no delivery, without a value of it. */
export function decodeDelivery(notification: unknown): Result<Delivery> {
  return isNotification(notification)
    ? decode(notification)
    : { ok: false, failure: unknownLayer(notification, []) };
}

function decode(raw: Fields): Result<Delivery> {
  const kind = kindOf(raw);
  if (kind === undefined) {
    const kinds = `"Message", "Event" or one of ${changes.join(', ')}`;
    return refuse([wrong({ pointer: '/notificationType', value: raw['notificationType'] }, kinds)]);
  }
  const type = typeOf(kind, raw);
  const time = kind === 'message' || kind === 'event' ? at(raw, 'createdAt') : at(raw, 'modifiedAt');
  const issues = [
    ...(isWord(type.value) ? [] : [wrong(type, 'the name of a type')]),
    ...(isTime(time.value) ? [] : [wrong(time, 'a date and time with its zone')]),
    ...(kind === 'event' ? [] : checkResource(raw)),
    ...checkIdentity(kind, raw),
  ];
  if (issues.length > 0) return refuse(issues);
  const name = String(type.value);
  const payload = cleanPayload(raw, secretFields(name, recordAt(raw, 'resource')['typeId']));
  if (!isRecord(payload)) {
    const bounds = 'at most 100000 values, finite numbers, and at most 64 levels of nesting';
    return refuse([wrong({ pointer: '', value: raw }, bounds)]);
  }
  const delivery = {
    kind,
    type: name,
    identity: identityOf(kind, raw),
    occurredAt: String(time.value),
    payload,
  };
  return { ok: true, value: { ...delivery, ...missingContent(raw) } };
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
    : { pointer: '/payloadNotIncluded/payloadType', value };
}

function missingContent(raw: Fields): { readonly payloadNotIncluded?: string } {
  if (!isRecord(raw['payloadNotIncluded'])) return {};
  const { reason } = raw['payloadNotIncluded'];
  return { payloadNotIncluded: typeof reason === 'string' ? reason.slice(0, 200) : 'no reason given' };
}

function identityOf(kind: DeliveryKind, raw: Fields): readonly string[] {
  if (kind === 'event') return ['event', String(raw['id'])];
  const { typeId, id } = recordAt(raw, 'resource');
  const about = [raw['projectKey'], typeId, id].map(String);
  if (kind !== 'message') return ['change', ...about, String(raw['version'])];
  const number = raw['sequenceNumber'];
  return Number.isSafeInteger(number)
    ? ['message', ...about, String(number)]
    : ['message', ...about, 'id', String(raw['id'])];
}

function checkIdentity(kind: DeliveryKind, raw: Fields): readonly Issue[] {
  if (kind === 'change' || kind === 'test') {
    return Number.isSafeInteger(raw['version']) ? [] : [wrong(at(raw, 'version'), 'a whole number')];
  }
  if (kind === 'message' && Number.isSafeInteger(raw['sequenceNumber'])) return [];
  return isId(raw['id']) ? [] : [wrong(at(raw, 'id'), 'an id')];
}

function checkResource(raw: Fields): readonly Issue[] {
  const { typeId, id } = recordAt(raw, 'resource');
  return [
    ...(isId(raw['projectKey']) ? [] : [wrong(at(raw, 'projectKey'), 'the key of a project')]),
    ...(isId(typeId)
      ? []
      : [wrong({ pointer: '/resource/typeId', value: typeId }, 'the type of a resource')]),
    ...(isId(id) ? [] : [wrong({ pointer: '/resource/id', value: id }, 'the id of a resource')]),
  ];
}

/** Types and ids stand in logs and in message ids, so they must be what commercetools makes them. */
function isWord(value: unknown): boolean {
  return typeof value === 'string' && /^[A-Za-z][A-Za-z0-9]{0,127}$/.test(value);
}

/** Such as a UUID or a key; or a placeholder, as the API reference's own examples have it: `<product_id>`. */
function isId(value: unknown): boolean {
  return typeof value === 'string' && /^([\w.:-]{1,256}|<[\w-]{1,64}>)$/.test(value);
}

function isTime(value: unknown): boolean {
  const zoned = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;
  return typeof value === 'string' && zoned.test(value) && !Number.isNaN(Date.parse(value)) && isDay(value);
}

/** Date.parse takes the 30th of February for the 2nd of March. */
function isDay(time: string): boolean {
  const midnight = new Date(`${time.slice(0, 'yyyy-mm-dd'.length)}T00:00:00Z`);
  return midnight.getUTCDate() === Number(time.slice('yyyy-mm-'.length, 'yyyy-mm-dd'.length));
}

function at(raw: Fields, name: string): Found {
  return { pointer: `/${name}`, value: raw[name] };
}

function recordAt(raw: Fields, name: string): Fields {
  const value = raw[name];
  return isRecord(value) ? value : {};
}

function wrong({ pointer, value }: Found, what: string): Issue {
  const hint = 'let the queue push what commercetools sends, unchanged';
  return {
    code: 'input-invalid',
    severity: 'error',
    pointer,
    message: `expected ${what}; found ${typeName(value)}`,
    hint,
  };
}

function refuse(issues: readonly Issue[]): Result<never> {
  const detail = 'the body does not have the form of a commercetools delivery';
  return { ok: false, failure: { code: 'not-a-delivery', detail, retryable: false, issues } };
}
