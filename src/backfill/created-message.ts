import { type Fields, isRecord } from '../commercetools/fields.ts';

export const backfilled = ['customers', 'orders'] as const;

/** What can be backfilled, as the command names it. */
export type Backfilled = (typeof backfilled)[number];

/** Its kind, as references name it. */
export const kindOf = { customers: 'customer', orders: 'order' } as const;

/** The types of message that it becomes. */
export const typesOf = {
  customers: ['CustomerCreated'],
  orders: ['OrderCreated', 'OrderCreatedFromRecurringOrder'],
} as const satisfies Readonly<Record<Backfilled, readonly string[]>>;

/** What the message calls the names that a project gives, and where the resource has them. */
const identifiers = {
  customers: ['key', 'externalId', 'customerNumber'],
  orders: ['orderNumber'],
} as const;

/**
 * The message by which commercetools told of a resource when it was made: the first of that resource, so that its calls
 * have the ids that they had then. It holds the resource as it is now. The message's own id is lost and is the
 * resource's; no message id of ours is made of it. https://docs.commercetools.com/api/projects/messages
 */
export function createdMessage(what: Backfilled, resource: Fields, projectKey: string): Fields {
  const { id, createdAt, createdBy } = resource;
  const kind = kindOf[what];
  const names = identifiers[what].filter((name) => typeof resource[name] === 'string');
  return {
    notificationType: 'Message',
    projectKey,
    id,
    version: 1,
    sequenceNumber: 1,
    resource: { typeId: kind, id },
    resourceVersion: 1,
    ...(names.length > 0 && {
      resourceUserProvidedIdentifiers: Object.fromEntries(names.map((name) => [name, resource[name]])),
    }),
    createdAt,
    lastModifiedAt: createdAt,
    ...(createdBy === undefined ? {} : { createdBy }),
    ...typeOf(what, resource),
    [kind]: resource,
  };
}

function typeOf(what: Backfilled, { origin, recurringOrder }: Fields): Fields {
  if (what === 'customers') return { type: 'CustomerCreated' };
  // An order of a subscription has a message of its own.
  return origin === 'RecurringOrder' && isRecord(recurringOrder)
    ? { type: 'OrderCreatedFromRecurringOrder', recurringOrderRef: recurringOrder }
    : { type: 'OrderCreated' };
}
