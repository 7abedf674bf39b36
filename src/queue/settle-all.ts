import { inParallel } from '../webhook/in-parallel.ts';
import type { Settled } from './take-record.ts';

/** A record of a partition. */
export interface PartitionRecord {
  readonly offset: string;
  readonly text: string;
}

export interface Settling {
  readonly settle: (text: string) => Promise<Settled>;
  /** Called when every record up to this one is done. */
  readonly onDone: (offset: string) => Promise<void>;
  /** Whether to go on; asked before each step. */
  readonly isWanted: () => boolean;
  /** Waits so many milliseconds, and tells the broker now and then that this member lives. */
  readonly pause: (ms: number) => Promise<void>;
}

/** Records that are worked on at the same time. */
const atOnce = 10;

/** Between two tries of the same records; doubled up to the most, and longer where that is asked for, but not for ever. */
const pausesMs = { first: 1_000, most: 30_000, mostAsked: 600_000 };

/**
 * Works through records in order, ten at a time. Those that may succeed later are tried again in place, without limit,
 * since nothing behind them may be forgotten before them. Gives the offset of a record that is stuck, if one is.
 */
export async function settleAll(
  records: readonly PartitionRecord[],
  settling: Settling,
): Promise<{ readonly stuckAt?: string }> {
  for (let begin = 0; begin < records.length; begin += atOnce) {
    const chunk = records.slice(begin, begin + atOnce);
    const stuckAt = await settleChunk(chunk, settling);
    if (stuckAt !== undefined) return { stuckAt };
  }
  return {};
}

async function settleChunk(
  chunk: readonly PartitionRecord[],
  { settle, onDone, isWanted, pause }: Settling,
): Promise<string | undefined> {
  let left = chunk;
  for (let ms = pausesMs.first; isWanted(); ms = Math.min(ms * 2, pausesMs.most)) {
    const settled = await inParallel(left, atOnce, ({ text }) => settle(text));
    const verdicts = settled.map(({ verdict }) => verdict);
    const first = verdicts.findIndex((verdict) => verdict !== 'done');
    // Those behind the first that is left were done in a round before.
    const waiting = left[first];
    const lastDone = waiting === undefined ? chunk.at(-1) : chunk[chunk.indexOf(waiting) - 1];
    if (lastDone !== undefined) await onDone(lastDone.offset);
    const firstStuck = verdicts.indexOf('stuck');
    // What may still succeed before a stuck one is given its chance first.
    if (firstStuck >= 0 && firstStuck === first) return left[firstStuck]?.offset;
    if (first < 0) return undefined;
    left = left.slice(first).filter((_, index) => verdicts[first + index] !== 'done');
    const askedMs = Math.max(...settled.map((one) => one.askedMs));
    await pause(Math.max(ms, Math.min(askedMs, pausesMs.mostAsked)));
  }
  return undefined;
}
