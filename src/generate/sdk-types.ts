import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import {
  type BaseType,
  createFormatter,
  createParser,
  createProgram,
  DEFAULT_CONFIG,
  ObjectType,
  SchemaGenerator,
  type SubNodeParser,
  ts,
} from 'ts-json-schema-generator';
import type { Definitions } from './definition.ts';

const packageFile = '@commercetools/platform-sdk/package.json';
const load = createRequire(import.meta.url);
const deliveredModels = 'dist/declarations/src/generated/models/{event,message,subscription}.d.ts';

/** The SDK and its version, as the generated files name their source. */
export const sdkName = `@commercetools/platform-sdk ${(load(packageFile) as { version: string }).version}`;

/**
 * Reads the SDK's type declarations, once. The function that comes back takes the name of an exported type and gives
 * the definitions of that type and of all types it needs; objects of known shape are closed, maps are not. The SDK is
 * not run, so the version of Node that it asks for does not matter.
 */
export function readSdkTypes(): (typeName: string) => Definitions {
  const path = join(dirname(load.resolve(packageFile)), deliveredModels);
  const config = { ...DEFAULT_CONFIG, path, jsDoc: 'none', skipTypeCheck: true } as const;
  const program = createProgram(config);
  const formatter = createFormatter(config);
  return (typeName) => {
    const parser = createParser(program, { ...config, type: typeName }, (chain) =>
      chain.addNodeParser(expandedReference),
    );
    const { definitions } = new SchemaGenerator(program, parser, formatter, config).createSchema(typeName);
    return (definitions ?? {}) as Definitions;
  };
}

/** A delivery never expands a reference, and following `obj` would describe all of commercetools, 1,200 types. */
const expandedReference: SubNodeParser = {
  supportsNode: ({ parent }) =>
    parent !== undefined && ts.isPropertySignature(parent) && parent.name.getText() === 'obj',
  createType: (): BaseType => new ObjectType('expanded-reference', [], [], true),
};
