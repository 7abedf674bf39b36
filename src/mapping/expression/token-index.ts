import type { JsonataError } from '../language/jsonata-error.ts';

/**
 * The index in the expression at which the thing meant by JSONata begins. JSONata's `position` lies behind a token,
 * for a function behind its opening parenthesis, and has no token for some errors: the text decides.
 */
export function tokenIndex(text: string, position: number | undefined, token: unknown): number {
  if (position === undefined) return 0;
  if (token === '(end)') return text.length;
  if (token === undefined)
    return clamp(text, text.startsWith('~>', position - 2) ? position - 2 : position - 1);
  const name = String(token);
  const candidates = [position - name.length, position - name.length - 1];
  const exact = candidates.find((index) => index >= 0 && text.startsWith(name, index));
  const found = exact ?? text.lastIndexOf(name, position);
  if (found < 0 || name === '') return clamp(text, position - 1);
  return '$`"\''.includes(text.charAt(found - 1)) && found > 0 ? found - 1 : found;
}

function clamp(text: string, index: number): number {
  return Math.min(Math.max(index, 0), Math.max(text.length - 1, 0));
}

/** A comment; an operand, whose slash behind it divides; a pattern; or any one character. */
export const piece =
  /\/\*.*?\*\/|(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`|[\w$)\]}]+)\s*(?:\/(?!\*))?|\/(?:[^/\\\n]|\\.)+\/|./gsy;

/** The same for what JSONata says of an expression that it cannot read. */
export function syntaxIndex(text: string, { code, position, token }: JsonataError): number {
  // A text, a comment, a name in backquotes and a pattern that never end: JSONata gives only the end.
  const unclosed = /^S0(101|105|106|302)$/.test(String(code)) ? unclosedIndex(text) : undefined;
  if (unclosed !== undefined) return unclosed;
  return code === 'S0103' ? (position ?? 0) : tokenIndex(text, position, token);
}

function unclosedIndex(text: string): number | undefined {
  return [...text.matchAll(piece)].find(([one]) => /^["'`/]$/.test(one))?.index;
}
