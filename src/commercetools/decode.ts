import type { Result } from '../report/failure.ts';
import type { Issue } from '../report/issue.ts';
import { cleanPayload, secretFields } from './clean.ts';
import type { Delivery, DeliveryKind } from './delivery.ts';
import { isRecord, openEnvelope } from './envelope.ts';

/** Types and ids stand in logs and in message ids, so they must be what commercetools makes them. */
const word = /^[A-Za-z][A-Za-z0-9]{0,127}$/;
const id = /^[\w.:-]{1,256}$/;
const zoned = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;

const changes = ['ResourceCreated', 'ResourceUpdated', 'ResourceDeleted'];

/** What a request's parsed JSON delivers, out of its envelope; or why it is no delivery, without a value of it. */
export function decodeDelivery(body: unknown): Result<Delivery> {
  const opened = openEnvelope(body);
  if (!opened.ok) return opened;
  const raw = opened.value;
  const missing = raw['payloadNotIncluded'];
  const kind = kindOf(raw);
  if (kind === undefined)
    return refuse([wrong('/notificationType', `"Message", "Event" or one of ${changes.join(', ')}`)]);
  const left = isRecord(missing) ? missing['payloadType'] : undefined;
  const type = kind === 'message' || kind === 'event' ? (left ?? raw['type']) : raw['notificationType'];
  const occurredAt = kind === 'message' || kind === 'event' ? raw['createdAt'] : raw['modifiedAt'];
  const resource = isRecord(raw['resource']) ? raw['resource'] : {};
  const named = kind !== 'event';
  const issues = [
    ...expectText(
      type,
      word,
      left === undefined ? '/type' : '/payloadNotIncluded/payloadType',
      'the name of a type',
    ),
    ...expectText(
      occurredAt,
      zoned,
      kind === 'change' || kind === 'test' ? '/modifiedAt' : '/createdAt',
      'a date and time with its zone',
    ),
    ...(named ? expectText(raw['projectKey'], id, '/projectKey', 'the key of a project') : []),
    ...(named ? expectText(resource['typeId'], id, '/resource/typeId', 'the type of a resource') : []),
    ...(named ? expectText(resource['id'], id, '/resource/id', 'the id of a resource') : []),
    ...expectIdentity(kind, raw),
  ];
  if (Number.isNaN(Date.parse(String(occurredAt))) && issues.length === 0)
    issues.push(wrong('/createdAt', 'a date that exists'));
  if (issues.length > 0) return refuse(issues);
  try {
    const payload = cleanPayload(raw, secretFields(String(type))) as Readonly<Record<string, unknown>>;
    const delivery = {
      kind,
      type: String(type),
      identity: identityOf(kind, raw, resource),
      occurredAt: String(occurredAt),
      payload,
    };
    const reason =
      isRecord(missing) && typeof missing['reason'] === 'string'
        ? missing['reason'].slice(0, 200)
        : 'no reason given';
    return {
      ok: true,
      value: missing === undefined ? delivery : { ...delivery, payloadNotIncluded: reason },
    };
  } catch {
    return refuse([wrong('', 'data nested at most 64 levels deep')]);
  }
}

/** The test notification is recognised by its resource alone: every other ResourceCreated is a real change. */
function kindOf(raw: Readonly<Record<string, unknown>>): DeliveryKind | undefined {
  const type = raw['notificationType'];
  if (type === 'Message') return 'message';
  if (type === 'Event') return 'event';
  if (typeof type !== 'string' || !changes.includes(type)) return undefined;
  return isRecord(raw['resource']) && raw['resource']['typeId'] === 'subscription' ? 'test' : 'change';
}

function identityOf(
  kind: DeliveryKind,
  raw: Readonly<Record<string, unknown>>,
  resource: Readonly<Record<string, unknown>>,
) {
  if (kind === 'event') return ['event', String(raw['id'])];
  const about = [String(raw['projectKey']), String(resource['typeId']), String(resource['id'])];
  if (kind !== 'message') return ['change', ...about, String(raw['version'])];
  const number = raw['sequenceNumber'];
  return Number.isSafeInteger(number)
    ? ['message', ...about, String(number)]
    : ['message', ...about, 'id', String(raw['id'])];
}

function expectIdentity(kind: DeliveryKind, raw: Readonly<Record<string, unknown>>): Issue[] {
  if (kind === 'change' || kind === 'test') {
    return Number.isSafeInteger(raw['version']) ? [] : [wrong('/version', 'a whole number')];
  }
  if (kind === 'message' && Number.isSafeInteger(raw['sequenceNumber'])) return [];
  return expectText(raw['id'], id, '/id', 'an id');
}

function expectText(value: unknown, pattern: RegExp, pointer: string, what: string): Issue[] {
  return typeof value === 'string' && pattern.test(value) ? [] : [wrong(pointer, what)];
}

function wrong(pointer: string, what: string): Issue {
  return { code: 'input-invalid', severity: 'error', pointer, message: `expected ${what}` };
}

function refuse(issues: readonly Issue[]): Result<never> {
  const detail = 'the body does not have the form of a commercetools delivery';
  return { ok: false, failure: { code: 'not-a-delivery', detail, retryable: false, issues } };
}
