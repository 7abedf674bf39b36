import type { Authored } from '../../mapping/build-catalog.ts';
import type { Mapping, SourceFile } from '../../mapping/catalog.ts';
import { isClean } from '../../report/issue.ts';
import { type Change, changedFile } from './change.ts';
import { firstNotice, type Sample, type World } from './worlds.ts';

/** What becomes of a change: `check` refuses it, a sample notices it, or nobody does. */
export type Verdict = 'refused' | 'noticed' | 'unnoticed';

/** Makes a change and runs the samples of the mappings that it may touch, as the webhook would. */
export type Try = (change: Change) => Promise<Verdict>;

/**
 * Samples are tried in an order that learns: the one comes first that noticed the last change, which was mostly one of
 * the same part. The order decides how soon the answer is there, not which.
 */
export function trial(worlds: readonly World[]): Try {
  const orders = new Map<World, Map<string, readonly Sample[]>>(
    worlds.map((world) => [world, new Map(world.samples)]),
  );

  const lastWorlds = new Map<string, World>();

  const notices = async (world: World, mapping: Mapping, catalog: Parameters<typeof firstNotice>[1]) => {
    const order = orders.get(world)?.get(mapping.name) ?? [];
    const noticed = await firstNotice(order, { ...catalog, mappings: [mapping] });
    if (noticed === undefined) return false;
    orders.get(world)?.set(mapping.name, [noticed, ...order.filter((one) => one !== noticed)]);
    return true;
  };

  const attempt = async (world: World, change: Change): Promise<Verdict> => {
    const changed = changedSource(world.authored, change);
    if (changed === undefined) return 'unnoticed';
    for (const file of touchedBy(world, change)) {
      const mappings = changed.mappings.filter(({ path }) => path === file);
      const { catalog, issues } = world.build({ ...changed, mappings });
      const [mapping] = catalog.mappings;
      if (!isClean(issues) || mapping === undefined) return 'refused';
      if (await notices(world, mapping, catalog)) return 'noticed';
    }
    return 'unnoticed';
  };

  return async (change) => {
    const first = lastWorlds.get(change.file);
    const order = first === undefined ? worlds : [first, ...worlds.filter((world) => world !== first)];
    for (const world of order) {
      const verdict = await attempt(world, change);
      if (verdict === 'noticed') lastWorlds.set(change.file, world);
      if (verdict !== 'unnoticed') return verdict;
    }
    return 'unnoticed';
  };
}

/** The files with the change made in one of them. */
function changedSource(authored: Authored, change: Change): Authored | undefined {
  const isMeant = ({ path }: SourceFile) => path === change.file;
  const file = [...authored.mappings, ...(authored.shared?.files ?? [])].find(isMeant);
  const changed = file === undefined ? undefined : changedFile(file, change);
  if (changed === undefined) return undefined;
  const apply = (files: readonly SourceFile[]) => files.map((one) => (isMeant(one) ? changed : one));
  const { mappings, shared } = authored;
  return {
    ...authored,
    mappings: apply(mappings),
    ...(shared && mappings.every((one) => !isMeant(one))
      ? { shared: { ...shared, files: apply(shared.files) } }
      : {}),
  };
}

/** The mapping files that a change may touch and that have samples, those with the most samples first. */
function touchedBy({ mappings, samples }: World, { file, way }: Change): readonly string[] {
  const sizeOf = ({ name }: Mapping) => samples.get(name)?.length ?? 0;
  return mappings
    .filter((mapping) => mapping.file === file || usesShared(mapping, file, String(way[1])))
    .filter((mapping) => sizeOf(mapping) > 0)
    .sort((a, b) => sizeOf(b) - sizeOf(a))
    .map((mapping) => mapping.file);
}

function usesShared({ names }: Mapping, file: string, name: string): boolean {
  return names.some((one) => one.name === name && one.place.file === file);
}
