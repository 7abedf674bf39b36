import type { CatalogSources, SourceFile } from '../../mapping/catalog.ts';
import { standAlone } from '../../mapping/stand-alone.ts';
import { nearest } from '../../report/nearest.ts';
import type { JsonSchema } from '../../schema.ts';
import { UsageError } from '../command.ts';

/** The schema of a type of delivery or a kind of resource, with all that it refers to. Throws a UsageError where it is not JSON. */
export function schemaOf(type: string, { inputs, resources, definitions }: CatalogSources): JsonSchema {
  const [schema, shared] = [inputs.get(type) ?? resources?.get(type), definitions].map((file) =>
    file === undefined ? {} : read(file),
  );
  return standAlone(schema ?? {}, shared ?? {});
}

/** The definitions are read for each of hundreds of types. */
const known = new WeakMap<SourceFile, JsonSchema>();

function read(file: SourceFile): JsonSchema {
  const before = known.get(file);
  if (before !== undefined) return before;
  try {
    const schema = JSON.parse(file.text) as JsonSchema;
    known.set(file, schema);
    return schema;
  } catch {
    throw new UsageError(`${file.path} is not valid JSON; mapper check tells more`);
  }
}

/** The type, where there is one of that name. Throws a UsageError that names what was meant. */
export function knownType(type: string, { inputs }: CatalogSources, command: string): string {
  if (inputs.has(type)) return type;
  throw new UsageError(`${command}: there is no type ${type}; ${hintFor(type, [...inputs.keys()])}`);
}

/** What a person can do who wrote the name of a type that is not there. */
export function hintFor(type: string, types: readonly string[]): string {
  const meant = nearest(type, types);
  return meant === undefined ? 'npm run mapper -- types lists all of them' : `did you mean ${meant}?`;
}
