import { escapeAll } from '../cases/value-text.ts';

/** What stands in the cells of a row, as Markdown. */
export type Cells = readonly string[];

/**
 * A text as code, in which nothing is Markdown, HTML, a mention or a link
 * (https://github.github.com/gfm/#code-spans). What would end the code or the cell of a table is escaped as in JSON.
 */
export function code(text: string): string {
  const safe = escapeAll(text, /[`|\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu);
  // GitHub cuts one blank at each end.
  return safe.trim() === '' ? '' : `\`${safe.startsWith(' ') || safe.endsWith(' ') ? ` ${safe} ` : safe}\``;
}

/** A text within HTML, in which nothing is an element or an entity, nor Markdown that a blank line would begin. */
export function html(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`).replace(/\s+/g, ' ');
}

/** A row of a table. */
export function row(cells: Cells): string {
  return `| ${cells.join(' | ')} |\n`;
}
