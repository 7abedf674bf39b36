import type { Json } from '../mapping/catalog.ts';
import { hashOfText, isAuthoredPath, readAuthored } from '../node/authored-files.ts';
import { casePath } from '../node/case-files.ts';
import { type Answered, done, refused } from './answered.ts';
import type { AcceptQuestion, OpenedFile, SavedCase, SaveQuestion } from './contract.ts';
import { editable, withLineEndsOf } from './line-ends.ts';
import { readSample } from './read-sample.ts';
import { snapshotText } from './snapshot-text.ts';
import type { Workbench } from './workbench.ts';
import { notWritten, writeFiles } from './write-files.ts';

/** A file for the editor; nothing where there is none that it may have. */
export async function openFile({ root }: Workbench, path: string): Promise<OpenedFile | undefined> {
  const file = await readAuthored(root, path);
  return file && { ...file, text: editable(file.text) };
}

/** Writes the text of the editor, unless the file on disk is no longer the one that was opened. */
export async function saveFile(
  bench: Workbench,
  { edited, opened, overwrite }: SaveQuestion,
): Promise<Answered<OpenedFile>> {
  const { path, text } = edited;
  if (!isAuthoredPath(path)) return refused(403, notWritten(path));
  const onDisk = await readAuthored(bench.root, path);
  // Whoever asks twice has it once.
  if (opened !== undefined && onDisk !== undefined && editable(onDisk.text) === text)
    return done({ path, text, hash: onDisk.hash });
  if (overwrite !== true && onDisk?.hash !== opened)
    return onDisk === undefined
      ? refused(409, `${path} is gone from the disk.`)
      : refused(409, `${path} was changed on disk since it was opened.`, {
          ...onDisk,
          text: editable(onDisk.text),
        });
  const fresh = withLineEndsOf(onDisk?.text, text);
  const written = await writeFiles(bench.root, [{ path, text: fresh }]);
  if (written.status === 'refused') return written;
  await bench.refresh();
  return done({ path, text, hash: hashOfText(fresh) });
}

/** Writes the snapshots of mappings that differ from what the files on disk give, also in the variants. */
export async function acceptSnapshots(
  bench: Workbench,
  { mappings }: AcceptQuestion,
): Promise<Answered<SavedCase>> {
  const { cases } = await bench.refresh();
  const stale: { readonly path: string; readonly text: string }[] = [];
  for (const { mapping, name, delivery, calls, fetched } of cases) {
    if (delivery === undefined || !mappings.includes(mapping)) continue;
    const made = await snapshotText(bench, mapping, { text: delivery.text, fetched });
    if (made.status === 'refused') return made;
    const kept = readSample(calls?.text);
    // The order of keys is no difference: what a person has reviewed stays as it is.
    const isSame =
      kept.status === 'read' && bench.tools.differences(kept.value as Json, made.value.snapshot).length === 0;
    if (!isSame) stale.push({ path: casePath(mapping, name, 'calls'), text: made.value.text });
  }
  const varied = await bench.tools.staleInVariants(mappings);
  const written = await writeFiles(bench.root, [...stale, ...varied]);
  if (written.status === 'refused') return written;
  await bench.refresh();
  return done({ written: written.value, holds: '' });
}
