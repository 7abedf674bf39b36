import { rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** A file that is to be there, by its path on this machine. */
export interface Draft {
  readonly file: string;
  readonly text: string;
}

/**
 * Writes files so that all of them are there or none: each is written beside its place first, where no reader looks, and
 * takes that place when all have been; only a machine that stops between two of these last steps, which need no room, leaves
 * a part. With `isNew` a file that is there already stays, and none is written. Says whether they were. Their folders must
 * be there. Rejects where the disk refuses; nothing of it is left then.
 */
export async function writeTogether(drafts: readonly Draft[], isNew = false): Promise<boolean> {
  const all = drafts.map(({ file, text }) => ({ file, text, beside: besideOf(file) }));
  const held: string[] = [];
  // What cannot be taken away was mostly never there, and the error that counts is told anyway.
  const clear = (files: readonly string[]) =>
    Promise.allSettled(files.map((file) => rm(file, { force: true })));
  try {
    for (const { beside, text } of all) await writeFile(beside, text, { flag: 'wx' });
    for (const { file } of isNew ? all : []) {
      if (!(await hold(file))) {
        await clear(held);
        return false;
      }
      held.push(file);
    }
    for (const { beside, file } of all) await rename(beside, file);
    return true;
  } catch (error) {
    await clear(held);
    throw error;
  } finally {
    await clear(all.map(({ beside }) => beside));
  }
}

/** Of two that write at once, one has the place. Says whether it is this one. */
async function hold(file: string): Promise<boolean> {
  try {
    await writeFile(file, '', { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Hidden, and of nobody else. */
function besideOf(file: string): string {
  return join(dirname(file), `.${basename(file)}.${crypto.randomUUID()}.draft`);
}
