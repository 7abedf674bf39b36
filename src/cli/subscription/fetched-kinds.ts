import type { Mapping } from '../../mapping/catalog.ts';
import { type DocumentNode, entriesAt, entry, readDocument } from '../../mapping/document.ts';

/** The kinds of resources that a mapping fetches by the id of the one that its delivery is about: of that kind it must be, then. */
export function kindsFetched({ fetches = [], names }: Mapping, text: string): readonly string[] {
  const made = new Map(names.map(({ name, expression }) => [name, expression.trim()]));
  const isTheResource = (expression: string): boolean => {
    const name = /^\$(\w+)$/.exec(expression)?.[1] ?? '';
    const value = made.get(name);
    return /^resource(\.id)?$/.test(expression) || (value !== undefined && isTheResource(value));
  };
  const ways = waysIn(text);
  return fetches.flatMap(({ name, kind, by }) =>
    by === 'id' && isTheResource(ways.get(name) ?? '') ? [kind] : [],
  );
}

/** The expressions under `fetch:` that give an id or a reference, by the names of what they lead to. */
function waysIn(text: string): ReadonlyMap<string, string> {
  const { root } = readDocument('', text);
  const entries = root?.kind === 'map' ? entriesAt(root, 'fetch') : [];
  return new Map(entries.map(({ key, value }) => [key.replace(/\?$/, ''), wayOf(value)]));
}

function wayOf(value: DocumentNode): string {
  const way = value.kind === 'map' ? entry(value, 'id') : value;
  return way?.kind === 'scalar' ? String(way.value).trim() : '';
}
