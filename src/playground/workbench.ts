import { type Authored, type Built, catalogBuilder } from '../mapping/build-catalog.ts';
import type { CatalogSources, SourceFile } from '../mapping/catalog.ts';
import { type CaseFiles, readCases } from '../node/case-files.ts';
import { readProjectFiles } from '../node/project-files.ts';
import { projectStamp } from '../node/project-stamp.ts';
import { type CaughtDeliveries, caughtDeliveries } from './caught-deliveries.ts';
import type { Edited } from './contract.ts';
import type { Tools } from './tools.ts';
import { oneAfterAnother } from './write-files.ts';

/** The project as it is on disk, and what builds a catalog of it quickly. */
export interface OpenProject {
  /** Another one as soon as a file changes. */
  readonly stamp: string;
  readonly sources: CatalogSources;
  readonly cases: readonly CaseFiles[];
  readonly build: (authored: Authored) => Built;
}

/** What all that the page asks is answered from. */
export interface Workbench {
  readonly root: URL;
  readonly tools: Tools;
  readonly caught: CaughtDeliveries;
  /** Where a delivery can be posted to, to be caught. */
  readonly catchUrl: () => string;
  /** As it was when it was looked at last. */
  readonly project: () => Promise<OpenProject>;
  /** The same after a look at the disk. */
  readonly refresh: () => Promise<OpenProject>;
  /** Whatever writes, one after the other: two tabs may save the same. */
  readonly inTurn: <Value>(work: () => Promise<Value>) => Promise<Value>;
}

/** Opens the project at a root. Its promises reject where the project cannot be read. */
export function workbench(root: URL, tools: Tools, catchUrl: () => string): Workbench {
  let known: Promise<OpenProject> | undefined;
  const read = () => {
    const reading = readProject(root);
    known = reading;
    reading.catch(() => {
      if (known === reading) known = undefined;
    });
    return reading;
  };
  const project = () => known ?? read();
  const refresh = async () => {
    const before = await project();
    return before.stamp === (await projectStamp(root)) ? before : read();
  };
  return { root, tools, caught: caughtDeliveries(), catchUrl, project, refresh, inTurn: oneAfterAnother() };
}

async function readProject(root: URL): Promise<OpenProject> {
  // Taken first: a file that is written meanwhile makes another one.
  const stamp = await projectStamp(root);
  const folders = { mappings: new URL('mappings/', root), schemas: new URL('schemas/', root) };
  const [sources, { cases }] = await Promise.all([readProjectFiles(folders), readCases(root)]);
  return { stamp, sources, cases, build: catalogBuilder(sources) };
}

/** The files as they would be with the text of the editor in place of one of them, or beside them. */
export function withEdited({ mappings, shared, tables }: CatalogSources, edited: Edited): Authored {
  const kind = kindOf(edited.path);
  return {
    mappings: kind === 'mapping' ? replaced(mappings, edited) : mappings,
    ...(shared && {
      shared: kind === 'shared' ? { ...shared, files: replaced(shared.files, edited) } : shared,
    }),
    ...(tables && {
      tables: kind === 'table' ? { ...tables, files: replaced(tables.files, edited) } : tables,
    }),
  };
}

/** What a path from the root is the path of. */
export function kindOf(path: string): 'mapping' | 'shared' | 'table' {
  if (path.startsWith('mappings/shared/')) return 'shared';
  return path.startsWith('mappings/tables/') ? 'table' : 'mapping';
}

/** Of the files, those of one mapping; the shared files stay. */
export function onlyMapping(authored: Authored, mapping: string): Authored {
  const path = mappingPath(mapping);
  return { ...authored, mappings: authored.mappings.filter((file) => file.path === path) };
}

export function mappingPath(name: string): string {
  return `mappings/${name}.yaml`;
}

function replaced(files: readonly SourceFile[], edited: Edited): readonly SourceFile[] {
  const others = files.filter(({ path }) => path !== edited.path);
  return [...others, edited].sort((a, b) => (a.path < b.path ? -1 : 1));
}
