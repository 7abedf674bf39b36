import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Why nothing can be appended to a file, which need not be there yet: a code such as ENOENT or EACCES; nothing where it can. */
export async function appendTrouble(path: string): Promise<string | undefined> {
  const there = await stat(path).catch(() => undefined);
  if (there?.isDirectory()) return 'EISDIR';
  return access(there === undefined ? dirname(path) : path, constants.W_OK).then(
    () => undefined,
    (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : 'unknown cause'),
  );
}
