import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { causeOf } from '../report/cause-of.ts';

/** Why nothing can be appended to a file, which need not be there yet: a code such as ENOENT or EACCES; nothing where it can. */
export async function appendTrouble(path: string): Promise<string | undefined> {
  const { R_OK, W_OK, X_OK } = constants;
  const there = await stat(path).catch(causeOf);
  // How its last line ends is read.
  if (typeof there !== 'string') return there.isDirectory() ? 'EISDIR' : refusal(path, R_OK | W_OK);
  if (there !== 'ENOENT') return there;
  return (await refusal(dirname(path), W_OK | X_OK)) ?? (path.endsWith('/') ? 'EISDIR' : undefined);
}

function refusal(path: string, mode: number): Promise<string | undefined> {
  return access(path, mode).then(() => undefined, causeOf);
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
