import { mkdir, readdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { SourceFile } from '../mapping/catalog.ts';
import { isAbsent } from './is-absent.ts';
import { type Draft, writeTogether } from './write-together.ts';

/** A sample delivery of a mapping, the snapshot of its calls, and what is fetched for it; each may be missing. */
export interface CaseFiles {
  readonly mapping: string;
  readonly name: string;
  readonly delivery?: SourceFile;
  readonly calls?: SourceFile;
  readonly fetched?: SourceFile;
}

type CasePart = 'delivery' | 'calls' | 'fetched';

/** What stands below `test/mappings/`. */
export interface Cases {
  readonly cases: readonly CaseFiles[];
  /** Paths of files that are no part of a case. */
  readonly strays: readonly string[];
}

/** This project's own root. */
export const ownRoot = new URL('../../', import.meta.url);

const folder = 'test/mappings/';
const ending = /^(.+)\.(?:delivery|calls|fetched)\.json$/;

/** Where a file of a case stands, from the project's root. */
export function casePath(mapping: string, name: string, part: CasePart): string {
  return `${folder}${mapping}/${name}.${part}.json`;
}

/** The root that a person named, by a path from where they are. */
export function rootAt(path: string): URL {
  return pathToFileURL(path.endsWith('/') ? path : `${path}/`);
}

/** Reads all cases in the order of their names; a project without the folder has none. */
export async function readCases(root: URL): Promise<Cases> {
  const mappings = (await listFolder(new URL(folder, root))).filter((entry) => entry.isDirectory());
  const found: Cases[] = [];
  // One after the other: as quick, and a process may not have so many files open as there are cases.
  for (const { name } of mappings) found.push(await readFolder(root, name));
  return { cases: found.flatMap(({ cases }) => cases), strays: found.flatMap(({ strays }) => strays) };
}

/** Writes files by their paths from the root, and their folders, all or none. Rejects where the disk refuses. */
export async function writeTexts(root: URL, files: readonly SourceFile[]): Promise<void> {
  await writeTogether(await draftsOf(root, files));
}

/** Writes files and their folders: all, or none where one is there already. Says whether it did; rejects where the disk refuses. */
export async function createTexts(root: URL, files: readonly SourceFile[]): Promise<boolean> {
  return writeTogether(await draftsOf(root, files), true);
}

async function draftsOf(root: URL, files: readonly SourceFile[]): Promise<readonly Draft[]> {
  const drafts = files.map(({ path, text }) => ({ file: fileURLToPath(below(root, path)), text }));
  for (const { file } of drafts) await mkdir(dirname(file), { recursive: true });
  return drafts;
}

/** The text of a file by its path from where the person is. */
export async function readNamedFile(path: string): Promise<string> {
  return readFile(path, 'utf8');
}

async function readFolder(root: URL, mapping: string): Promise<Cases> {
  const entries = await listFolder(below(root, `${folder}${mapping}/`));
  const files = entries.map(({ name: file }) => ({ file, name: ending.exec(file)?.[1] }));
  const names = [...new Set(files.flatMap(({ name }) => name ?? []))].sort();
  const read = async (name: string, part: CasePart) => {
    if (!files.some(({ file }) => file === `${name}.${part}.json`)) return {};
    const path = casePath(mapping, name, part);
    return { [part]: { path, text: await readFile(below(root, path), 'utf8') } };
  };
  const cases = names.map(async (name) => ({
    mapping,
    name,
    ...(await read(name, 'delivery')),
    ...(await read(name, 'calls')),
    ...(await read(name, 'fetched')),
  }));
  const strays = files.filter(({ name }) => name === undefined);
  return {
    cases: await Promise.all(cases),
    strays: strays.map(({ file }) => `${folder}${mapping}/${file}`),
  };
}

/** The entries of a folder by name, without hidden ones; none where there is no such folder. Rejects where it cannot be read. */
export async function listFolder(url: URL) {
  const entries = await readdir(url, { withFileTypes: true }).catch((error: unknown) => {
    if (isAbsent(error)) return [];
    throw error;
  });
  return entries.filter(({ name }) => !name.startsWith('.')).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** A file by its path from the root. */
export function below(root: URL, path: string): URL {
  return new URL(path.split('/').map(encodeURIComponent).join('/'), root);
}
