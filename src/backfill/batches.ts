import type { MappedPiece } from './map-piece.ts';
import { isStop, type Stop } from './piece.ts';

/**
 * What one request holds at most; below Segment's limits of 500 KB and 2,500 calls
 * (https://segment.com/docs/connections/sources/catalog/libraries/server/http-api/#batch), so that the SDK sends it
 * as one. As many pieces at most, so that the checkpoint moves on also where most are skipped.
 */
const mostBytes = 450 * 1024;
const mostCalls = 2_000;
const mostPieces = 2_000;

/** Pieces that are sent in one request, in their order, with those between them of which nothing is sent. */
export type Batch = readonly MappedPiece[];

/**
 * Puts pieces together as far as they fit into one request; the calls of a piece stay together. A piece that fits into
 * no batch has one of its own. Before a stop comes what was gathered.
 */
export async function* inBatches(pieces: AsyncIterable<MappedPiece | Stop>): AsyncGenerator<Batch | Stop> {
  let batch: MappedPiece[] = [];
  let calls = 0;
  let bytes = 0;
  for await (const next of pieces) {
    if (isStop(next)) {
      if (batch.length > 0) yield batch;
      yield next;
      return;
    }
    const size = sizeOf(next);
    const isFull =
      batch.length >= mostPieces || calls + size.calls > mostCalls || bytes + size.bytes > mostBytes;
    if (isFull && batch.length > 0) {
      yield batch;
      [batch, calls, bytes] = [[], 0, 0];
    }
    batch.push(next);
    calls += size.calls;
    bytes += size.bytes;
  }
  if (batch.length > 0) yield batch;
}

function sizeOf({ result }: MappedPiece): { readonly calls: number; readonly bytes: number } {
  return result.status === 'mapped'
    ? { calls: result.calls.length, bytes: result.bytes }
    : { calls: 0, bytes: 0 };
}
