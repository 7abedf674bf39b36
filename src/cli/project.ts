import { buildCatalog } from '../mapping/build-catalog.ts';
import type { BuiltCatalog, CatalogSources } from '../mapping/catalog.ts';
import { type Cases, ownRoot, readCases, rootAt } from '../node/case-files.ts';
import { readProjectFiles } from '../node/project-files.ts';
import { readVariants, type VariantFiles } from '../node/variant-files.ts';
import { nearest } from '../report/nearest.ts';
import { type Input, UsageError } from './command.ts';

/** A folder with mappings, schemas and test cases, as it was read. */
export interface ProjectFiles extends Cases {
  readonly variants: readonly VariantFiles[];
  readonly root: URL;
  readonly sources: CatalogSources;
}

/** The same, compiled. */
export interface Project extends BuiltCatalog, ProjectFiles {
  /** The text of a file that issues may quote. Deliveries are not among them: they hold values. */
  readonly textOf: (path: string) => string | undefined;
}

/** Reads and compiles the project that `--root` names, else this one. */
export async function openProject(input: Input): Promise<Project> {
  const read = await readProject(input);
  const { mappings, shared, tables } = read.sources;
  const authored = [...mappings, ...(shared?.files ?? []), ...(tables?.files ?? [])];
  const described = read.variants.map(({ description }) => description);
  const files = new Map(
    [...authored, ...described, ...schemaFiles(read.sources)].map((file) => [file.path, file]),
  );
  return { ...read, ...buildCatalog(read.sources), textOf: (path) => files.get(path)?.text };
}

/** Reads the project that `--root` names, else this one. */
export async function readProject(input: Input): Promise<ProjectFiles> {
  const named = input.valueOf('root');
  const root = named === undefined ? ownRoot : rootAt(named);
  const folders = { mappings: new URL('mappings/', root), schemas: new URL('schemas/', root) };
  const sources = await readProjectFiles(folders).catch((error: unknown) => {
    throw new UsageError(error instanceof Error ? error.message : 'the project cannot be read');
  });
  return { ...(await readCases(root)), variants: await readVariants(root), root, sources };
}

/** All schemas, whether a mapping uses them or not. */
export function schemaFiles(sources: CatalogSources) {
  const { grammar, shared, tables, inputs, resources, definitions, calls, events } = sources;
  return [
    grammar,
    ...(shared ? [shared.grammar] : []),
    ...(tables ? [tables.grammar] : []),
    ...(definitions ? [definitions] : []),
    ...inputs.values(),
    ...(resources?.values() ?? []),
    ...calls.values(),
    ...events.values(),
  ];
}

/** `customer.created`, also where the file's path was given. */
export function mappingName(nameOrPath: string): string {
  return (nameOrPath.split(/[\\/]/).at(-1) ?? nameOrPath).replace(/\.ya?ml$/, '');
}

/** The names of mappings that a person wrote, each checked against the files that are there. */
export function mappingNames(written: readonly string[], { sources }: Project): readonly string[] {
  const known = sources.mappings.map(({ path }) => mappingName(path));
  return written.map((one) => {
    const name = mappingName(one);
    if (known.includes(name)) return name;
    const meant = nearest(name, known);
    const hint = meant === undefined ? `there are: ${known.join(', ') || 'none'}` : `did you mean ${meant}?`;
    throw new UsageError(`there is no mapping ${name}; ${hint}`);
  });
}
