import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { below, listFolder } from './case-files.ts';

/** What changes while a person works; the schemas of deliveries, which are hundreds, do not. */
const folders = ['mappings/', 'schemas/segment/', 'test/mappings/'];

/** A text that is another one as soon as a file of the project was written, came or went. Reads no file. */
export async function projectStamp(root: URL): Promise<string> {
  const hash = createHash('sha256');
  for (const folder of folders) for (const line of await linesOf(root, folder)) hash.update(line);
  return hash.digest('hex').slice(0, 16);
}

async function linesOf(root: URL, folder: string): Promise<readonly string[]> {
  const entries = await listFolder(below(root, folder));
  const lines = entries.map(async (entry): Promise<readonly string[]> => {
    const path = folder + entry.name;
    if (entry.isDirectory()) return linesOf(root, `${path}/`);
    const found = await stat(below(root, path)).catch(() => undefined);
    return [`${path} ${found?.size} ${found?.mtimeMs}\n`];
  });
  return (await Promise.all(lines)).flat();
}
