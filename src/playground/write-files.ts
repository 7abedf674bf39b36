import { writeAuthored } from '../node/authored-files.ts';
import { causeOf } from '../report/cause-of.ts';
import { type Answered, done, refused } from './answered.ts';

/** Writes files of the project, all or none; or says which is none that a page may write, or why the disk did not take them. */
export async function writeFiles(
  root: URL,
  files: readonly { readonly path: string; readonly text: string }[],
): Promise<Answered<readonly string[]>> {
  try {
    const [foreign] = await writeAuthored(root, files);
    return foreign === undefined ? done(files.map(({ path }) => path)) : refused(403, notWritten(foreign));
  } catch (error) {
    const paths = files.map(({ path }) => path).join(', ');
    return refused(
      507,
      `The disk does not take ${paths} (${causeOf(error)}): what was there stays as it was.`,
    );
  }
}

/** What is said of a path that no page may write. */
export function notWritten(path: string): string {
  const shown = path.length > 120 ? `${path.slice(0, 120)}…` : path;
  return `${shown} is not written: only files of mappings/ and of test/mappings/ are, and none through a link.`;
}

/** Runs works one after the other, in the order in which they come: what one has looked at stays so until it has written. */
export function oneAfterAnother(): <Value>(work: () => Promise<Value>) => Promise<Value> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work, work);
    last = next;
    return next;
  };
}
