import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CatalogSources, SourceFile } from '../mapping/catalog.ts';
import { isAbsent } from './is-absent.ts';

/** Where a project keeps its files. Two URLs, since Vercel would deploy everything below one that names their parent. */
export interface ProjectFolders {
  readonly mappings: URL;
  readonly schemas: URL;
}

/** Of this project; right in the repository and in the deployed function, which has the same folders. */
export const ownFolders: ProjectFolders = {
  mappings: new URL('../../mappings/', import.meta.url),
  schemas: new URL('../../schemas/', import.meta.url),
};

const schemaEnding = '.schema.json';

/** Among the input schemas, the one of no type: what the others refer to. Types begin with a capital, kinds of resources do not. */
const sharedName = 'definitions';

/**
 * Reads what a catalog is built from, in the order of the names. Rejects with what is missing, by its path in the
 * project; only `segment/events/` may be, since git keeps no empty folder. Of the input schemas, which are many, each
 * is read when its text is asked for.
 */
export async function readProjectFiles(folders: ProjectFolders = ownFolders): Promise<CatalogSources> {
  const { mappings, schemas } = folders;
  const below = (path: string) => new URL(path, schemas);
  const reads = [
    readFiles(mappings, 'mappings/', '.yaml'),
    unreadFiles(mappings),
    readFiles(new URL('shared/', mappings), 'mappings/shared/', '.yaml', noneIfAbsent),
    readFiles(new URL('tables/', mappings), 'mappings/tables/', '.yaml', noneIfAbsent),
    readText(below('mapping-shared.schema.json'), 'schemas/mapping-shared.schema.json'),
    readText(below('mapping-table.schema.json'), 'schemas/mapping-table.schema.json'),
    readText(below('mapping.schema.json'), 'schemas/mapping.schema.json'),
    findFiles(below('commercetools/'), 'schemas/commercetools/', schemaEnding),
    readFiles(below('segment/'), 'schemas/segment/', schemaEnding),
    readFiles(below('segment/events/'), 'schemas/segment/events/', schemaEnding, noneIfAbsent),
  ] as const;
  // Of several things that are missing the first is told, whichever was missed first.
  await Promise.allSettled(reads);
  const [files, misnamed, shared, tables, sharedGrammar, tableGrammar, grammar, inputs, calls, events] =
    await Promise.all(reads);
  const definitions = inputs.get(sharedName);
  const named = (isWanted: (name: string) => boolean) =>
    new Map([...inputs].filter(([name]) => name !== sharedName && isWanted(name)));
  return {
    mappings: [...files.values()],
    grammar,
    shared: { grammar: sharedGrammar, files: [...shared.values()] },
    tables: { grammar: tableGrammar, files: [...tables.values()] },
    inputs: named((name) => /^[A-Z]/.test(name)),
    resources: named((name) => /^[a-z]/.test(name)),
    ...(definitions && { definitions }),
    calls,
    events,
    ...(misnamed.length > 0 ? { misnamed } : {}),
  };
}

/** Files below `mappings/` that were meant as ours, but have another ending or lie in a folder that is not looked into. */
async function unreadFiles(mappings: URL): Promise<readonly string[]> {
  const entries = await readdir(mappings, { withFileTypes: true, recursive: true }).catch(() => []);
  const root = fileURLToPath(mappings);
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(root, join(parentPath, name)).split(sep).join('/'))
    .filter((path) => /^(?:[^./][^/]*\/)*[^./][^/]*\.ya?ml(?:\.txt)?$/i.test(path))
    .filter((path) => !/^(?:(?:shared|tables)\/)?[^/]+\.yaml$/.test(path))
    .sort()
    .map((path) => `mappings/${path}`);
}

/** The files of a folder by their names without the ending; what has another ending is no file of ours. */
async function readFiles(...where: Parameters<typeof listFiles>): Promise<ReadonlyMap<string, SourceFile>> {
  const files = (await listFiles(...where)).map(
    async ({ name, url, path }) => [name, await readText(url(), path)] as const,
  );
  return new Map(await Promise.all(files));
}

/** The same files; each is read when its text is asked for, and once. */
async function findFiles(...where: Parameters<typeof listFiles>): Promise<ReadonlyMap<string, SourceFile>> {
  const files = await listFiles(...where);
  return new Map(files.map(({ name, url, path }) => [name, unreadFile(url, path)]));
}

async function listFiles(
  folder: URL,
  path: string,
  ending: string,
  onError: (path: string, error: unknown) => string[] = missing,
) {
  const entries = await readdir(folder).catch((error: unknown) => onError(path, error));
  const names = entries.filter((name) => name.endsWith(ending) && !name.startsWith('.')).sort();
  return names.map((name) => ({
    name: name.slice(0, -ending.length),
    url: () => new URL(encodeURIComponent(name), folder),
    path: path + name,
  }));
}

function noneIfAbsent(path: string, error: unknown): string[] {
  return isAbsent(error) ? [] : missing(path, error);
}

function unreadFile(url: () => URL, path: string): SourceFile {
  let known: string | undefined;
  return {
    path,
    get text() {
      known ??= readFileSync(url(), 'utf8');
      return known;
    },
  };
}

async function readText(file: URL, path: string): Promise<SourceFile> {
  return { path, text: await readFile(file, 'utf8').catch((error: unknown) => missing(path, error)) };
}

function missing(path: string, cause: unknown): never {
  const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
  throw new Error(`${path} cannot be read${code}`, { cause });
}
