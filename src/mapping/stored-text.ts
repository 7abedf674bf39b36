import type { StoredCatalog, StoredHead } from './stored.ts';

/** A stored catalog as text in ASCII. */
export interface WrittenCatalog {
  /** JSON. */
  readonly head: string;
  /** Each item of a list is a line of JSON, and an empty line stands between lists. */
  readonly lists: string;
}

/** Lists of which a delivery needs a few items of hundreds. */
const listed = ['schemas', 'contracts', 'programs', 'texts', 'expressions'] as const;

export function storedText(stored: StoredCatalog): WrittenCatalog {
  const { files, mappings, inputs } = stored;
  const head: StoredHead = { files, mappings, inputs };
  return {
    head: inAscii(head),
    lists: listed.map((name) => stored[name].map(inAscii).join('\n')).join('\n\n'),
  };
}

/** The catalog that `storedText` wrote. An item is read when it is first asked for by its number, which is all that its list can do. */
export function storedFrom(head: StoredHead, lists: string): StoredCatalog {
  const texts = lists.split('\n\n');
  const read = listed.map((name, index) => [name, linesOf(texts[index] ?? '')] as const);
  return { ...head, ...Object.fromEntries(read) } as StoredCatalog;
}

function inAscii(item: unknown): string {
  const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(item).replace(/[^\0-\x7f]/g, escaped);
}

function linesOf(text: string): readonly unknown[] {
  let lines: readonly string[] | undefined;
  return new Proxy<unknown[]>([], {
    get: (known, key) => {
      const index = Number(key);
      lines ??= text.split('\n');
      known[index] ??= JSON.parse(lines[index] ?? 'null');
      return known[index];
    },
  });
}
