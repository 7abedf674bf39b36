import { buildCatalog, slug } from '../../mapping/build-catalog.ts';
import type { CatalogSources, Mapping, SourceFile } from '../../mapping/catalog.ts';
import type { CaseFiles } from '../../node/case-files.ts';
import { mappingName, type ProjectFiles } from '../project.ts';
import { changedSources } from './variant.ts';

/** The values that mappings share, as they were. */
export type SharedBefore = Pick<CatalogSources, 'shared' | 'tables'>;

/**
 * The mappings that a change of these files may make another of, or of whose cases: by their own files; by shared values
 * and tables that they use, directly or through one another; by schemas that they are held against. A mapping may use
 * in a variant what it uses nowhere else.
 */
export function affectedMappings(
  paths: readonly string[],
  before: SharedBefore,
  { sources, variants = [] }: Pick<ProjectFiles, 'sources'> & Partial<Pick<ProjectFiles, 'variants'>>,
): readonly string[] {
  const known = sources.mappings.map(({ path }) => mappingName(path));
  const own = new Set(paths.flatMap((path) => ownNameOf(path) ?? []));
  const common = paths.filter((path) => ownNameOf(path) === undefined);
  if (common.length === 0) return known.filter((name) => own.has(name));
  if (common.some((path) => forAll.test(path))) return known;
  const old = { ...sources, ...before };
  const changed = new Set([
    ...changedIn(sources, old, common),
    ...variants.flatMap((variant) => {
      const as = (side: CatalogSources) => changedSources(side, variant).sources;
      return changedIn(as(sources), as(old), common);
    }),
  ]);
  return known.filter((name) => own.has(name) || changed.has(name));
}

/** The mappings of which files that all share make others, or of which nothing is known. */
function changedIn(
  sources: CatalogSources,
  old: CatalogSources,
  common: readonly string[],
): readonly string[] {
  const compiled = buildCatalog(sources).catalog.mappings;
  const byName = new Map(compiled.map((mapping) => [mapping.name, mapping]));
  const isSharedChanged = common.some((path) => /^mappings\/(?:shared|tables)\//.test(path));
  const mappings = isSharedChanged ? buildCatalog(old).catalog.mappings : compiled;
  const hashes = new Map(mappings.map(({ name, hash }) => [name, hash]));
  return sources.mappings
    .map(({ path }) => mappingName(path))
    .filter((name) => {
      const mapping = byName.get(name);
      // Of one that has an error nothing is known; whoever changes anything wants to hear of it.
      if (mapping === undefined) return true;
      return hashes.get(name) !== mapping.hash || common.some((path) => isHeldAgainst(mapping, path));
    });
}

/** Paths of the files that two readings of a project do not have in common. */
export function changedPaths(before: ProjectFiles, after: ProjectFiles): readonly string[] {
  const [old, fresh] = [textsOf(before), textsOf(after)];
  return [...new Set([...old.keys(), ...fresh.keys()])].filter((path) => old.get(path) !== fresh.get(path));
}

/** Schemas of the form of files, what all inputs share, and what changes mappings everywhere. */
const forAll =
  /^schemas\/mapping|^schemas\/commercetools\/definitions\.|^test\/variants\/[^/]+\/variant\.yaml$/;

/** The mapping whose own file it is, or a file of whose cases. */
function ownNameOf(path: string): string | undefined {
  const [, mapping, tested] =
    /^mappings\/([^/]+)\.yaml$|^test\/(?:mappings|variants\/[^/]+)\/([^/]+)\/[^/]+$/.exec(path) ?? [];
  return mapping ?? tested;
}

function isHeldAgainst({ on, fetches = [], fields }: Mapping, path: string): boolean {
  const [, folder, name = ''] =
    /^schemas\/(commercetools|segment|segment\/events)\/([^/]+)\.schema\.json$/.exec(path) ?? [];
  if (folder === 'commercetools') return on.includes(name) || fetches.some(({ kind }) => kind === name);
  if (folder === 'segment') return fields.some(({ call }) => call === name);
  return folder !== undefined && fields.some(({ event }) => event !== undefined && slug(event) === name);
}

function textsOf({ sources, cases, variants }: ProjectFiles): ReadonlyMap<string, string> {
  const { mappings, shared, tables } = sources;
  const ofCase = ({ delivery, calls, fetched }: CaseFiles): readonly SourceFile[] =>
    [delivery, calls, fetched].flatMap((file) => file ?? []);
  const files = [
    ...mappings,
    ...(shared?.files ?? []),
    ...(tables?.files ?? []),
    ...cases.flatMap(ofCase),
    ...variants.flatMap(({ description, calls }) => [description, ...calls.values()]),
  ];
  return new Map(files.map(({ path, text }) => [path, text]));
}
