import type { Subscription } from '../commercetools/lookup/sdk.ts';
import { type Destination, isElsewhere } from './destinations.ts';
import { type Deliverable, nameOf, type Wanted, type WantedDelivery } from './wanted.ts';

/** In what a Subscription differs from what the mappings want of it. */
export interface Drift {
  readonly notDelivered: readonly WantedDelivery[];
  /** Without a type, of messages and Events: all types of the resource. */
  readonly notMapped: readonly Deliverable[];
  readonly isElsewhere: boolean;
  /** The destination takes another one alone, and it cannot be changed. */
  readonly hasOtherFormat: boolean;
}

/** Compares what is there with what is wanted; the destination only where one is said. */
export function driftOf(found: Subscription, { deliveries }: Wanted, destination?: Destination): Drift {
  const delivered = deliveredBy(found);
  const names = new Set(delivered.map(nameOf));
  const wantedNames = new Set(deliveries.map(nameOf));
  const isDelivered = ({ by, resource, type }: Deliverable) =>
    names.has(nameOf({ by, resource })) || names.has(nameOf({ by, resource, ...(type && { type }) }));
  return {
    notDelivered: deliveries.filter((one) => !isDelivered(one)),
    notMapped: delivered.filter((one) => !wantedNames.has(nameOf(one))),
    isElsewhere: destination !== undefined && isElsewhere(destination, found.destination),
    // Most destinations take either format, and so do we.
    hasOtherFormat: destination?.kind.format !== undefined && found.format.type !== destination.kind.format,
  };
}

/** Whether there is no difference. */
export function isInStep({ notDelivered, notMapped, isElsewhere, hasOtherFormat }: Drift): boolean {
  return notDelivered.length === 0 && notMapped.length === 0 && !isElsewhere && !hasOtherFormat;
}

/** What a Subscription delivers. No types are all types. https://docs.commercetools.com/api/projects/subscriptions#messagesubscription */
function deliveredBy({ messages, changes, events }: Subscription): readonly Deliverable[] {
  const typed = (by: 'messages' | 'events', all: Subscription['messages'] | undefined) =>
    (all ?? []).flatMap(({ resourceTypeId: resource, types = [] }) =>
      types.length === 0 ? [{ by, resource }] : types.map((type) => ({ by, resource, type })),
    );
  return [
    ...typed('messages', messages),
    ...(changes ?? []).map(({ resourceTypeId: resource }) => ({ by: 'changes', resource }) as const),
    ...typed('events', events),
  ];
}
