import { removeUnreachable } from 'ts-json-schema-generator';
import { type Definition, type Definitions, mapSchemas } from './definition.ts';
import type { MessageType } from './message-types.ts';
import { messageOverlay, overlaid, overlays, resourceOf } from './overlay.ts';
import { sdkName } from './sdk-types.ts';
import { tolerant } from './tolerant.ts';

/** The name of the file that holds the schema of a message type; `$id` too. */
export function schemaFile(type: string): string {
  return `${type}.schema.json`;
}

/** The schema of the whole delivery of a message, in the Platform format, from the SDK's types of the message. */
export function messageSchema({ type, resource }: MessageType, sdkTypes: Definitions): Definition {
  const { [`${type}Message`]: message, ...others } = mapSchemas(tolerant(sdkTypes), (schema, name) =>
    schema.properties === undefined ? schema : overlaid(schema, overlays[name] ?? {}),
  ) as Record<string, Definition>;
  if (message === undefined) throw new Error(`${sdkName} has no type ${type}Message`);
  const { fields, required } = messageOverlay;
  const root = overlaid(
    { type: 'object', properties: { ...fields, ...message.properties } },
    {
      fields: { ...fields, resource: resourceOf(resource) },
      required: [...required, ...(message.required ?? [])],
    },
  );
  const definitions = removeUnreachable(root, others);
  const sorted = Object.entries(definitions).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: schemaFile(type),
    $comment: `Generated from ${sdkName} by "npm run schemas"; do not edit.`,
    title: type,
    ...root,
    definitions: Object.fromEntries(sorted),
  };
}
