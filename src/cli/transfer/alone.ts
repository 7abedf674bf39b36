import { dirname } from 'node:path';
import type { Stop } from '../../backfill/piece.ts';
import type { RunParts } from '../../backfill/run.ts';
import { lockOf } from '../../node/checkpoint-file.ts';
import { type Holder, runLock, type Taken } from '../../node/run-lock.ts';
import { diskAdvice } from '../../report/disk-words.ts';
import { UsageError } from '../command.ts';

/**
 * Does the work while no other run has the checkpoint: two would send everything twice, and each would set back what the
 * other has reached. Throws a UsageError where another has it, or where nothing can be written beside the checkpoint.
 */
export async function alone<Value>(
  command: string,
  checkpoint: string | undefined,
  work: (overtaken: RunParts['overtaken']) => Promise<Value>,
): Promise<Value> {
  if (checkpoint === undefined) return work(undefined);
  const lock = await runLock(lockOf(checkpoint)).catch((error: unknown): never => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
    if (code === undefined) throw error;
    throw new UsageError(
      `${command}: nothing can be written into ${dirname(checkpoint)}, the folder of --checkpoint (${code}); ${code === 'ENOENT' ? 'make it' : diskAdvice(code)}, or name a file in another`,
    );
  });
  if ('release' in lock) {
    const overtaken = async () => {
      const taken = await lock.lostTo();
      return taken && overtakenBy(taken, checkpoint);
    };
    return work(overtaken).finally(lock.release);
  }
  throw new UsageError(`${command}: another run works with ${checkpoint} ${wordsOf(lock)}`);
}

/** To go on would send everything twice, and set back what the other has reached. */
function overtakenBy({ path, holder }: Taken, checkpoint: string): Stop {
  const detail = `it was ended: somebody deleted ${path} while it went on, and another run works with ${checkpoint} ${nameOf(holder)}. What both have sent, Segment drops`;
  return { reason: 'ended', detail };
}

function wordsOf({ path, holder, own }: Taken): string {
  const advice = `wait for its end, or name another file. If there is none, delete ${path}`;
  const isElsewhere = holder !== undefined && holder.host !== own;
  return `${nameOf(holder)}${isElsewhere ? `. ${elsewhere({ path, host: holder.host, own })}` : `; ${advice}`}`;
}

function nameOf(holder: Holder | undefined): string {
  if (holder === undefined) return '(nobody knows which)';
  const since = new Date(holder.since);
  const begun = Number.isNaN(since.getTime()) ? '' : `, begun ${since.toISOString().slice(0, 19)}Z`;
  return `(process ${holder.pid} on ${holder.host}${begun})`;
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
