import { createHash } from 'node:crypto';
import type { SourceFile } from './catalog.ts';

/** Which version of files this is: the first 12 hexadecimal digits of the SHA-256 of their texts. */
export function hashOf(files: readonly SourceFile[]): string {
  const hash = createHash('sha256');
  for (const { text } of files) hash.update(text);
  return hash.digest('hex').slice(0, 12);
}
