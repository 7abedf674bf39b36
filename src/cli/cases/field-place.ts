import type { SourceFile } from '../../mapping/catalog.ts';
import { keysBesideCalls } from '../../mapping/compile-calls.ts';
import { type DocumentNode, readDocument } from '../../mapping/yaml/document.ts';
import { stepsOf } from '../../report/json-pointer.ts';
import type { Place } from '../../report/place.ts';

/**
 * Where a mapping says what stands at a JSON Pointer into its calls (`/0/traits/email`): the place of the field's
 * expression, or of the nearest thing around it. The file is read once for all its fields, when the first is asked for: of a
 * case that passes, none is.
 */
export function fieldPlaces({ path, text }: SourceFile): (pointer: string) => Place {
  let known: ReturnType<typeof callsOf> | undefined;
  const calls = () => {
    known ??= callsOf(readDocument(path, text).root);
    return known;
  };
  return (pointer) => {
    const [index, ...keys] = stepsOf(pointer);
    const call = calls()[Number(index)];
    return call === undefined ? { file: path, line: 1, column: 1 } : walk(call.node, keys, call.place);
  };
}

function callsOf(
  root: DocumentNode | undefined,
): readonly { readonly node: DocumentNode; readonly place: Place }[] {
  if (root?.kind !== 'map') return [];
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
  if (entry === undefined) return around;
  // Within a map the key says more than the first thing inside; an expression speaks for itself.
  return walk(entry.value, rest, entry.value.kind === 'scalar' ? entry.value.place : entry.keyPlace);
}
