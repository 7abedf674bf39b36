import { readdir, readFile } from 'node:fs/promises';
import type { CatalogSources, SourceFile } from '../mapping/catalog.ts';

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

/**
 * Reads what a catalog is built from, in the order of the names. Rejects with what is missing, by its path in the
 * project; only `segment/events/` may be, since git keeps no empty folder.
 */
export async function readProjectFiles(folders: ProjectFolders = ownFolders): Promise<CatalogSources> {
  const { mappings, schemas } = folders;
  const below = (path: string) => new URL(path, schemas);
  const reads = [
    readFiles(mappings, 'mappings/', '.yaml'),
    misnamedFiles(mappings, 'mappings/'),
    readText(below('mapping.schema.json'), 'schemas/mapping.schema.json'),
    readFiles(below('commercetools/'), 'schemas/commercetools/', schemaEnding),
    readFiles(below('segment/'), 'schemas/segment/', schemaEnding),
    readFiles(below('segment/events/'), 'schemas/segment/events/', schemaEnding, () => []),
  ] as const;
  // Of several things that are missing the first is told, whichever was missed first.
  await Promise.allSettled(reads);
  const [files, misnamed, grammar, inputs, calls, events] = await Promise.all(reads);
  return {
    mappings: [...files.values()],
    grammar,
    inputs,
    calls,
    events,
    ...(misnamed.length > 0 ? { misnamed } : {}),
  };
}

/** Files that were meant as mappings, but have another ending. */
async function misnamedFiles(folder: URL, path: string): Promise<readonly string[]> {
  const entries = await readdir(folder).catch(() => []);
  return entries
    .filter((name) => /^[^.].*\.ya?ml$/i.test(name) && !name.endsWith('.yaml'))
    .sort()
    .map((name) => path + name);
}

/** The files of a folder by their names without the ending; what has another ending is no file of ours. */
async function readFiles(
  folder: URL,
  path: string,
  ending: string,
  onError: (path: string, error: unknown) => string[] = missing,
): Promise<ReadonlyMap<string, SourceFile>> {
  const entries = await readdir(folder).catch((error: unknown) => onError(path, error));
  const names = entries.filter((name) => name.endsWith(ending) && !name.startsWith('.')).sort();
  const files = names.map(
    async (name) =>
      [
        name.slice(0, -ending.length),
        await readText(new URL(encodeURIComponent(name), folder), path + name),
      ] as const,
  );
  return new Map(await Promise.all(files));
}

async function readText(file: URL, path: string): Promise<SourceFile> {
  return { path, text: await readFile(file, 'utf8').catch((error: unknown) => missing(path, error)) };
}

function missing(path: string, cause: unknown): never {
  const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
  throw new Error(`${path} cannot be read${code}`, { cause });
}
