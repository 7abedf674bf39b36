import type { Failure } from '../report/failure.ts';
import type { Piece } from './piece.ts';

/** What became of a piece in the end. */
export interface Settled {
  readonly piece: Piece;
  readonly outcome:
    | { readonly status: 'sent'; readonly calls: number; readonly reason?: string | undefined }
    | { readonly status: 'skipped'; readonly reason: string }
    | { readonly status: 'failed'; readonly failure: Failure };
}

/** The pieces of one batch, in their order, and the requests that they took. */
export interface SettledBatch {
  readonly settled: readonly Settled[];
  readonly requests: number;
}
