import type { Definition } from 'ts-json-schema-generator';

export type { Definition };

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
