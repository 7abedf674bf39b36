import { open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isSameFile } from './lines-of.ts';

/** While it is written, and while a run works with it. */
const besideIt = { next: '.next', lock: '.lock' };

/** The file that says that a run works with a checkpoint. */
export function lockOf(checkpoint: string): string {
  return `${checkpoint}${besideIt.lock}`;
}

/** Whether a path leads to a checkpoint, or to a file that stands beside it for a time. */
export async function isOfCheckpoint(checkpoint: string, path: string): Promise<boolean> {
  const files = ['', ...Object.values(besideIt)].map((ending) => `${checkpoint}${ending}`);
  return (await Promise.all(files.map((file) => isSameFile(file, path)))).includes(true);
}

/** Keeps a text in a file so that at every moment, also after a crash, the file holds one whole text. */
export function checkpointFile(path: string): {
  readonly read: () => Promise<string | undefined>;
  readonly write: (text: string) => Promise<void>;
} {
  return {
    read: () =>
      readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined;
        // Node does not say which file where the path is a folder.
        throw Object.assign(new Error(error.message), { code: error.code, path });
      }),
    write: async (text) => {
      const next = `${path}${besideIt.next}`;
      await writeSafely(next, text);
      await rename(next, path);
      await syncFolder(dirname(path));
    },
  };
}

/** Into a file of its own, whatever a run that died, or somebody else in the same folder, has put there: a link leads nowhere. */
async function writeSafely(path: string, text: string): Promise<void> {
  await rm(path, { force: true });
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Without it a crash of the machine could undo the rename. Where a folder cannot be opened (Windows), it is not needed. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => undefined);
  try {
    await folder?.sync();
  } catch {
    // Some file systems refuse; the file itself is safe.
  } finally {
    await folder?.close();
  }
}
