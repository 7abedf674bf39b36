import type { Definitions } from './definition.ts';
import { messageSchema, schemaFile } from './message-schema.ts';
import type { MessageType } from './message-types.ts';

/** A generated file: its name below `schemas/commercetools/`, and its text. */
export interface SchemaFile {
  readonly name: string;
  readonly text: string;
}

/** The schema files of some message types; the same types always give the same bytes. */
export function schemaFiles(
  types: readonly MessageType[],
  readType: (typeName: string) => Definitions,
): readonly SchemaFile[] {
  return types.map((type) => ({
    name: schemaFile(type.type),
    text: `${JSON.stringify(messageSchema(type, readType(`${type.type}Message`)), null, 2)}\n`,
  }));
}
