import { readNamedFile } from '../node/case-files.ts';
import { type Io, UsageError } from './command.ts';

/** The text of the file that a command was given, or of stdin for `-`. Throws a UsageError where the file cannot be read. */
export async function givenFile(command: string, path: string, io: Io): Promise<string> {
  if (path === '-') return io.readStdin();
  return readNamedFile(path).catch(() => {
    throw new UsageError(`${command}: ${path} cannot be read`);
  });
}
