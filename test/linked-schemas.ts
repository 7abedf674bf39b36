import { copyFileSync, linkSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Gives a folder the schemas of this project, as links to its files, since hundreds take long to copy. Whoever changes one
 * must put a new file in its place.
 */
export function linkSchemas(root: string, isWanted: (path: string) => boolean = () => true): void {
  const files = readdirSync('schemas', { recursive: true, encoding: 'utf8' })
    .map((name) => `schemas/${name.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.json') && isWanted(path));
  for (const folder of new Set(files.map((path) => dirname(path))))
    mkdirSync(join(root, folder), { recursive: true });
  for (const path of files) linkOrCopy(path, join(root, path));
}

/** A folder for temporary files may be on another disk. */
function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}
