import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { causeOf } from '../report/cause-of.ts';

/** Why nothing can be appended to a file, which need not be there yet: a code such as ENOENT or EACCES; nothing where it can. */
export async function appendTrouble(path: string): Promise<string | undefined> {
  const there = await stat(path).catch(() => undefined);
  if (there?.isDirectory()) return 'EISDIR';
  return access(there === undefined ? dirname(path) : path, constants.W_OK).then(() => undefined, causeOf);
}

/**
 * The mode of a file that everybody on this machine may read or write, such as 644; nothing where they may not, where it is no file
 * or none yet, and on Windows, which has no modes.
 */
export async function modeForAll(path: string): Promise<string | undefined> {
  const there = await stat(path).catch(() => undefined);
  if (process.platform === 'win32' || !there?.isFile() || (there.mode & 0o006) === 0) return undefined;
  return (there.mode & 0o777).toString(8);
}
