import type { Definition, Definitions } from './definition.ts';
import type { MessageType } from './message-types.ts';
import { identifier, overlaid, projectKey, text, time } from './overlay.ts';
import { sdkName } from './sdk-types.ts';

/** Fields of every message with its envelope: `notificationType` and `projectKey` are not in the SDK's message types. */
const fields = {
  notificationType: { ...text, const: 'Message' },
  projectKey,
  id: identifier,
  createdAt: time,
  lastModifiedAt: time,
} as const;

const required = ['notificationType', 'projectKey', 'id', 'resource', 'type', 'createdAt'];

/** Fields of every message by the SDK; what a message has beside them is its content. */
const envelope: ReadonlySet<string> = new Set([
  'id',
  'version',
  'createdAt',
  'lastModifiedAt',
  'lastModifiedBy',
  'createdBy',
  'sequenceNumber',
  'resource',
  'resourceVersion',
  'resourceUserProvidedIdentifiers',
]);

/** The schema of the whole delivery of a message, in the Platform format. */
export function messageSchema({ type, resource }: MessageType, described: Definitions): Definition {
  const message = described[`${type}Message`];
  if (message === undefined) throw new Error(`${sdkName} has no type ${type}Message`);
  const { required: needed = [], ...rest } = message;
  const root = { ...rest, properties: { ...fields, ...message.properties } };
  return overlaid(root, {
    fields: { ...fields, resource: resourceOf(resource) },
    required: [...required, ...needed, ...subjects(type, message, described)],
  });
}

/** What a message is about: the one kind of resource that it can be, of the SDK's 41. */
function resourceOf(typeId: string): Definition {
  return {
    type: 'object',
    properties: { typeId: { ...text, const: typeId }, id: identifier },
    required: ['typeId', 'id'],
  };
}

/**
 * What the message is about, where the SDK promises an object: a resource, a reference, an address. A message that sets
 * something comes without it where it was removed, whatever the SDK says; and without the value before, a mapping can
 * still do its work.
 */
function subjects(type: string, { promised = [], properties = {} }: Definition, all: Definitions) {
  if (type.endsWith('Set')) return [];
  return promised.filter((name) => {
    const field = properties[name];
    const isBefore = /^(old|previous|removed)/.test(name);
    return !envelope.has(name) && !isBefore && typeof field === 'object' && isObject(field, all);
  });
}

function isObject({ type, $ref = '' }: Definition, all: Definitions): boolean {
  return type === 'object' || all[$ref.replace('#/definitions/', '')]?.type === 'object';
}
