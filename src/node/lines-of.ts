import { open, realpath } from 'node:fs/promises';
import { resolve } from 'node:path';

/** The lines of a file, with so much of it in memory as is being read. Rejects, with a code, where it cannot be read. */
export async function* linesOf(path: string): AsyncGenerator<string> {
  const file = await open(path);
  try {
    // Reading a folder would fail where nobody can catch it.
    if ((await file.stat()).isDirectory())
      throw Object.assign(new Error('a folder'), { code: 'EISDIR', path });
    yield* file.readLines();
  } finally {
    await file.close();
  }
}

/** Whether two paths lead to the same file, or would. */
export async function isSameFile(one: string, other: string): Promise<boolean> {
  if (resolve(one) === resolve(other)) return true;
  const [first, second] = await Promise.all(
    [one, other].map((path) => realpath(path).catch(() => undefined)),
  );
  return first !== undefined && first === second;
}
