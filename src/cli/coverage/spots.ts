import type { SourceFile } from '../../mapping/catalog.ts';
import { keysBesideCalls, plainTextKeys } from '../../mapping/compile-calls.ts';
import {
  type DocumentNode,
  type Entry,
  type MapNode,
  readDocument,
  type ScalarNode,
} from '../../mapping/yaml/document.ts';
import type { Place } from '../../report/place.ts';
import type { Way } from './change.ts';
import { type Part, treeOf } from './tree.ts';

/** An expression of a file, or a constant under a call. */
export interface Spot {
  readonly file: string;
  readonly way: Way;
  readonly node: ScalarNode;
  readonly role: 'let' | 'when' | 'field' | 'event';
  /** The key it stands behind, of a list the key of the list; without its "?". */
  readonly name: string;
  readonly optional: boolean;
  readonly keyPlace: Place;
  /** Of a field that may be absent, outside of lists: where it stands in the calls of a delivery. */
  readonly callPath?: Way;
  /** Of an expression: its parts, where they are understood. */
  readonly tree?: Part;
}

/** Something that can be taken out of a file as a whole. */
export interface Removable {
  readonly file: string;
  readonly way: Way;
  readonly place: Place;
  readonly words: string;
}

/** What a mapping file, or a shared file, is made of. */
export interface Spots {
  readonly spots: readonly Spot[];
  readonly removable: readonly Removable[];
  /** What stands under "needs:". */
  readonly needs: readonly { readonly name: string; readonly reason: string; readonly place: Place }[];
}

/** Reads a file that `check` has found to be right. */
export function spotsOf({ path, text }: SourceFile): Spots {
  const { root } = readDocument(path, text);
  if (root?.kind !== 'map') return { spots: [], removable: [], needs: [] };
  const entry = (key: string) => root.entries.find((one) => one.key === key);
  const entriesOf = (key: string) => mapEntries(entry(key)?.value);
  const calls = root.entries.filter(({ key }) => isMapping(root) && !keysBesideCalls.includes(key));
  const when = entry('when');
  const lets = ['fetch', 'let'].flatMap((part) =>
    entriesOf(part).flatMap((one) => scalarSpots(path, [part, one.key], one, one.value, 'let')),
  );
  const ways = callWays(calls).map(({ way }) => way);
  const fields = calls
    .flatMap((one) => scalarSpots(path, [one.key], one, one.value, 'field'))
    .map((spot) => withCallPath(spot, ways));
  return {
    spots: [
      ...lets,
      ...(when === undefined ? [] : scalarSpots(path, ['when'], when, when.value, 'when')),
      ...fields,
    ],
    removable: [
      ...entriesOf('needs').map(({ key, keyPlace }) => ({
        file: path,
        way: ['needs', key],
        place: keyPlace,
        words: `"${key}" is not needed`,
      })),
      ...severalTypes(path, entry('on')?.value),
      ...severalCalls(path, calls),
      ...fields.filter(({ role, way }) => role === 'field' && typeof way.at(-1) === 'string').map(leftOut),
    ],
    needs: entriesOf('needs').map(({ key, keyPlace, value }) => {
      return { name: key, place: keyPlace, reason: value.kind === 'scalar' ? String(value.value) : '' };
    }),
  };
}

function isMapping(root: MapNode): boolean {
  return root.entries.some(({ key }) => key === 'on');
}

function mapEntries(node: DocumentNode | undefined): readonly Entry[] {
  return node?.kind === 'map' ? node.entries : [];
}

function scalarSpots(
  file: string,
  way: Way,
  { key, keyPlace }: Entry,
  node: DocumentNode,
  role: Spot['role'],
): readonly Spot[] {
  if (node.kind === 'list')
    return node.items.flatMap((item, index) =>
      scalarSpots(file, [...way, index], { key, keyPlace, value: item }, item, role),
    );
  if (node.kind === 'map')
    return node.entries.flatMap((entry) => scalarSpots(file, [...way, entry.key], entry, entry.value, role));
  // What is fetched may be said by its kind, which is no expression.
  if (way[0] === 'fetch' && key === 'kind') return [];
  const own = role === 'field' && plainTextKeys.includes(key) ? 'event' : role;
  const tree = typeof node.value === 'string' && own !== 'event' ? treeOf(node.value) : undefined;
  const optional = own === 'field' && key.endsWith('?');
  const name = optional ? key.slice(0, -1) : key;
  return [{ file, way, node, role: own, name, optional, keyPlace, ...(tree === undefined ? {} : { tree }) }];
}

function severalTypes(file: string, node: DocumentNode | undefined): readonly Removable[] {
  if (node?.kind !== 'list' || node.items.length < 2) return [];
  return node.items.map((item, index) => ({
    file,
    way: ['on', index],
    place: item.place,
    words: `it does not listen to ${item.kind === 'scalar' ? String(item.value) : ''}`,
  }));
}

function severalCalls(file: string, calls: readonly Entry[]): readonly Removable[] {
  const each = callWays(calls);
  if (each.length < 2) return [];
  return each.map(({ key, way, place }) => ({ file, way, place, words: `this ${key} call is left out` }));
}

interface CallWay {
  readonly key: string;
  readonly way: Way;
  readonly place: Place;
}

/** Where each call stands, in the order in which they are made. */
function callWays(calls: readonly Entry[]): readonly CallWay[] {
  return calls.flatMap(({ key, keyPlace, value }): readonly CallWay[] =>
    value.kind === 'list'
      ? value.items.map((item, index) => ({ key, way: [key, index], place: item.place }))
      : [{ key, way: [key], place: keyPlace }],
  );
}

function withCallPath(spot: Spot, ways: readonly Way[]): Spot {
  const index = ways.findIndex((way) => way.every((step, at) => step === spot.way[at]));
  const inside = spot.way.slice(ways[index]?.length);
  if (!spot.optional || index < 0 || inside.some((step) => typeof step === 'number')) return spot;
  return { ...spot, callPath: [index, ...inside.map((step) => String(step).replace(/\?$/, ''))] };
}

function leftOut({ file, way, name, keyPlace }: Spot): Removable {
  return { file, way, place: keyPlace, words: `"${name}" is left out` };
}
