import { dirname } from 'node:path';
import { type Holder, runLock } from '../../node/run-lock.ts';
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
      `${command}: nothing can be written into ${dirname(checkpoint)}, the folder of --checkpoint (${code}); make it, or name a file in another`,
    );
  });
  if ('release' in lock) return work().finally(lock.release);
  throw new UsageError(
    `${command}: another run works with ${checkpoint} (${wordsOf(lock.holder)}); wait for its end, or name another file. If there is none, delete ${lock.path}`,
  );
}

function wordsOf(holder: Holder | undefined): string {
  if (holder === undefined) return 'nobody knows which';
  const since = new Date(holder.since);
  const begun = Number.isNaN(since.getTime()) ? '' : `, begun ${since.toISOString().slice(0, 19)}Z`;
  return `process ${holder.pid} on ${holder.host}${begun}`;
}
