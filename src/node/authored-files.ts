import { createHash } from 'node:crypto';
import { lstat, mkdir, readFile, realpath } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeTogether } from './write-together.ts';

/** A file that an analyst writes, as it is on disk; the hash tells it from a later one. */
export interface AuthoredText {
  readonly path: string;
  readonly text: string;
  readonly hash: string;
}

/** One word of a file's name: begins with a letter or a digit, and has no dot beside another dot. */
const word = /^[a-z0-9][a-z0-9_-]*(?:\.[a-z0-9_-]+)*$/i;
const longest = 100;

/** Whether a text can be the name of a mapping or of a case: nothing that means something to a file system. */
export function isName(text: string): boolean {
  return text.length <= longest && word.test(text);
}

/** Whether a path from the root is one of a mapping, a shared file or a table. */
export function isAuthoredPath(path: string): boolean {
  const name = /^mappings\/(?:shared\/|tables\/)?([^/]+)\.yaml$/.exec(path)?.[1];
  return name !== undefined && isName(name);
}

/** Whether a path from the root is one of a case's files, or that of its snapshot in a variant. */
export function isCasePath(path: string): boolean {
  const found =
    /^test\/mappings\/([^/]+)\/([^/]+)\.(?:delivery|calls|fetched)\.json$/.exec(path) ??
    /^test\/variants\/([^/]+)\/([^/]+)\/([^/]+)\.calls\.json$/.exec(path);
  return found?.slice(1).every(isName) === true;
}

export function hashOfText(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Reads such a file; nothing where it is not there, is none of these, or is reached through a link. */
export async function readAuthored(root: URL, path: string): Promise<AuthoredText | undefined> {
  const file = await ownFile(root, path);
  if (file === undefined) return undefined;
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : { path, text, hash: hashOfText(text) };
}

/**
 * Writes such files and their folders, all or none. Gives the paths that `readAuthored` would not read: where there is one,
 * nothing is written. Rejects where the disk refuses.
 */
export async function writeAuthored(
  root: URL,
  files: readonly { readonly path: string; readonly text: string }[],
): Promise<readonly string[]> {
  const places = await Promise.all(
    files.map(async (one) => ({ ...one, file: await ownFile(root, one.path) })),
  );
  const drafts = places.flatMap(({ file, text }) => (file === undefined ? [] : [{ file, text }]));
  if (drafts.length < files.length)
    return places.flatMap(({ file, path }) => (file === undefined ? [path] : []));
  for (const { file } of drafts) await mkdir(dirname(file), { recursive: true });
  await writeTogether(drafts);
  return [];
}

/** The file at a path; nothing where the path is none of ours, or a link leads away from it. */
async function ownFile(root: URL, path: string): Promise<string | undefined> {
  if (!isAuthoredPath(path) && !isCasePath(path)) return undefined;
  const top = await realpath(fileURLToPath(root));
  let at = top;
  for (const step of path.split('/')) {
    at = join(at, step);
    const found = await lstat(at).catch(() => undefined);
    if (found?.isSymbolicLink() === true) return undefined;
  }
  return at.startsWith(top + sep) ? at : undefined;
}
