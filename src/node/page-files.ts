import { readFile, rm } from 'node:fs/promises';
import type { SourceFile } from '../mapping/catalog.ts';
import { below, listFolder } from './case-files.ts';

/** The files of a folder with an ending, by their paths from the root; none where there is no such folder. */
export async function readFolderFiles(
  root: URL,
  folder: string,
  ending: string,
): Promise<readonly SourceFile[]> {
  const names = (await listFolder(below(root, folder))).map(({ name }) => name);
  const files = names.filter((name) => name.endsWith(ending)).map((name) => `${folder}${name}`);
  return Promise.all(files.map(async (path) => ({ path, text: await readFile(below(root, path), 'utf8') })));
}

/** The text of a file by its path from the root; nothing where it is not there. */
export async function readIfThere(root: URL, path: string): Promise<string | undefined> {
  return readFile(below(root, path), 'utf8').catch(() => undefined);
}

export async function removeFile(root: URL, path: string): Promise<void> {
  await rm(below(root, path));
}

/** The first wrong file of each folder of a code, with the words that its author sees. */
export async function readIssueExamples(root: URL, folder = 'test/issues/') {
  const codes = (await listFolder(below(root, folder))).filter((entry) => entry.isDirectory());
  const examples = codes.map(async ({ name: code }) => {
    const [mapping] = await readFolderFiles(root, `${folder}${code}/`, '.yaml');
    const words =
      mapping === undefined ? undefined : await readIfThere(root, mapping.path.replace(/yaml$/, 'txt'));
    return mapping === undefined || words === undefined ? [] : [{ code, mapping, words }];
  });
  return (await Promise.all(examples)).flat();
}
