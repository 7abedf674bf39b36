import { readNamedFile } from '../node/case-files.ts';
import { type Io, UsageError } from './command.ts';

/**
 * The text of the file that a command was given, or of stdin for `-`. Throws a UsageError where the file cannot be read; `meant` is
 * another one that may have been meant.
 */
export async function givenFile(command: string, path: string, io: Io, meant?: string): Promise<string> {
  if (path === '-') return io.readStdin();
  return readNamedFile(path).catch(() => {
    const hint = meant === undefined ? '' : `; the file of the case is ${meant}`;
    throw new UsageError(`${command}: ${path} cannot be read${hint}`);
  });
}
