import { fstatSync, type Stats, statSync } from 'node:fs';
import { open, realpath } from 'node:fs/promises';
import { resolve } from 'node:path';

/** The lines of a file, with so much of it in memory as is being read. Rejects, with a code, where it cannot be read. */
export async function* linesOf(path: string): AsyncGenerator<string> {
  const file = await open(path);
  try {
    // Reading a folder would fail where nobody can catch it.
    refuseFolder(await file.stat(), path);
    yield* linesIn(file.createReadStream({ autoClose: false }));
  } finally {
    await file.close();
  }
}

/** The same of stdin: where that is a folder, Node gives nothing, as if all were read. */
export async function* linesOfStdin(stdin = process.stdin): AsyncGenerator<string> {
  refuseFolder(fstatSync(stdin.fd), 'stdin');
  yield* linesIn(stdin);
}

function refuseFolder(about: Stats, path: string): void {
  if (about.isDirectory()) throw Object.assign(new Error('a folder'), { code: 'EISDIR', path });
}

/** Bytes of a line at most. Whatever holds that much has no lines, and V8 makes no text of twice as much. */
export const longestLine = 256 * 1024 * 1024;

/**
 * The lines of what comes in pieces, each with its line feed where it has one, and of a line that is too long its beginning, as the
 * last one. On Node 24 `readline` also ends a line at U+2028 and U+2029, which JSON may hold as they are
 * (https://www.rfc-editor.org/rfc/rfc8259#section-7).
 */
export async function* linesIn(
  pieces: AsyncIterable<Uint8Array>,
  longest = longestLine,
): AsyncGenerator<string> {
  let rest: Uint8Array[] = [];
  let size = 0;
  for await (const piece of pieces) {
    let begin = 0;
    for (let end = piece.indexOf(feed); end >= 0; end = piece.indexOf(feed, begin)) {
      yield lineOf([...rest, piece.subarray(begin, end + 1)]);
      [rest, size, begin] = [[], 0, end + 1];
    }
    if (begin < piece.length) rest.push(piece.subarray(begin));
    size += piece.length - begin;
    if (size >= longest) break;
  }
  if (rest.length > 0) yield lineOf(rest);
}

const feed = 0x0a;

function lineOf(pieces: readonly Uint8Array[]): string {
  return Buffer.concat(pieces).toString('utf8');
}

/** Whether two paths lead to the same file, or would. */
export async function isSameFile(one: string, other: string): Promise<boolean> {
  if (resolve(one) === resolve(other)) return true;
  const [first, second] = await Promise.all(
    [one, other].map((path) => realpath(path).catch(() => undefined)),
  );
  return first !== undefined && first === second;
}

/** Whether what is open, such as stdin behind "<", is the file that a path leads to. */
export function isOpenAs(descriptor: number, path: string): boolean {
  try {
    const [open, there] = [fstatSync(descriptor), statSync(path)];
    return open.isFile() && open.dev === there.dev && open.ino === there.ino;
  } catch {
    return false;
  }
}
