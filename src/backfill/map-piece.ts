import type { Delivery } from '../commercetools/delivery.ts';
import { lookupFor } from '../commercetools/lookup/lookup.ts';
import type { Catalog } from '../mapping/catalog.ts';
import type { Mapped } from '../pipeline/mapped.ts';
import { deliveryOf, identified, mapDelivery, type Processing } from '../pipeline.ts';
import type { Failure } from '../report/failure.ts';
import type { Batch as Calls } from '../segment/call.ts';
import { wireBytes } from '../segment/limits.ts';
import { type Patience, patiently } from './patiently.ts';
import { ended, type Piece, type Stop } from './piece.ts';
import { stopFor, worthAnother } from './what-passes.ts';

/** A piece, and what the catalog makes of it. */
export interface MappedPiece {
  readonly piece: Piece;
  readonly result:
    | { readonly status: 'mapped'; readonly calls: Calls; readonly bytes: number; readonly reason?: string }
    | { readonly status: 'skipped'; readonly reason: string }
    | { readonly status: 'failed'; readonly failure: Failure };
}

export interface MappingParts {
  readonly catalog: Catalog;
  readonly writeKey: string;
  readonly commercetools?: Processing['commercetools'];
  /** Whether Segment may be asked to delete and to suppress. */
  readonly regulates: boolean;
  readonly patience: Patience;
}

/**
 * Maps a piece as the webhook would map the delivery, to calls with the same message ids. What may succeed later is
 * tried again in place; in the end it stops the run, since nothing may be left out.
 */
export async function mapPiece(piece: Piece, parts: MappingParts): Promise<MappedPiece | Stop> {
  const { came } = piece;
  const failed = (failure: Failure): MappedPiece => ({ piece, result: { status: 'failed', failure } });
  if ('failure' in came) return failed(came.failure);
  const decoded = deliveryOf(came.notification);
  if (!decoded.ok) return failed(decoded.failure);
  const delivery = decoded.value;
  const mapped = await mapPatiently(delivery, parts);
  if (mapped === undefined) return ended;
  if (mapped.status === 'skipped') return { piece, result: mapped };
  if (mapped.status === 'failed') {
    return mapped.failure.retryable ? stopFor(mapped.failure) : failed(mapped.failure);
  }
  const calls = identified(mapped.calls, { writeKey: parts.writeKey, identity: delivery.identity });
  const bytes = calls.reduce((sum, call) => sum + wireBytes(call), 0);
  const result = { status: 'mapped', calls, bytes } as const;
  return { piece, result: mapped.reason === undefined ? result : { ...result, reason: mapped.reason } };
}

function mapPatiently(
  delivery: Delivery,
  { catalog, commercetools, regulates, patience }: MappingParts,
): Promise<Mapped | undefined> {
  const timeLeft = () => patience.requestMs;
  const attempt = async () => {
    const lookup = commercetools && lookupFor(delivery, { ...commercetools, timeLeft });
    return mapDelivery(delivery, catalog, { lookup, regulates });
  };
  return patiently(
    attempt,
    (mapped) => (mapped.status === 'failed' ? worthAnother(mapped.failure) : undefined),
    patience,
  );
}
