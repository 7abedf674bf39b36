/** A text in one of YAML's styles, in pieces that may stand on lines of their own. */
export interface ScalarShape {
  readonly style: string;
  readonly lines: readonly string[];
  readonly blankLines: boolean;
  /** How a block ends; `''` keeps one line feed. */
  readonly chomp: string;
  /** How the characters of a double-quoted text are written, by turns. */
  readonly escapes: readonly number[];
}

/** Writes a scalar behind a key or a dash whose value is indented by `indent`. */
export function scalarText(
  { style, lines, blankLines, chomp, escapes }: ScalarShape,
  indent: string,
): string {
  const feed = blankLines ? `\n\n${indent}` : `\n${indent}`;
  switch (style) {
    case 'literal':
    case 'folded': {
      const header = `${style === 'literal' ? '|' : '>'}${chomp}`;
      // A block's first line must not be led by a tab or blank, which would count as its indentation.
      return `${header}\n${indent}${lines.map((line) => line.trim() || 'a').join(feed)}`;
    }
    case 'single':
      return `'${lines.map((line) => line.trim().replaceAll("'", "''")).join(feed)}'`;
    case 'double':
      return `"${lines.map((line) => escaped(line.trim(), escapes)).join(escapes[0] === 0 ? `\\${feed}` : feed)}"`;
    default:
      // An indicator may not begin a plain text.
      return lines.map((line) => `a ${line}`).join(feed);
  }
}

function escaped(line: string, ways: readonly number[]): string {
  return [...line].map((letter, index) => escapedLetter(letter, ways[index % ways.length] ?? 0)).join('');
}

function escapedLetter(letter: string, way: number): string {
  const code = letter.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  if (letter === '"' || letter === '\\') return way > 2 ? `\\u${hex.padStart(4, '0')}` : `\\${letter}`;
  if (letter === '\t') return '\\t';
  if (way === 1 && code < 256) return `\\x${hex.padStart(2, '0')}`;
  if (way === 2 && code < 65_536) return `\\u${hex.padStart(4, '0')}`;
  if (way === 3 && code !== 0xa7) return `\\U${hex.padStart(8, '0')}`;
  return letter;
}
