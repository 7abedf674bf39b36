import type { BuiltCatalog, Json } from '../mapping/catalog.ts';
import type { CaseFiles } from '../node/case-files.ts';
import { isClean } from '../report/issue.ts';
import type { CompareAnswer, ComparedCase, Edited } from './contract.ts';
import { readSample } from './read-sample.ts';
import type { Tools } from './tools.ts';
import { kindOf, onlyMapping, type Workbench, withEdited } from './workbench.ts';

/**
 * All samples of a mapping by the text on disk, by the text of the editor, and by their snapshots. Of a shared file or a
 * table, the samples of all mappings that the edit touches.
 */
export async function compareSamples(
  { project, tools }: Workbench,
  { edited, mapping }: { readonly edited: Edited; readonly mapping: string },
): Promise<CompareAnswer> {
  const { sources, cases, build } = await project();
  const isOne = kindOf(edited.path) === 'mapping';
  const fresh = withEdited(sources, edited);
  const after = build(isOne ? onlyMapping(fresh, mapping) : fresh);
  if (!isClean(after.issues)) return { issues: after.issues, cases: [] };
  const before = build(isOne ? onlyMapping(sources, mapping) : sources);
  const names = isOne ? [mapping] : [mapping, ...touched(before, after)];
  const compared: ComparedCase[] = [];
  for (const one of cases)
    if (names.includes(one.mapping)) compared.push(await compare(one, { before, after, tools }));
  return { issues: after.issues, cases: compared };
}

function touched(before: BuiltCatalog, after: BuiltCatalog): readonly string[] {
  const hashes = new Map(before.catalog.mappings.map(({ name, hash }) => [name, hash]));
  return after.catalog.mappings.filter(({ name, hash }) => hashes.get(name) !== hash).map(({ name }) => name);
}

async function compare(
  { mapping, name, delivery, calls, fetched }: CaseFiles,
  {
    before,
    after,
    tools,
  }: { readonly before: BuiltCatalog; readonly after: BuiltCatalog; readonly tools: Tools },
): Promise<ComparedCase> {
  const sample = readSample(delivery?.text);
  if (sample.status !== 'read') return { mapping, name, changes: [], fromSnapshot: [] };
  const snapshotBy = async ({ catalog }: BuiltCatalog): Promise<Json> => {
    const mappings = catalog.mappings.filter((one) => one.name === mapping);
    return tools.snapshotOf(await tools.mapSample(sample.value, { ...catalog, mappings }, fetched));
  };
  const now = await snapshotBy(after);
  const kept = readSample(calls?.text);
  const { differences } = tools;
  return {
    mapping,
    name,
    changes: isClean(before.issues) ? differences(await snapshotBy(before), now) : [],
    fromSnapshot:
      kept.status === 'read' ? differences(kept.value as Json, now) : [{ pointer: '', after: now }],
  };
}
