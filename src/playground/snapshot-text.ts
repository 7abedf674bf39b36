import type { Json, SourceFile } from '../mapping/catalog.ts';
import { isClean } from '../report/issue.ts';
import { type Answered, done, refused } from './answered.ts';
import { readSample } from './read-sample.ts';
import { mappingPath, onlyMapping, type Workbench } from './workbench.ts';

/** What the files on disk make of a sample: as a value, as the text of a snapshot, and in a few words. */
export async function snapshotText(
  { project, tools }: Workbench,
  mapping: string,
  { text: sample, fetched }: { readonly text: string; readonly fetched?: SourceFile | undefined },
): Promise<Answered<{ readonly snapshot: Json; readonly text: string; readonly holds: string }>> {
  const read = readSample(sample);
  if (read.status !== 'read') return refused(400, 'The sample is not JSON.');
  const { sources, build } = await project();
  const { catalog, issues } = build(onlyMapping(sources, mapping));
  if (!isClean(issues)) return refused(409, hasErrors(mapping));
  if (readSample(fetched?.text).status === 'wrong') return refused(400, 'What is fetched is not JSON.');
  const mapped = await tools.mapSample(read.value, catalog, fetched);
  const [unsaid] = mapped.status === 'failed' ? (mapped.failure.issues ?? []) : [];
  if (unsaid?.code === 'fetched-missing') return refused(409, `${unsaid.message}: ${unsaid.hint}`);
  const snapshot = tools.snapshotOf(mapped);
  return done({
    snapshot,
    text: `${JSON.stringify(snapshot, null, 2)}\n`,
    holds: tools.describeSnapshot(snapshot),
  });
}

/** Why a mapping gives no snapshot. */
function hasErrors(mapping: string): string {
  return `${mappingPath(mapping)} has errors; a snapshot needs none.`;
}
