import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';

export type Json = Readonly<Record<string, unknown>>;

export const schemaFolder = new URL('../schemas/', import.meta.url);

export function readJson(url: URL): Json {
  return JSON.parse(readFileSync(url, 'utf8')) as Json;
}

/** A schema by its path in the folder. */
export const readSchema = (name: string): Json => readJson(new URL(name, schemaFolder));

export const definitions = readSchema('commercetools/definitions.schema.json');

/** Strict, and of its own: nothing of how the product compiles schemas. */
export const ajv = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true, addUsedSchema: false });
formats.default(ajv);
ajv.addVocabulary(['promised']);
ajv.addSchema(definitions);

/** What is wrong with a value, as `pointer keyword`; nothing where it passes. */
export function checker(name: string): (value: unknown) => readonly string[] {
  const validate = ajv.compile(readSchema(name));
  return (value) =>
    validate(value)
      ? []
      : (validate.errors ?? []).map(({ instancePath, keyword }) => `${instancePath || '/'} ${keyword}`);
}
