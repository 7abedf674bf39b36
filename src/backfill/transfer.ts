import { causeOf } from '../report/cause-of.ts';
import type { DeadLetterSink } from '../report/dead-letter.ts';
import { inBatches } from './batches.ts';
import { lettersOf } from './letters-of.ts';
import { type MappedPiece, type MappingParts, mapPiece } from './map-piece.ts';
import { ended, isStop, type Position, type Source, type Stop } from './piece.ts';
import type { SendBatch } from './send-batch.ts';
import type { SettledBatch } from './settled.ts';
import { nothingYet, type Tally, withBatch } from './tally.ts';

export interface TransferParts {
  readonly source: Source;
  readonly mapping: MappingParts;
  readonly send: SendBatch;
  readonly deadLetters: DeadLetterSink;
  /** Resolves when it is safe that everything up to here is done, or with why it must not be written any more. */
  readonly save: (position: Position) => Promise<Stop | undefined>;
  /** Called after each batch. */
  readonly onProgress: (tally: Tally) => void;
  /** Asks for an end: nothing more is read, and what was read is sent. */
  readonly ending: AbortSignal;
  /** Called when the run cannot go on, so that nobody waits any longer. */
  readonly halt: () => void;
}

/** What a run came to; without a stop, all of its source is done. */
export interface Transferred {
  readonly tally: Tally;
  readonly stop?: Stop;
}

/** Batches that are on their way at once. */
const atOnce = 4;

/**
 * Reads, maps and sends, with so much in memory as a few batches hold. Batches are confirmed in any order and settled in
 * that of the source: first the dead letters are safe, then the position. So a run that dies at whatever moment, and
 * then goes on from the saved position, repeats a few batches and leaves nothing out. Never throws.
 */
export async function transfer(parts: TransferParts): Promise<Transferred> {
  let tally = nothingYet;
  const settle = async (batch: SettledBatch): Promise<Stop | undefined> => {
    const stop = await kept(batch, parts);
    if (stop !== undefined) return stop;
    tally = withBatch(tally, batch);
    parts.onProgress(tally);
    return undefined;
  };
  const settleAfter = async (
    before: Promise<Stop | undefined>,
    sent: Promise<SettledBatch | Stop>,
  ): Promise<Stop | undefined> => {
    const earlier = await before;
    const batch = await sent;
    const stop = earlier ?? (isStop(batch) ? batch : await settle(batch));
    if (stop !== undefined) parts.halt();
    return stop;
  };
  const underWay: Promise<Stop | undefined>[] = [];
  let last: Promise<Stop | undefined> = Promise.resolve(undefined);
  let stop: Stop | undefined;
  for await (const next of inBatches(mappedPieces(parts))) {
    if (isStop(next)) {
      stop = next;
      break;
    }
    last = settleAfter(last, parts.send(next));
    underWay.push(last);
    stop = underWay.length < atOnce ? undefined : await underWay.shift();
    if (stop !== undefined) break;
  }
  stop = (await last) ?? stop;
  if (stop === undefined) return { tally };
  return { tally, stop: parts.ending.aborted ? endedBy(stop) : stop };
}

/** Who ends a run need not hear that it would have waited for longer; what it waited for is worth a word. */
function endedBy(stop: Stop): Stop {
  if (stop.reason !== 'unavailable') return stop;
  return { reason: 'ended', detail: `it was ended while ${stop.detail}` };
}

async function* mappedPieces({ source, mapping, ending }: TransferParts): AsyncGenerator<MappedPiece | Stop> {
  for await (const piece of source) {
    if (isStop(piece)) yield piece;
    else if (ending.aborted) return yield ended;
    else yield await mapPiece(piece, mapping);
  }
}

async function kept(
  { settled }: SettledBatch,
  { deadLetters, save }: TransferParts,
): Promise<Stop | undefined> {
  const letters = lettersOf(settled, new Date());
  const position = settled.findLast(({ piece }) => piece.position !== undefined)?.piece.position;
  let what = 'dead letters';
  try {
    if (letters.length > 0) await deadLetters(letters);
    what = 'checkpoint';
    return position === undefined ? undefined : await save(position);
  } catch (error) {
    return unwritten(what, error);
  }
}

/** The disk does not take what must be kept. */
export function unwritten(what: string, error: unknown): Stop {
  return {
    reason: 'broken',
    detail: `the ${what} cannot be written (${causeOf(error)}); nothing is lost: mend that, and run the same command again`,
  };
}
