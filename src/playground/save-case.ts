import type { SourceFile } from '../mapping/catalog.ts';
import { isName } from '../node/authored-files.ts';
import { casePath } from '../node/case-files.ts';
import { type Answered, done, refused } from './answered.ts';
import type { SaveCaseQuestion, SavedCase } from './contract.ts';
import { fetchedFile } from './read-sample.ts';
import { snapshotText } from './snapshot-text.ts';
import { mappingPath, onlyMapping, type Workbench } from './workbench.ts';
import { writeFiles } from './write-files.ts';

/**
 * Writes a sample as a case of a mapping, with the snapshots that the files on disk give, also in the variants: as
 * `mapper test --update` would.
 */
export async function saveCase(
  bench: Workbench,
  { mapping, name, sample: asked, fetched, scrub, overwrite }: SaveCaseQuestion,
): Promise<Answered<SavedCase>> {
  if (!isName(name) || !isName(mapping)) return refused(400, noName);
  const { sources, cases } = await bench.refresh();
  if (!sources.mappings.some(({ path }) => path === mappingPath(mapping)))
    return refused(400, `There is no ${mappingPath(mapping)}; save the mapping first.`);
  const there = cases.find((one) => one.mapping === mapping && one.name === name);
  if (overwrite !== true && there !== undefined)
    return refused(409, `The case ${mapping}/${name} is there already.`);
  const alike = cases.find((one) => one.mapping === mapping && isSameFile(one.name, name));
  if (there === undefined && alike !== undefined)
    return refused(400, `${mapping}/${alike.name} differs from it in capitals alone: take another name.`);
  // What is there already stays, so that the snapshot is held against the same.
  const given = fetchedFile(fetched) ?? there?.fetched;
  const scrubbed =
    scrub === true
      ? await withoutPeople(bench, mapping, { text: asked, fetched: given })
      : done({ sample: asked });
  if (scrubbed.status === 'refused') return scrubbed;
  const { sample, ...replaced } = scrubbed.value;
  const calls = await snapshotText(bench, mapping, { text: sample, fetched: given });
  if (calls.status === 'refused') return calls;
  const delivery = { path: casePath(mapping, name, 'delivery'), text: laidOut(sample) };
  const snapshot = { path: casePath(mapping, name, 'calls'), text: calls.value.text };
  const beside =
    given === undefined ? undefined : { path: casePath(mapping, name, 'fetched'), text: laidOut(given.text) };
  const fresh = { mapping, name, delivery, ...(beside && { fetched: beside }), calls: snapshot };
  const varied = await bench.tools.staleOfCase(fresh);
  const all = [delivery, ...(beside ? [beside] : []), snapshot, ...varied];
  const written = await writeFiles(bench.root, all);
  if (written.status === 'refused') return written;
  await bench.refresh();
  return done({ written: written.value, holds: calls.value.holds, ...replaced });
}

/** The sample with look-alikes, as `mapper capture` makes them. What is fetched goes by ids that are then others. */
async function withoutPeople(
  { project, tools }: Workbench,
  mapping: string,
  { text, fetched }: { readonly text: string; readonly fetched: SourceFile | undefined },
): Promise<Answered<{ readonly sample: string; readonly replaced?: string }>> {
  if (fetched !== undefined) return refused(409, fetchedStays);
  const { sources, build } = await project();
  const { catalog } = build(onlyMapping(sources, mapping));
  const scrubbed = await tools.scrub(text, mapping, { sources, catalog });
  return scrubbed.status === 'scrubbed'
    ? done({ sample: scrubbed.text, replaced: scrubbed.words })
    : refused(400, `Nothing is written: ${scrubbed.reason}.`);
}

const fetchedStays =
  'Look-alikes are for the delivery alone: what is fetched would no longer belong to it. Empty what is fetched and save under a new name, then write it by hand, with invented people.';

const noName =
  'The name of a case is made of the letters a to z, digits, "-" and ".", begins with a letter or a digit, and has at most 100 of them: no blanks, no slashes.';

/** As the disks of a Mac and of Windows have it. */
function isSameFile(name: string, other: string): boolean {
  return name.toLowerCase() === other.toLowerCase();
}

/** On lines of their own, so that a person can read and review it. */
function laidOut(sample: string): string {
  const text = sample.trim();
  return `${text.includes('\n') ? text : JSON.stringify(JSON.parse(text), null, 2)}\n`;
}
