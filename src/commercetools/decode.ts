import type { Result } from '../report/failure.ts';
import type { Issue } from '../report/issue.ts';
import { date as isDate } from '../schema/formats.ts';
import { typeName } from '../schema.ts';
import { cleanAndWatch, secretFields } from './clean.ts';
import type { Delivery, DeliveryKind } from './delivery.ts';
import { isNotification } from './envelope.ts';
import { unknownLayer } from './envelopes/unknown.ts';
import { type Fields, isRecord } from './fields.ts';

/** One field of a notification, with the JSON Pointer that leads to it. */
interface Found {
  readonly pointer: string;
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
    return refuse([wrong({ pointer: '/notificationType', value: raw['notificationType'] }, kinds)]);
  }
  const type = typeOf(kind, raw);
  const time = kind === 'message' || kind === 'event' ? at(raw, 'createdAt') : at(raw, 'modifiedAt');
  const issues = issuesIn(raw, kind, type, time);
  if (issues.length > 0) return refuse(issues);
  const name = String(type.value);
  const secrets = secretFields(name, recordAt(raw, 'resource')['typeId']);
  const clean = cleanAndWatch(raw, secrets, watched);
  if (!isRecord(clean?.value)) {
    const bounds = 'at most 100000 values, finite numbers, and at most 64 levels of nesting';
    return refuse([wrong({ pointer: '', value: raw }, bounds)]);
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
    : { pointer: '/payloadNotIncluded/payloadType', value };
}

function reasonLeftOut(raw: Fields): string | undefined {
  if (!isRecord(raw['payloadNotIncluded'])) return undefined;
  const { reason } = raw['payloadNotIncluded'];
  return typeof reason === 'string' ? reason.slice(0, 200) : 'no reason given';
}

function identityOf(kind: DeliveryKind, raw: Fields): readonly string[] {
  if (kind === 'event') return ['event', String(raw['id'])];
  const { typeId, id } = recordAt(raw, 'resource');
  const [project, resourceType, resource] = [String(raw['projectKey']), String(typeId), String(id)];
  if (kind !== 'message') return ['change', project, resourceType, resource, String(raw['version'])];
  const number = raw['sequenceNumber'];
  return Number.isSafeInteger(number)
    ? ['message', project, resourceType, resource, String(number)]
    : ['message', project, resourceType, resource, 'id', String(raw['id'])];
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
      issues.push(wrong({ pointer: '/resource/typeId', value: typeId }, 'the type of a resource'));
    if (!isId(id)) issues.push(wrong({ pointer: '/resource/id', value: id }, 'the id of a resource'));
  }
  if (isOfResource) {
    if (!Number.isSafeInteger(raw['version'])) issues.push(wrong(at(raw, 'version'), 'a whole number'));
  } else if (!(kind === 'message' && Number.isSafeInteger(raw['sequenceNumber'])) && !isId(raw['id']))
    issues.push(wrong(at(raw, 'id'), 'an id'));
  return issues;
}

const word = /^[A-Za-z][A-Za-z0-9]{0,127}$/;
const idForm = /^([\w.:-]{1,256}|<[\w-]{1,64}>)$/;
const zonedTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;

/** Types and ids stand in logs and in message ids, so they must be what commercetools makes them. */
function isWord(value: unknown): boolean {
  return typeof value === 'string' && word.test(value);
}

/** Such as a UUID or a key; or a placeholder, as the API reference's own examples have it: `<product_id>`. */
function isId(value: unknown): boolean {
  return typeof value === 'string' && idForm.test(value);
}

/** Date.parse takes the 30th of February for the 2nd of March. */
function isTime(value: unknown): boolean {
  if (typeof value !== 'string' || !zonedTime.test(value)) return false;
  return isDate(value.slice(0, 'yyyy-mm-dd'.length)) && !Number.isNaN(Date.parse(value));
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
