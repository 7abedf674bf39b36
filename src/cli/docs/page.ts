/** A page that is written by a command, by its path from the project's root. */
export interface Page {
  readonly path: string;
  readonly text: string;
}

/** Said on top of each page, where who looks at it as it is rendered does not see it. */
export const generatedNote = '<!-- Written by "npm run docs"; do not edit. -->';

/** The folder of the pages; below the mappings, so that whoever writes one finds them. */
export const docsFolder = 'mappings/docs/';

/** Blocks with a blank line between them; empty ones are left out. */
export function pageOf(path: string, blocks: readonly string[]): Page {
  return { path, text: `${[generatedNote, ...blocks].filter((block) => block !== '').join('\n\n')}\n` };
}

/** A table in Markdown; nothing where it would have no row. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  return [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map(cell).join(' | ')} |`)
    .join('\n');
}

/** A block of code that is folded away until somebody wants to see it. */
export function folded(summary: string, language: string, text: string): string {
  return `<details>\n<summary>${summary}</summary>\n\n${fenced(language, text)}\n\n</details>`;
}

export function fenced(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/^`+/gm)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text.trimEnd()}\n${fence}`;
}

/** A bar would end the cell, inside code too, and a line break the row. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll(/\s*\n\s*/g, ' ');
}

/** As the headings of GitHub are linked to. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}
