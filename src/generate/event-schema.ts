import type { Definition, Definitions } from './definition.ts';
import { identifier, overlaid, text, time } from './overlay.ts';

const ending = /Event$/;

/** The types of all Events that the SDK knows: the members of its union of them. */
export function eventTypes(sdkTypes: Definitions): readonly string[] {
  const members = (sdkTypes['Event']?.anyOf ?? []).flatMap((member) =>
    typeof member === 'object' && member.$ref !== undefined ? [member.$ref] : [],
  );
  return members.map((reference) => (reference.split('/').at(-1) ?? '').replace(ending, ''));
}

/** The schema of the whole delivery of an Event; it has no `projectKey` and no `resource`. */
export function eventSchema(type: string, described: Definitions): Definition {
  const event = described[`${type}Event`];
  return overlaid(event ?? {}, {
    fields: { notificationType: { ...text, const: 'Event' }, id: identifier, createdAt: time },
    required: ['notificationType', 'id', 'type', 'data', 'createdAt'],
  });
}
