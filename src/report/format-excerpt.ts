import type { Paint } from './format-paint.ts';
import type { Place } from './place.ts';

const widest = 100;

/** The line of a place, and a caret below its column. Empty where the file has no such line, or a blank one. */
export function excerpt(text: string, { line, column }: Place, paint: Paint): readonly string[] {
  const source = text.split(/\r?\n/)[line - 1];
  if (source === undefined || source.trim() === '') return [];
  // What is far from the column is left out, so that a long line does not break and the caret stays below its letter.
  const start = column > widest ? column - 1 - widest / 2 : 0;
  const shown = source.slice(start, start + widest);
  const before = shown.slice(0, column - 1 - start);
  const number = String(line);
  const gutter = ' '.repeat(number.length);
  return [
    `  ${paint('dim', `${number} |`)} ${harmless(shown)}`,
    `  ${paint('dim', `${gutter} |`)} ${blanks(before)}${paint('red', '^')}`,
  ];
}

/** As wide as the text is on a terminal; a tab stays a tab. */
function blanks(text: string): string {
  return [...text].map((sign) => (sign === '\t' ? sign : wide.test(sign) ? '  ' : ' ')).join('');
}

const wide =
  /[\p{Emoji_Presentation}\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;

/** A file's own control characters must not steer the terminal. */
function harmless(text: string): string {
  return text.replace(/(?!\t)\p{Cc}/gu, '\ufffd');
}
