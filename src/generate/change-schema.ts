import type { Definition, Definitions } from './definition.ts';
import { identifier, overlaid, projectKey, text, time } from './overlay.ts';
import { sdkName } from './sdk-types.ts';

/** The notifications of changes; their `notificationType` is the type that mappings listen to. */
export const changeTypes: readonly string[] = ['ResourceCreated', 'ResourceUpdated', 'ResourceDeleted'];

/** The schema of the notification of a change, in the Platform format. */
export function changeSchema(type: string, described: Definitions): Definition {
  const change = described[`${type}DeliveryPayload`];
  if (change === undefined) throw new Error(`${sdkName} has no type ${type}DeliveryPayload`);
  return overlaid(change, {
    fields: { projectKey, resource, modifiedAt: time },
    required: ['notificationType', 'projectKey', 'resource', 'version', 'modifiedAt'],
  });
}

/** What a change is about: a resource of any kind. */
const resource: Definition = {
  type: 'object',
  properties: { typeId: { ...text, minLength: 1 }, id: identifier },
  required: ['typeId', 'id'],
};
