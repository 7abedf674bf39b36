import type { Json, SourceFile } from '../../mapping/catalog.ts';
import type { DocumentNode } from '../../mapping/yaml/document.ts';
import { readDocument } from '../../mapping/yaml/document.ts';
import type { Place } from '../../report/place.ts';

/** Names of keys and positions in lists, from the root of a file. */
export type Way = readonly (string | number)[];

/** Another text, or nothing at all, at one spot of one mapping file or shared file. */
export interface Change {
  readonly file: string;
  readonly way: Way;
  /** What stands there; where something else does, it is another spot. Not looked at where a map or a list is removed. */
  readonly from?: Json;
  /** Absent where it is removed. */
  readonly to?: Json;
  readonly place: Place;
  /** Goes on "no sample notices when …", or says what no sample has. */
  readonly words: string;
  /** The part of an expression that becomes another. */
  readonly shown?: { readonly from: string; readonly to: string };
}

/** The file with the change made, as JSON, which YAML takes; nothing where it does not hold what is changed. */
export function changedFile(file: SourceFile, change: Change): SourceFile | undefined {
  const root = rootOf(file);
  const found = root === undefined ? undefined : at(root, change.way);
  if (root === undefined || found === undefined) return undefined;
  if (change.from !== undefined && (found.kind !== 'scalar' || found.value !== change.from)) return undefined;
  return { path: file.path, text: JSON.stringify(written(root, change.way, change.to)) };
}

const roots = new WeakMap<SourceFile, { readonly root?: DocumentNode }>();

/** Read once for all changes of a file. */
function rootOf(file: SourceFile): DocumentNode | undefined {
  const known = roots.get(file) ?? readDocument(file.path, file.text);
  roots.set(file, known);
  return known.root;
}

function at(node: DocumentNode, [step, ...rest]: Way): DocumentNode | undefined {
  if (step === undefined) return node;
  const inside =
    node.kind === 'list'
      ? node.items[Number(step)]
      : node.kind === 'map'
        ? node.entries.find(({ key }) => key === step)?.value
        : undefined;
  return inside === undefined ? undefined : at(inside, rest);
}

/** The node as plain data, with another value at the end of a way. */
function written(node: DocumentNode, way: Way | undefined, to: Json | undefined): Json | undefined {
  const [step, ...rest] = way ?? [];
  if (way !== undefined && step === undefined) return to;
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list')
    return node.items.flatMap((item, index) => written(item, index === step ? rest : undefined, to) ?? []);
  const entries = node.entries.map(
    ({ key, value }) => [key, written(value, key === step ? rest : undefined, to)] as const,
  );
  return Object.fromEntries(entries.filter((entry): entry is [string, Json] => entry[1] !== undefined));
}
