import type { Json } from '../../mapping/catalog.ts';
import type { Snapshot } from '../cases/run-cases.ts';
import type { Gap } from './gap.ts';
import type { Spot, Spots } from './spots.ts';

/** A way that a sample may take, of which the snapshots tell whether one does. */
export interface SnapshotBranch {
  /** Present where no sample goes there. */
  readonly gap?: Gap;
}

/** Of what is needed and of what may be absent: both ways, by what the snapshots of a mapping say. */
export function snapshotBranches(
  { needs, spots }: Spots,
  expected: readonly Snapshot[],
): readonly SnapshotBranch[] {
  return [...ofNeeds(needs, expected), ...spots.flatMap((spot) => ofOptional(spot, expected))];
}

/** With the value, or skipped for want of it; they are asked for in the order of the file. */
function ofNeeds(needs: Spots['needs'], expected: readonly Snapshot[]): readonly SnapshotBranch[] {
  const stoppedAt = expected.map((snapshot) => {
    if (Array.isArray(snapshot)) return needs.length;
    const reason = partOf(snapshot, 'skipped');
    return needs.findIndex((need) => need.reason === reason);
  });
  return needs.flatMap(({ name, place }, index) => {
    const words = (value: string) => `no sample in which "${name}", which is needed, has ${value}`;
    const isMet = stoppedAt.some((stop) => stop > index);
    return [
      taken(stoppedAt.includes(index), place, words('no value')),
      taken(isMet, place, words('a value')),
    ];
  });
}

function ofOptional(
  { name, node, callPath }: Spot,
  expected: readonly Snapshot[],
): readonly SnapshotBranch[] {
  if (callPath === undefined) return [];
  const isThere = expected
    .filter((snapshot) => Array.isArray(snapshot))
    .map((snapshot) => callPath.reduce<Json | undefined>(partOf, snapshot) !== undefined);
  return [
    taken(isThere.includes(true), node.place, `no sample in which "${name}" has a value`),
    taken(isThere.includes(false), node.place, `no sample in which "${name}" has no value`),
  ];
}

function taken(isTaken: boolean, place: Gap['place'], words: string): SnapshotBranch {
  return isTaken ? {} : { gap: { place, words } };
}

function partOf(value: Json | undefined, step: string | number): Json | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value).find(([name]) => name === String(step))?.[1];
}
