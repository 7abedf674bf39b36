import { type Destination, destinationValue, shownDestination } from './destinations.ts';
import type { Deliverable } from './wanted.ts';

/** Types of one kind of resource; without types, all of them. */
export interface Selection {
  readonly resourceTypeId: string;
  readonly types?: readonly string[];
}

/** What a Subscription delivers, as commercetools' API has it. */
export interface Selections {
  readonly messages: readonly Selection[];
  readonly changes: readonly { readonly resourceTypeId: string }[];
  readonly events: readonly Selection[];
}

/** What is wanted, in the form of the API. */
export function selectionsOf(deliveries: readonly Deliverable[]): Selections {
  const typed = (by: Deliverable['by']): readonly Selection[] => {
    const all = deliveries.filter((one) => one.by === by);
    return [...new Set(all.map(({ resource }) => resource))].map((resource) => ({
      resourceTypeId: resource,
      types: all.flatMap((one) => (one.resource === resource && one.type !== undefined ? [one.type] : [])),
    }));
  };
  return {
    messages: typed('messages'),
    changes: deliveries.flatMap(({ by, resource }) =>
      by === 'changes' ? [{ resourceTypeId: resource }] : [],
    ),
    events: typed('events'),
  };
}

/** A Subscription that is to be. https://docs.commercetools.com/api/projects/subscriptions#subscriptiondraft */
export interface Draft extends Partial<Selections> {
  readonly key: string;
  readonly destination: Readonly<Record<string, string>>;
  readonly format: { readonly type: string; readonly cloudEventsVersion?: string };
}

export interface DraftParts {
  readonly key: string;
  readonly destination: Destination;
  readonly selections: Selections;
}

/** As it is sent. */
export function draftOf({ key, destination, selections }: DraftParts): Draft {
  const { messages, changes, events } = selections;
  return {
    key,
    format: formatOf(destination),
    destination: destinationValue(destination),
    ...(messages.length > 0 ? { messages } : {}),
    ...(changes.length > 0 ? { changes } : {}),
    ...(events.length > 0 ? { events } : {}),
  };
}

/** As it is shown: without a secret. */
export function shownDraft(parts: DraftParts): Draft {
  return { ...draftOf(parts), destination: shownDestination(parts.destination) };
}

/** In which form deliveries come. It is fixed when a Subscription is made. */
export function formatOf({ kind }: Destination): Draft['format'] {
  return kind.format === undefined ? { type: 'Platform' } : { type: kind.format, cloudEventsVersion: '1.0' };
}
