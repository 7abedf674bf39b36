/** A cell as text, or with the colour it gets on a terminal. */
export type Cell = string | { readonly text: string; readonly color: Color };

export type Color = 'green' | 'red' | 'dim' | 'bold';

const codes: Readonly<Record<Color, number>> = { bold: 1, dim: 2, red: 31, green: 32 };
const gap = '  ';

/** Rows as aligned lines of at most `width` columns: what is too much is cut off the last cell of a line. */
export function table(rows: readonly (readonly Cell[])[], width: number, color: boolean): string {
  const texts = rows.map((row) => row.map(textOf));
  const widths = (texts[0] ?? []).map((_, column) =>
    Math.max(...texts.map((row) => lengthOf(row[column] ?? ''))),
  );
  const before = widths.slice(0, -1).reduce((sum, each) => sum + each + gap.length, 0);
  const lines = rows.map((row) => {
    const cells = row.map((cell, column) => {
      const isLast = column === row.length - 1;
      const text = isLast ? cut(textOf(cell), width - before) : pad(textOf(cell), widths[column] ?? 0);
      return typeof cell === 'string' ? text : paint(text, cell.color, color);
    });
    return cells.join(gap).trimEnd();
  });
  return lines.join('\n');
}

/** The text in a colour, where there is colour at all. */
export function paint(text: string, color: Color, isColored: boolean): string {
  return isColored ? `\u001B[${codes[color]}m${text}\u001B[0m` : text;
}

function textOf(cell: Cell): string {
  return typeof cell === 'string' ? cell : cell.text;
}

/** In characters as a person counts most of them; good enough for the names and addresses that stand here. */
function lengthOf(text: string): number {
  return [...text].length;
}

function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - lengthOf(text)));
}

function cut(text: string, width: number): string {
  const line = text.replace(/\s+/g, ' ');
  return lengthOf(line) <= width ? line : `${[...line].slice(0, width - 1).join('')}…`;
}
