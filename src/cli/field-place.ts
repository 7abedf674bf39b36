import type { SourceFile } from '../mapping/catalog.ts';
import { keysBesideCalls } from '../mapping/compile-mapping.ts';
import { type DocumentNode, readDocument } from '../mapping/document.ts';
import type { Place } from '../report/place.ts';

/** Where a mapping says what stands at a JSON Pointer into its calls (`/0/traits/email`), or the nearest thing around it. */
export function fieldPlace({ path, text }: SourceFile, pointer: string): Place {
  const { root } = readDocument(path, text);
  const [index, ...keys] = pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  const call = root === undefined ? undefined : callsOf(root)[Number(index)];
  return call === undefined ? { file: path, line: 1, column: 1 } : walk(call.node, keys, call.place);
}

function callsOf(root: DocumentNode): readonly { readonly node: DocumentNode; readonly place: Place }[] {
  if (root.kind !== 'map') return [];
  return root.entries
    .filter(({ key }) => !keysBesideCalls.includes(key))
    .flatMap(({ value, keyPlace }) =>
      value.kind === 'list'
        ? value.items.map((node) => ({ node, place: node.place }))
        : [{ node: value, place: keyPlace }],
    );
}

function walk(node: DocumentNode, [key, ...rest]: readonly string[], around: Place): Place {
  if (key === undefined) return around;
  if (node.kind === 'list') {
    const item = node.items[Number(key)];
    return item === undefined ? around : walk(item, rest, item.place);
  }
  if (node.kind === 'scalar') return around;
  const entry = node.entries.find((one) => one.key === key || one.key === `${key}?`);
  return entry === undefined ? around : walk(entry.value, rest, entry.keyPlace);
}
