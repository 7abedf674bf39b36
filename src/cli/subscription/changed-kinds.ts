import type { Mapping } from '../../mapping/catalog.ts';
import { type DocumentNode, entriesAt, entry, readDocument } from '../../mapping/yaml/document.ts';
import { kindsCompared } from '../../subscription/wanted.ts';

/** What the names in an expression are made of. */
type Made = ReadonlyMap<string, string>;

/**
 * Of which kinds of resources a mapping wants the changes: those with which its `when:` compares `resource.typeId`, else those that
 * it fetches by the id of the resource, which must then be of that kind. Empty where its file says neither.
 */
export function changedKinds(mapping: Mapping, text: string): readonly string[] {
  const { root } = readDocument('', text);
  const made: Made = new Map(mapping.names.map(({ name, expression }) => [name, expression]));
  const compared = kindsCompared(withNames(expressionIn(entry(root, 'when')), made));
  return compared.length > 0 ? compared : kindsFetched(mapping, { root, made });
}

/** An expression, and behind it all that it is made of. */
function withNames(expression: string, made: Made): string {
  const used = [...expression.matchAll(/\$(\w+)/g)].flatMap(([, name = '']) => made.get(name) ?? []);
  return [expression, ...used.map((one) => withNames(one, made))].join('\n');
}

function kindsFetched(
  { fetches = [] }: Mapping,
  { root, made }: { readonly root: DocumentNode | undefined; readonly made: Made },
): readonly string[] {
  const entries = root?.kind === 'map' ? entriesAt(root, 'fetch') : [];
  const ways = new Map(
    entries.map(({ key, value }) => [
      key.replace(/\?$/, ''),
      expressionIn(value.kind === 'map' ? entry(value, 'id') : value),
    ]),
  );
  const isTheResource = (expression: string): boolean => {
    const value = made.get(/^\$(\w+)$/.exec(expression)?.[1] ?? '');
    return /^resource(\.id)?$/.test(expression) || (value !== undefined && isTheResource(value.trim()));
  };
  return fetches.flatMap(({ name, kind, by }) =>
    by === 'id' && isTheResource(ways.get(name) ?? '') ? [kind] : [],
  );
}

function expressionIn(node: DocumentNode | undefined): string {
  return node?.kind === 'scalar' ? String(node.value).trim() : '';
}
