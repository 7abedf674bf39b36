import type { StoredCatalog, StoredHead } from './stored.ts';

/** A stored catalog as text in ASCII. */
export interface WrittenCatalog {
  /** JSON. */
  readonly head: string;
  /**
   * Blocks of lines of JSON, one line for each item of a list; before them how many each list has and where each begins, in numbers
   * of one width to the base of 36.
   */
  readonly lists: string;
}

/** Gives what stands in a text, from one character to another. */
export type TextOf = (from: number, to: number) => string;

/** Lists of which a delivery needs a few items of hundreds, with how many stand in a block. It is read whole: long ones stand alone. */
const listed = [
  ['schemas', 4],
  ['contracts', 1],
  ['programs', 1],
  ['texts', 1],
  ['expressions', 8],
] as const;

const [width, base] = [5, 36];

export function storedText(stored: StoredCatalog): WrittenCatalog {
  const { files, mappings, inputs } = stored;
  const head: StoredHead = { files, mappings, inputs };
  const lists = listed.map(([name, most]) => blocksOf(stored[name].map(inAscii), most));
  const blocks = lists.flat();
  const begins = [width * (listed.length + blocks.length + 1)];
  for (const block of blocks) begins.push((begins.at(-1) ?? 0) + block.length);
  const numbers = [...lists.map(({ length }) => length), ...begins];
  return {
    head: inAscii(head),
    lists: [...numbers.map((number) => number.toString(base).padStart(width)), ...blocks].join(''),
  };
}

function blocksOf(lines: readonly string[], most: number): readonly string[] {
  const starts = lines.flatMap((_, index) => (index % most === 0 ? index : []));
  return starts.map((start) => lines.slice(start, start + most).join('\n'));
}

/** The catalog that `storedText` wrote. An item is read when it is first asked for by its number, which is all that its list can do. */
export function storedFrom(head: StoredHead, listsOf: TextOf): StoredCatalog {
  const numberAt = (place: number) => Number.parseInt(listsOf(width * place, width * (place + 1)), base);
  let place: number = listed.length;
  const read = listed.map(([name, most], index) => {
    const first = place;
    place += numberAt(index);
    const end = place;
    return [
      name,
      itemsOf(most, (block) => {
        const at = first + block;
        return at < end ? listsOf(numberAt(at), numberAt(at + 1)) : '';
      }),
    ];
  });
  return { ...head, ...Object.fromEntries(read) } as StoredCatalog;
}

function inAscii(item: unknown): string {
  const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(item).replace(/[^\0-\x7f]/g, escaped);
}

function itemsOf(most: number, textOf: (block: number) => string): readonly unknown[] {
  const blocks: (readonly string[])[] = [];
  return new Proxy<unknown[]>([], {
    get: (known, key) => {
      const index = Number(key);
      const block = Math.floor(index / most);
      blocks[block] ??= textOf(block).split('\n');
      known[index] ??= JSON.parse(blocks[block]?.[index % most] || 'null');
      return known[index];
    },
  });
}
