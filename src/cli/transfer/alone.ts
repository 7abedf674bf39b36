import { dirname } from 'node:path';
import { runLock, type Taken } from '../../node/run-lock.ts';
import { diskAdvice } from '../../report/disk-words.ts';
import { UsageError } from '../command.ts';

/**
 * Does the work while no other run has the checkpoint: two would send everything twice, and each would set back what the
 * other has reached. Throws a UsageError where another has it, or where nothing can be written beside the checkpoint.
 */
export async function alone<Value>(
  command: string,
  checkpoint: string | undefined,
  work: () => Promise<Value>,
): Promise<Value> {
  if (checkpoint === undefined) return work();
  const lock = await runLock(`${checkpoint}.lock`).catch((error: unknown): never => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
    if (code === undefined) throw error;
    throw new UsageError(
      `${command}: nothing can be written into ${dirname(checkpoint)}, the folder of --checkpoint (${code}); ${code === 'ENOENT' ? 'make it' : diskAdvice(code)}, or name a file in another`,
    );
  });
  if ('release' in lock) return work().finally(lock.release);
  throw new UsageError(`${command}: another run works with ${checkpoint} ${wordsOf(lock)}`);
}

function wordsOf({ path, holder, own }: Taken): string {
  const advice = `wait for its end, or name another file. If there is none, delete ${path}`;
  if (holder === undefined) return `(nobody knows which); ${advice}`;
  const { pid, host } = holder;
  const since = new Date(holder.since);
  const begun = Number.isNaN(since.getTime()) ? '' : `, begun ${since.toISOString().slice(0, 19)}Z`;
  const who = `(process ${pid} on ${host}${begun})`;
  return host === own ? `${who}; ${advice}` : `${who}. ${elsewhere({ path, host, own })}`;
}

/** A container has another name at each start. */
function elsewhere({
  path,
  host,
  own,
}: {
  readonly path: string;
  readonly host: string;
  readonly own: string;
}) {
  return `Only there can be seen whether it still goes on; this is ${own}. If ${host} is no more, such as a container that was started anew, delete ${path} and run the same command again: it goes on from where that one was. Else wait for its end, or name another file`;
}
