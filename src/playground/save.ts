import type { Json, SourceFile } from '../mapping/catalog.ts';
import { hashOfText, isAuthoredPath, isName, readAuthored, writeAuthored } from '../node/authored-files.ts';
import { casePath } from '../node/case-files.ts';
import { isClean } from '../report/issue.ts';
import { type Answered, done, refused } from './answered.ts';
import type { AcceptQuestion, OpenedFile, SaveCaseQuestion, SavedCase, SaveQuestion } from './contract.ts';
import { fetchedFile, readSample } from './read-sample.ts';
import { mappingPath, onlyMapping, type Workbench } from './workbench.ts';

/** Writes the text of the editor, unless the file on disk is no longer the one that was opened. */
export async function saveFile(
  { root, refresh }: Workbench,
  { edited, opened, overwrite }: SaveQuestion,
): Promise<Answered<OpenedFile>> {
  const { path, text } = edited;
  if (!isAuthoredPath(path)) return refused(403, notWritten(path));
  const onDisk = await readAuthored(root, path);
  if (overwrite !== true && onDisk?.hash !== opened)
    return onDisk === undefined
      ? refused(409, `${path} is gone from the disk.`)
      : refused(409, `${path} was changed on disk since it was opened.`, onDisk);
  if (!(await writeAuthored(root, path, text))) return refused(403, notWritten(path));
  await refresh();
  return done({ path, text, hash: hashOfText(text) });
}

/** Writes a sample as a case of a mapping, with the snapshot that the files on disk give: as `mapper test --update` would. */
export async function saveCase(
  bench: Workbench,
  { mapping, name, sample: asked, fetched, scrub, overwrite }: SaveCaseQuestion,
): Promise<Answered<SavedCase>> {
  if (!isName(name) || !isName(mapping))
    return refused(400, 'The name of a case is made of letters, digits, "-" and ".": no blanks, no slashes.');
  const { sources, cases } = await bench.refresh();
  if (!sources.mappings.some(({ path }) => path === mappingPath(mapping)))
    return refused(400, `There is no ${mappingPath(mapping)}; save the mapping first.`);
  const there = cases.find((one) => one.mapping === mapping && one.name === name);
  if (overwrite !== true && there !== undefined)
    return refused(409, `The case ${mapping}/${name} is there already.`);
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
    given === undefined
      ? []
      : [{ ...given, path: casePath(mapping, name, 'fetched'), text: laidOut(given.text) }];
  const files = [delivery, ...beside, snapshot];
  for (const { path, text } of files)
    if (!(await writeAuthored(bench.root, path, text))) return refused(403, notWritten(path));
  await bench.refresh();
  return done({ written: files.map(({ path }) => path), holds: calls.value.holds, ...replaced });
}

/** The sample with look-alikes, as `mapper capture` makes them. What is fetched goes by ids that are then others. */
async function withoutPeople(
  { project, tools }: Workbench,
  mapping: string,
  { text, fetched }: { readonly text: string; readonly fetched: SourceFile | undefined },
): Promise<Answered<{ readonly sample: string; readonly replaced?: string }>> {
  if (fetched !== undefined) return refused(409, fetchedStays);
  const { sources, build } = await project();
  const { catalog, issues } = build(onlyMapping(sources, mapping));
  if (!isClean(issues)) return refused(409, hasErrors(mapping));
  const scrubbed = await tools.scrub(text, mapping, { sources, catalog });
  return scrubbed.status === 'scrubbed'
    ? done({ sample: scrubbed.text, replaced: scrubbed.words })
    : refused(400, `Nothing is written: ${scrubbed.reason}.`);
}

const fetchedStays =
  'Look-alikes are for the delivery alone: what is fetched would no longer belong to it. Empty what is fetched and save, then write it by hand, with invented people.';

/** Writes the snapshots of mappings that differ from what the files on disk give. */
export async function acceptSnapshots(
  bench: Workbench,
  { mappings }: AcceptQuestion,
): Promise<Answered<SavedCase>> {
  const { cases } = await bench.refresh();
  const written: string[] = [];
  for (const { mapping, name, delivery, calls, fetched } of cases) {
    if (delivery === undefined || !mappings.includes(mapping)) continue;
    const made = await snapshotText(bench, mapping, { text: delivery.text, fetched });
    if (made.status === 'refused') return made;
    const path = casePath(mapping, name, 'calls');
    const kept = readSample(calls?.text);
    // The order of keys is no difference: what a person has reviewed stays as it is.
    if (
      kept.status === 'read' &&
      bench.tools.differences(kept.value as Json, made.value.snapshot).length === 0
    )
      continue;
    if (!(await writeAuthored(bench.root, path, made.value.text))) return refused(403, notWritten(path));
    written.push(path);
  }
  await bench.refresh();
  return done({ written, holds: '' });
}

async function snapshotText(
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

function hasErrors(mapping: string): string {
  return `${mappingPath(mapping)} has errors; a snapshot needs none.`;
}

/** On lines of their own, so that a person can read and review it. */
function laidOut(sample: string): string {
  const text = sample.trim();
  return `${text.includes('\n') ? text : JSON.stringify(JSON.parse(text), null, 2)}\n`;
}

function notWritten(path: string): string {
  const shown = path.length > 120 ? `${path.slice(0, 120)}…` : path;
  return `${shown} is not written: only files of mappings/ and of test/mappings/ are, and none through a link.`;
}
