import { slug } from '../mapping/build-catalog.ts';
import type { CatalogSources, SourceFile } from '../mapping/catalog.ts';
import { alternatives, isSchema, record } from '../mapping/types/schema-parts.ts';
import type { JsonSchema } from '../schema.ts';
import { kindOf } from './workbench.ts';

/** A key that a file may have at a place, with what is said of it. */
export interface KeyWords {
  readonly key: string;
  readonly description: string;
}

/** The keys that may stand below these keys, by the schema of the file and by those of the calls. */
export function keysBelow(
  path: readonly string[],
  {
    file,
    event,
    sources,
  }: { readonly file: string; readonly event?: string; readonly sources: CatalogSources },
): readonly KeyWords[] {
  const grammar = grammarOf(file, sources);
  const written = grammar === undefined ? [] : fieldsAt(grammar, path);
  const contracts = kindOf(file) === 'mapping' ? contractsOf(path[0], event, sources) : [];
  const below = path.slice(1).map((key) => key.replace(/\?$/, ''));
  const spoken = contracts.flatMap((contract) =>
    // What a call consists of is said by the grammar; that of traits and properties is known to the calls' schemas.
    below.length === 0
      ? []
      : fieldsAt(contract, below).flatMap((one) => [one, { ...one, key: `${one.key}?` }]),
  );
  return [...new Map([...spoken, ...written].map((one) => [one.key, one])).values()];
}

function fieldsAt(schema: JsonSchema, path: readonly string[]): readonly KeyWords[] {
  const fields = new Map<string, string>();
  for (const one of schemasAt(schema, path))
    for (const [key, field] of Object.entries(record(one['properties'])))
      if (!fields.has(key)) fields.set(key, descriptionOf(field, schema));
  return [...fields].map(([key, description]) => ({ key, description }));
}

/** The schemas of what stands below these keys. A list of calls has the keys of one: the grammar says so of both. */
function schemasAt(root: JsonSchema, path: readonly string[]): readonly JsonSchema[] {
  return path.reduce<readonly JsonSchema[]>(
    (schemas, key) => {
      const fields = schemas.map((one) => record(one['properties'])[key] ?? one['additionalProperties']);
      return fields.filter(isSchema).flatMap((field) => alternatives(field, root));
    },
    alternatives(root, root),
  );
}

function descriptionOf(field: unknown, root: JsonSchema): string {
  const schemas = isSchema(field) ? [field, ...alternatives(field, root)] : [];
  return schemas.flatMap(({ description }) => (typeof description === 'string' ? description : []))[0] ?? '';
}

function grammarOf(path: string, { grammar, shared, tables }: CatalogSources): JsonSchema | undefined {
  const kind = kindOf(path);
  return read(kind === 'mapping' ? grammar : kind === 'shared' ? shared?.grammar : tables?.grammar);
}

function contractsOf(
  call: string | undefined,
  event: string | undefined,
  { calls, events }: CatalogSources,
): readonly JsonSchema[] {
  const files = [event === undefined ? undefined : events.get(slug(event)), calls.get(call ?? '')];
  return files.flatMap((file) => (file === undefined ? [] : [JSON.parse(file.text) as JsonSchema]));
}

/** The texts that the grammar lists for a key: the only ones, or examples such as events that have a schema. */
export function textsAt(path: readonly string[], { grammar }: CatalogSources): readonly string[] {
  const schemas = schemasAt(read(grammar) ?? {}, path);
  return schemas.flatMap((schema) => schema['enum'] ?? schema['examples'] ?? []).map(String);
}

function read(file: SourceFile | undefined): JsonSchema | undefined {
  return file && (JSON.parse(file.text) as JsonSchema);
}
