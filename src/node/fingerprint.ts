import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What a build is made of: change any of it, and it is another build. */
const folders = ['mappings/', 'schemas/', 'src/'];
const files = ['package.json', 'package-lock.json'];

/**
 * The first 16 hexadecimal digits of a SHA-256 of all files that a build is made of, with their names: of mappings,
 * schemas and code, and of the list that fixes the version of each package. Rejects where one cannot be read.
 */
export async function fingerprint(root: URL): Promise<string> {
  const found = await Promise.all(folders.map((folder) => filesIn(folder, root)));
  const names = [...files, ...found.flat()].sort();
  const texts = await Promise.all(names.map((name) => readFile(join(fileURLToPath(root), name))));
  const hash = createHash('sha256');
  for (const [index, name] of names.entries()) {
    const text = texts[index] ?? Buffer.alloc(0);
    hash.update(`${name}\n${text.length}\n`).update(text);
  }
  return hash.digest('hex').slice(0, 16);
}

async function filesIn(folder: string, root: URL): Promise<readonly string[]> {
  const entries = await readdir(new URL(folder, root), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map(({ parentPath, name }) =>
      relative(fileURLToPath(root), join(parentPath, name)).replaceAll('\\', '/'),
    );
}
