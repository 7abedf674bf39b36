import { type Built, buildCatalog } from '../mapping/build-catalog.ts';
import type { CatalogSources } from '../mapping/catalog.ts';
import type { Engine } from '../mapping/expression/engine.ts';
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
export interface Project extends Built, ProjectFiles {
  /** The text of a file that issues may quote. Deliveries are not among them: they hold values. */
  readonly textOf: (path: string) => string | undefined;
}

/** Reads and compiles the project that `--root` names, else this one. */
export async function openProject(input: Input, engine?: Engine): Promise<Project> {
  return compileProject(await readProject(input), undefined, engine);
}

/** Compiles a project, or only those of its mappings that are wanted; then the issues are theirs and of what all share. */
export function compileProject(
  read: ProjectFiles,
  isWanted: (mapping: string) => boolean = () => true,
  engine?: Engine,
): Project {
  const { mappings, shared, tables } = read.sources;
  const authored = [...mappings, ...(shared?.files ?? []), ...(tables?.files ?? [])];
  const described = read.variants.map(({ description }) => description);
  const files = new Map(
    [...authored, ...described, ...schemaFiles(read.sources)].map((file) => [file.path, file]),
  );
  const built = buildCatalog(onlyMappings(read.sources, isWanted), engine);
  return { ...read, ...built, textOf: (path) => files.get(path)?.text };
}

/** The same sources with fewer mappings. Compiling one needs no other. */
export function onlyMappings(
  sources: CatalogSources,
  isWanted: (mapping: string) => boolean,
): CatalogSources {
  return { ...sources, mappings: sources.mappings.filter(({ path }) => isWanted(mappingName(path))) };
}

/** Reads the project that `--root` names, else this one. */
export async function readProject(input: Input): Promise<ProjectFiles> {
  return readProjectAt(rootOf(input));
}

/** Reads the project at a root. Throws a UsageError where there is none. */
export async function readProjectAt(root: URL): Promise<ProjectFiles> {
  const sources = await readSources(root);
  return { ...(await readCases(root)), variants: await readVariants(root), root, sources };
}

/** The folder that `--root` names, else this project's. */
export function rootOf(input: Input): URL {
  const named = input.valueOf('root');
  return named === undefined ? ownRoot : rootAt(named);
}

/** What a catalog is built from. Throws a UsageError where the folder is no project. */
export async function readSources(root: URL): Promise<CatalogSources> {
  const folders = { mappings: new URL('mappings/', root), schemas: new URL('schemas/', root) };
  return readProjectFiles(folders).catch((error: unknown) => {
    throw new UsageError(error instanceof Error ? error.message : 'the project cannot be read');
  });
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
export function mappingNames(
  written: readonly string[],
  { sources }: Pick<ProjectFiles, 'sources'>,
): readonly string[] {
  const known = sources.mappings.map(({ path }) => mappingName(path));
  return written.map((one) => {
    const name = mappingName(one);
    if (known.includes(name)) return name;
    const meant = nearest(name, known);
    const hint = meant === undefined ? `there are: ${known.join(', ') || 'none'}` : `did you mean ${meant}?`;
    throw new UsageError(`there is no mapping ${name}; ${hint}`);
  });
}
