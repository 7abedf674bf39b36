import { sendingFailed } from '../pipeline/failures.ts';
import type { Failure, SegmentDetails } from '../report/failure.ts';
import { wayAdvice } from '../report/way-words.ts';
import type { Receipt } from '../segment/receipt.ts';
import type { Sink } from '../segment/sink.ts';
import { isAboutWhatWasSent } from '../segment/verdict.ts';
import type { Batch } from './batches.ts';
import type { MappedPiece } from './map-piece.ts';
import { type Patience, patiently } from './patiently.ts';
import type { Stop } from './piece.ts';
import type { Settled, SettledBatch } from './settled.ts';
import { goOnLater } from './what-passes.ts';

/** Sends a batch and says what became of each piece of it. Never throws. */
export type SendBatch = (batch: Batch) => Promise<SettledBatch | Stop>;

export interface SendingParts {
  readonly sink: Sink;
  /** Resolves when one more request may leave. */
  readonly turn: () => Promise<void>;
  readonly patience: Patience;
}

/** So many single deliveries refused in a row are no fault of theirs. */
const refusedInRow = 10;

/**
 * Sends batches, each in one request, and confirms them. One that Segment does not want is cut in half until only those
 * deliveries are left that it does not want alone; where it wants none of them, or none from us, the run stops.
 */
export function sending({ sink, turn, patience }: SendingParts): SendBatch {
  return async (batch) => {
    let requests = 0;
    let inRow = 0;
    const send = async (pieces: readonly Sendable[]): Promise<Stop | undefined> => {
      const calls = pieces.flatMap(({ calls }) => calls);
      if (calls.length === 0) return undefined;
      const attempt = async (): Promise<Receipt> => {
        await turn();
        requests++;
        return sink(calls, patience.requestMs);
      };
      const receipt = await patiently(attempt, worthAnother, patience);
      if (receipt === undefined) return cutOff;
      if (receipt.status === 'accepted') {
        inRow = 0;
        return undefined;
      }
      const failure = sendingFailed(receipt);
      if (receipt.status === 'unavailable') return stopped('unavailable', failure);
      if (!isAboutCalls(receipt)) return stopped('refused', failure);
      if (pieces.length > 1) {
        const middle = Math.ceil(pieces.length / 2);
        return (await send(pieces.slice(0, middle))) ?? send(pieces.slice(middle));
      }
      for (const { place } of pieces) refused.set(place, failure);
      inRow++;
      return inRow < refusedInRow ? undefined : stopped('refused', failure);
    };
    const refused = new Map<MappedPiece, Failure>();
    const stop = await send(batch.flatMap(sendable));
    return stop ?? { settled: batch.map((one) => settledOf(one, refused.get(one))), requests };
  };
}

/** Settles batches as if they had been sent. */
export const sendNothing: SendBatch = async (batch) => ({
  settled: batch.map((one) => settledOf(one)),
  requests: batch.some(({ result }) => result.status === 'mapped') ? 1 : 0,
});

interface Sendable {
  readonly place: MappedPiece;
  readonly calls: Extract<MappedPiece['result'], { readonly status: 'mapped' }>['calls'];
}

function sendable(place: MappedPiece): Sendable[] {
  return place.result.status === 'mapped' ? [{ place, calls: place.result.calls }] : [];
}

function worthAnother(receipt: Receipt): { readonly retryAfter?: string | undefined } | undefined {
  return receipt.status === 'unavailable' ? { retryAfter: receipt.details.retryAfter } : undefined;
}

/** Too large, malformed, said to be no success, or not taken by the SDK: another batch may fare better. */
function isAboutCalls({ details }: Exclude<Receipt, { readonly status: 'accepted' }>): boolean {
  const { status, cause } = details;
  return status === undefined ? cause === 'not-sent' : isAboutWhatWasSent(details) || status < 300;
}

/** Whether Segment took them nobody knows. */
const cutOff: Stop = {
  reason: 'ended',
  detail:
    'it was ended before Segment had answered all requests; with --checkpoint the same command goes on where it was, with the same message ids',
};

function stopped(reason: Stop['reason'], { detail, segment = { attempts: 0 } }: Failure): Stop {
  return { reason, detail: `${detail}; ${adviceFor(reason, segment)}` };
}

function adviceFor(reason: Stop['reason'], { api, status, cause, retryAfter }: SegmentDetails): string {
  if (reason === 'refused')
    return `check ${api === 'public' ? 'SEGMENT_PUBLIC_API_TOKEN' : 'SEGMENT_WRITE_KEY'} and SEGMENT_HOST`;
  // A web page came with a good status, or nothing came at all: then it has been said what to look at.
  const isPage = api !== 'public' && status !== undefined && status < 300;
  const isSaid = isPage || wayAdvice(cause, 'SEGMENT_HOST') !== undefined;
  return isSaid ? 'then go on with the same command' : goOnLater('https://status.segment.com', retryAfter);
}

function settledOf({ piece, result }: MappedPiece, failure?: Failure): Settled {
  if (failure !== undefined) return { piece, outcome: { status: 'failed', failure } };
  if (result.status !== 'mapped') return { piece, outcome: result };
  return { piece, outcome: { status: 'sent', calls: result.calls.length, reason: result.reason } };
}
