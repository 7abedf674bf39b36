import type { Place } from '../../report/place.ts';
import type { Change } from './change.ts';
import { editsOf } from './edits.ts';
import type { Spot, Spots } from './spots.ts';
import { allParts, type Part } from './tree.ts';

/** Names that mean the same kind of field as the one at a place: `customer.lastName` beside `customer.firstName`. */
export type SiblingOf = (place: Place) => string | undefined;

/** All small changes of a file that change what it means; each text once. */
export function mutantsOf({ spots, removable }: Spots, siblingOf: SiblingOf): readonly Change[] {
  const changes = [
    ...removable,
    ...spots.flatMap((spot) => [...ofConstant(spot), ...ofExpression(spot, siblingOf)]),
  ];
  return [...new Map(changes.map((change) => [keyOf(change), change])).values()];
}

function keyOf({ way, to }: Change): string {
  return JSON.stringify([way, to ?? null, to === undefined]);
}

function ofConstant({ file, way, node, role, name }: Spot): readonly Change[] {
  const { value, place } = node;
  const to = role === 'event' ? `${String(value)} or another` : otherConstant(value);
  if (to === undefined || (role !== 'field' && role !== 'event')) return [];
  return [{ file, way, from: value, to, place, words: `"${name}" is ${String(to)}` }];
}

function otherConstant(value: unknown): number | boolean | undefined {
  if (typeof value === 'number') return value + 1;
  return typeof value === 'boolean' ? !value : undefined;
}

function ofExpression(spot: Spot, siblingOf: SiblingOf): readonly Change[] {
  const { file, way, node, tree, role } = spot;
  if (tree === undefined || typeof node.value !== 'string') return [];
  const text = node.value;
  const change = (part: Part, by: string, words: string): Change => {
    const to = text.slice(0, part.start) + by + text.slice(part.end);
    const shown = { from: text.slice(part.start, part.end), to: by };
    return { file, way, from: text, to, place: node.placeAt(part.start), words, shown };
  };
  const edits = editsOf(tree, text);
  const last = lastNames(tree).flatMap((name) => {
    const sibling = siblingOf(node.placeAt(name.start));
    return sibling === undefined ? [] : { part: name, by: sibling, words: 'another field is taken' };
  });
  const whole = role === 'when' ? [{ part: tree, by: 'true', words: '"when" is left out' }] : [];
  return [...edits, ...last, ...whole]
    .map(({ part, by, words }) => change(part, by, words))
    .filter(({ from, to }) => to !== from);
}

/** Of each path its last name: the field that is meant. */
function lastNames(tree: Part): readonly Part[] {
  const before = new Set(
    allParts(tree).flatMap(({ kind, parts }) =>
      kind === 'path' && parts[0] !== undefined ? ends(parts[0]) : [],
    ),
  );
  const called = new Set(
    allParts(tree).flatMap(({ kind, parts }) => (kind === 'call' ? parts.slice(0, 1) : [])),
  );
  return allParts(tree).filter((part) => part.kind === 'name' && !before.has(part) && !called.has(part));
}

/** The name at the end of what stands before a dot. */
function ends(part: Part): readonly Part[] {
  if (part.kind === 'filter') return part.parts[0] === undefined ? [] : ends(part.parts[0]);
  if (part.kind === 'path') return part.parts[1] === undefined ? [] : ends(part.parts[1]);
  return [part];
}
