import type { Mapping, SourceFile } from '../../mapping/catalog.ts';
import { isOff } from '../is-off.ts';
import { mappingName, type Project } from '../project.ts';
import { branchesOf } from './branches.ts';
import { type Gap, inOrder, type Share } from './gap.ts';
import { mutantsOf } from './mutants.ts';
import { occurrences } from './occurrences.ts';
import { siblings } from './siblings.ts';
import { snapshotBranches } from './snapshot-branches.ts';
import { type SourceFields, sourceFields } from './source-fields.ts';
import { type Spots, spotsOf } from './spots.ts';
import { trial } from './trial.ts';
import type { World } from './worlds.ts';

/** What the samples show of one mapping file or shared file. */
export interface FileCoverage {
  /** `customer.created`, `shared/order`. */
  readonly name: string;
  readonly file: string;
  /** Of a mapping only. */
  readonly fields?: SourceFields;
  readonly branches: Share;
  /** Where they were asked for. `refused`: those that `check` does not let pass; they are not counted. */
  readonly mutants?: Share & { readonly refused: number };
}

/** What is measured, and on which files: all of them where no mapping is named. */
export interface Asked {
  readonly names: readonly string[];
  readonly mutation: boolean;
}

/** Measures file by file; the shared files only where no mapping is named, since others use them too. */
export async function measure(
  project: Project,
  worlds: readonly World[],
  { names, mutation }: Asked,
): Promise<readonly FileCoverage[]> {
  const { sources, catalog } = project;
  const attempt = trial(worlds);
  const counts = new Map(catalog.mappings.map(({ name }) => [name, occurrences(payloadsOf(worlds, name))]));
  const countsOf = (name: string) => counts.get(name) ?? new Map<string, number>();
  const siblingOf = siblings(catalog.mappings, sources, countsOf);
  const files = [...sources.mappings, ...(names.length > 0 ? [] : (sources.shared?.files ?? []))];

  const measureFile = async (file: SourceFile): Promise<FileCoverage> => {
    const spots = isOffIn(worlds, file) ? { spots: [], removable: [], needs: [] } : spotsOf(file);
    const mapping = catalog.mappings.find((one) => one.file === file.path);
    const probes = spots.spots.flatMap(branchesOf);
    const told = mapping === undefined ? [] : snapshotBranches(spots, expectedOf(worlds, mapping));
    const missed: Gap[] = told.flatMap(({ gap }) => gap ?? []);
    for (const probe of probes) if ((await attempt(probe)) === 'unnoticed') missed.push(gapOf(probe));
    const all = probes.length + told.length;
    return {
      name: mapping?.name ?? `shared/${mappingName(file.path)}`,
      file: file.path,
      ...(mapping === undefined ? {} : { fields: sourceFields(mapping, sources, countsOf(mapping.name)) }),
      branches: { done: all - missed.length, of: all, gaps: inOrder(missed) },
      ...(mutation ? { mutants: await mutantsIn(spots) } : {}),
    };
  };

  const mutantsIn = async (spots: Spots): Promise<Share & { readonly refused: number }> => {
    const survivors: Gap[] = [];
    let noticed = 0;
    let refused = 0;
    for (const mutant of mutantsOf(spots, siblingOf)) {
      const verdict = await attempt(mutant);
      if (verdict === 'noticed') noticed += 1;
      else if (verdict === 'refused') refused += 1;
      else survivors.push({ ...gapOf(mutant), words: `no sample notices when ${mutant.words}` });
    }
    return { done: noticed, of: noticed + survivors.length, gaps: inOrder(survivors), refused };
  };

  const measured: FileCoverage[] = [];
  for (const file of files)
    if (names.length === 0 || names.includes(mappingName(file.path))) measured.push(await measureFile(file));
  return measured;
}

/** Switched off, whatever variant one takes: it has no call of which a sample could show anything. */
function isOffIn(worlds: readonly World[], { path }: SourceFile): boolean {
  return worlds.every(({ authored }) =>
    authored.mappings.some((one) => one.path === path && isOff(one.text)),
  );
}

function gapOf({ place, words, shown }: Gap): Gap {
  return { place, words, ...(shown === undefined ? {} : { shown }) };
}

function payloadsOf(worlds: readonly World[], mapping: string): readonly unknown[] {
  return (worlds[0]?.samples.get(mapping) ?? []).map(({ delivery }) => delivery.payload);
}

function expectedOf(worlds: readonly World[], { name }: Mapping) {
  return worlds.flatMap(({ samples }) => (samples.get(name) ?? []).map(({ expected }) => expected));
}
