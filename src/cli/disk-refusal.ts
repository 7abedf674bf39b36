import { diskAdvice } from '../report/disk-words.ts';

/** Of an error by which the disk refuses to write files, all of them or none: what is said of it. Throws any other error again. */
export function diskRefusal(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error)) throw error;
  const place = 'path' in error ? `${error.path} ` : '';
  return `nothing is written: the disk refuses ${place}(${error.code}); ${diskAdvice(String(error.code))}`;
}
