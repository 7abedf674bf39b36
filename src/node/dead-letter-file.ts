import { open } from 'node:fs/promises';
import type { DeadLetterSink } from '../report/dead-letter.ts';

/**
 * Appends dead letters to a file, one line of JSON each. Resolves when the disk has them. The file is made where it is
 * missing, readable by its owner alone, since it holds personal data; its folder is not.
 */
export function deadLetterFile(path: string): DeadLetterSink {
  return async (letters) => {
    const file = await open(path, 'a', 0o600);
    try {
      // In one piece, so that several processes can append to the same file.
      await file.appendFile(letters.map((letter) => `${JSON.stringify(letter)}\n`).join(''));
      await file.datasync();
    } finally {
      await file.close();
    }
  };
}
