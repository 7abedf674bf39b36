import type { Catalog } from '../mapping/catalog.ts';
import type { Processing } from '../pipeline.ts';
import type { DeadLetterSink } from '../report/dead-letter.ts';
import type { Sink } from '../segment/sink.ts';
import {
  type Checkpoint,
  changedSince,
  checkpointText,
  readCheckpoint,
  type Task,
  type Versions,
} from './checkpoint.ts';
import { pace } from './pace.ts';
import { graceMs, type Patience, patienceOf, withGrace } from './patiently.ts';
import type { Position, Source, Stop } from './piece.ts';
import { sending, sendNothing } from './send-batch.ts';
import { nothingYet, type Tally } from './tally.ts';
import { type Transferred, transfer, unwritten } from './transfer.ts';

/** Where a checkpoint is kept. */
export interface CheckpointStore {
  /** Nothing where there is none. */
  readonly read: () => Promise<string | undefined>;
  /** Resolves when the text is there for good, whole, in the place of the one before. */
  readonly write: (text: string) => Promise<void>;
}

export interface RunParts {
  readonly task: Task;
  /** Those that what is read goes by; absent where it does not matter that they change between two runs. */
  readonly mappings?: Versions;
  /** Told which of them are others than in the run that this one goes on from. */
  readonly onChanged?: (names: readonly string[]) => void;
  readonly catalog: Catalog;
  readonly writeKey: string;
  /** Absent in a dry run. */
  readonly sink?: Sink | undefined;
  /** Whether Segment may be asked to delete and to suppress. */
  readonly regulates?: boolean;
  readonly commercetools?: Processing['commercetools'];
  readonly deadLetters: DeadLetterSink;
  readonly checkpoint?: CheckpointStore | undefined;
  /** Why it must not write the checkpoint any more, where another run has that by now. */
  readonly overtaken?: (() => Promise<Stop | undefined>) | undefined;
  /** Whether more may come to what is done: then a run that is done is begun again behind it. */
  readonly canGrow?: boolean;
  /** Requests to Segment in a second, at most. */
  readonly rate: number;
  /** Seconds to go on trying while one of the two does not answer. */
  readonly patience: number;
  readonly ending: AbortSignal;
  readonly onProgress: (tally: Tally) => void;
}

/** The source of a run, from where the last one came to. */
export type Open = (after: Position | undefined, patience: Patience) => Source;

/** `complete`: there is nothing left to do; `mismatch`: why the checkpoint is not one of this run. */
export type Ran = Transferred | { readonly complete: true } | { readonly mismatch: string };

/** Goes on where the checkpoint says, else begins; keeps the checkpoint on the way. */
export async function run(parts: RunParts, open: Open): Promise<Ran> {
  const { task, mappings, checkpoint, sink, rate, ending, onProgress, deadLetters } = parts;
  const text = await checkpoint?.read();
  const known = text === undefined ? undefined : readCheckpoint(text, task);
  if (typeof known === 'string') return { mismatch: known };
  if (known?.isComplete === true) return { complete: true };
  const changed = known === undefined ? [] : changedSince(known, mappings ?? {});
  if (mappings !== undefined && changed.length > 0) parts.onChanged?.(changed);
  const halt = new AbortController();
  const patience = patienceOf(parts.patience, AbortSignal.any([halt.signal, ending]));
  let reached: Checkpoint = { task, isComplete: false, ...known, ...(mappings && { mappings }) };
  const save = async (next: Checkpoint): Promise<void> => {
    reached = next;
    await checkpoint?.write(checkpointText(next));
  };
  const trouble = (next: Checkpoint) =>
    save(next).then(
      () => undefined,
      (error: unknown) => unwritten('checkpoint', error),
    );
  // A place that cannot be written to is better found before than after.
  const early = await trouble(reached);
  if (early !== undefined) return { tally: nothingYet, stop: early };
  const transferred = await transfer({
    source: open(known?.after, patience),
    mapping: { ...parts, regulates: parts.regulates ?? false, patience },
    send:
      sink === undefined
        ? sendNothing
        : sending({ sink, turn: pace(rate), patience: withGrace(patience, graceMs) }),
    deadLetters,
    save: async (after) => {
      const overtaken = await parts.overtaken?.();
      if (overtaken === undefined) await save({ ...reached, after });
      return overtaken;
    },
    onProgress,
    ending,
    halt: () => halt.abort(),
  });
  if (transferred.stop !== undefined || parts.canGrow === true) return transferred;
  const late = await trouble({ ...reached, isComplete: true });
  // What it came to is told all the same.
  return late === undefined ? transferred : { ...transferred, stop: late };
}
