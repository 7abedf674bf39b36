import type { Stop } from './piece.ts';

/**
 * Why a file is not one of lines of JSON, as far as one of its lines tells it; nothing where it may be one. Of a line of so many
 * bytes as `longest` the end is missing.
 */
export function noLines(
  text: string,
  { line, longest }: { readonly line: number; readonly longest: number },
): Stop | undefined {
  if (isTooLong(text, longest)) return tooLong(longest);
  if (line === 1 && marks.some((mark) => text.startsWith(mark))) return compressed;
  // JSON holds none as it is.
  if (line === 1 && text.includes('\0')) return utf16;
  return /^\s*[[{]\s*$/.test(text) ? severalLines : undefined;
}

/** A letter has four bytes at most; that of a return at its end may be gone. */
function isTooLong(text: string, longest: number): boolean {
  return text.length >= longest / 4 && Buffer.byteLength(text) >= longest - 1;
}

/** With which gzip, zip and zstd begin, read as UTF-8. */
const marks = ['\u001f\ufffd', 'PK\u0003\u0004', '(\ufffd/\ufffd'];

const severalLines: Stop = {
  reason: 'usage',
  detail:
    'a line holds the beginning of JSON and not its end: write each record on a line of its own, as "jq -c ." does',
};

function tooLong(longest: number): Stop {
  const detail = `a line has more than ${longest / 1024 / 1024} MB, which is no record: write each record on a line of its own, as "jq -c .[]" does of a list`;
  return { reason: 'usage', detail };
}

const compressed: Stop = {
  reason: 'usage',
  detail: 'this is a compressed file: unpack it first, such as "gunzip -c FILE | npm run mapper -- replay -"',
};

/** What PowerShell writes with ">". */
const utf16: Stop = {
  reason: 'usage',
  detail: 'this is no UTF-8, and looks like UTF-16: convert it first, such as "iconv -f UTF-16 -t UTF-8"',
};
