import { type FileHandle, open } from 'node:fs/promises';
import type { DeadLetterSink } from '../report/dead-letter.ts';

/**
 * Appends dead letters to a file, one line of JSON each. Resolves when the disk has them. The file is made where it is
 * missing, readable by its owner alone, since it holds personal data; its folder is not.
 */
export function deadLetterFile(path: string): DeadLetterSink {
  return async (letters) => {
    const file = await open(path, 'a+', 0o600);
    try {
      const lines = letters.map((letter) => `${JSON.stringify(letter)}\n`);
      await append(file, [...((await isTorn(file)) ? ['\n'] : []), ...lines].join(''));
      await file.datasync();
    } finally {
      await file.close();
    }
  };
}

/**
 * In one piece, so that several deliveries and several processes can append to the same file: `appendFile` writes 512 KB at a
 * time, and what others write comes between. Only a disk that is full takes less.
 */
async function append(file: FileHandle, text: string): Promise<void> {
  let left = Buffer.from(text);
  while (left.length > 0) left = left.subarray((await file.write(left)).bytesWritten);
}

/** Whether the last line has no end: a full disk took only a part of it. What comes behind would be no letter either. */
async function isTorn(file: FileHandle): Promise<boolean> {
  const { size } = await file.stat();
  if (size === 0) return false;
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer.toString() !== '\n';
}
