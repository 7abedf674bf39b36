import type { Definition as DraftSeven } from 'ts-json-schema-generator';

/** A JSON Schema, draft-07, with one keyword of our own. */
export interface Definition extends DraftSeven {
  /** Fields that the reference calls always present, although a delivery without them is taken. */
  readonly promised?: readonly string[];
}

/** Schemas by name: the definitions of a file, or the properties of an object. */
export type Definitions = Readonly<Record<string, Definition>>;

/** The same names with changed schemas; `true` and `false`, which JSON Schema also allows, stand as they are. */
export function mapSchemas(
  schemas: Readonly<Record<string, Definition | boolean>>,
  change: (schema: Definition, name: string) => Definition,
): Record<string, Definition | boolean> {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [
      name,
      typeof schema === 'boolean' ? schema : change(schema, name),
    ]),
  );
}
