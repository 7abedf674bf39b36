import { decodeDelivery } from './commercetools/decode.ts';
import type { Delivery } from './commercetools/delivery.ts';
import { withContent } from './commercetools/lookup/content.ts';
import { type Lookup, type LookupParts, lookupFor } from './commercetools/lookup/lookup.ts';
import { needsCredentials } from './commercetools/lookup/lookup-failures.ts';
import type { Catalog, Mapping } from './mapping/catalog.ts';
import { readable, unreadableNames } from './mapping/language/readable.ts';
import { after, type Soon } from './mapping/work.ts';
import { admit, isIgnored, listeners } from './pipeline/admit.ts';
import { sendingFailed, writeKeyMissing } from './pipeline/failures.ts';
import {
  type DeliveryCall,
  failed,
  type Gathered,
  gather,
  type Mapped,
  together,
} from './pipeline/mapped.ts';
import type { Failure, Result } from './report/failure.ts';
import type { IdentifiedCall } from './segment/call.ts';
import { messageId } from './segment/message-id.ts';
import { withRegulateIds } from './segment/regulation.ts';
import type { Sink } from './segment/sink.ts';

/** Exactly one per delivery. `reason` of one that was sent: why a part of what was meant to be was not, such as an erasure. */
export type Outcome =
  | { readonly status: 'sent'; readonly calls: readonly IdentifiedCall[]; readonly reason?: string }
  | { readonly status: 'skipped'; readonly reason: string }
  | { readonly status: 'failed'; readonly failure: Failure };

/** An outcome with what an engineer wants to see beside it in the log. */
export interface Processed {
  readonly outcome: Outcome;
  readonly delivery?: Delivery;
  readonly mappings: readonly Mapping[];
}

/** What a delivery is processed with. */
export interface Processing {
  readonly catalog: Catalog;
  /** Names the write key and sends to its source; absent where the environment has no write key. */
  readonly segment?: { readonly writeKey: string; readonly sink: Sink; readonly regulates?: boolean };
  /** Where resources are fetched from; absent where the environment has no credentials of commercetools. */
  readonly commercetools?: Omit<LookupParts, 'timeLeft'> | undefined;
  /** Milliseconds left until the sender must have its answer. */
  readonly timeLeft: () => number;
}

/** The whole story: decode → match → admit → fetch what is missing → map → identify → send. Takes a notification out of its envelope. */
export async function processDelivery(
  notification: Readonly<Record<string, unknown>>,
  { catalog, segment, commercetools, timeLeft }: Processing,
): Promise<Processed> {
  const decoded = deliveryOf(notification);
  if (!decoded.ok) return { outcome: failed(decoded.failure), mappings: [] };
  const delivery = decoded.value;
  const mappings = listeners(delivery, catalog);
  const done = (outcome: Outcome): Processed => ({ outcome, delivery, mappings });

  if (segment === undefined) return done(admit(delivery, mappings, catalog) ?? failed(writeKeyMissing));
  const lookup = commercetools && lookupFor(delivery, { ...commercetools, timeLeft });
  const { writeKey, sink, regulates = false } = segment;
  const mapped = await mapDelivery(delivery, catalog, { isWanted: () => timeLeft() > 0, lookup, regulates });
  if (mapped.status !== 'mapped') return done(mapped);
  const batch = identified(mapped.calls, { writeKey, identity: delivery.identity });
  const receipt = await sink(batch, timeLeft());
  if (receipt.status !== 'accepted') return done(failed(sendingFailed(receipt)));
  const sent = { status: 'sent', calls: withRegulateIds(batch, receipt.regulateIds) } as const;
  return done(mapped.reason === undefined ? sent : { ...sent, reason: mapped.reason });
}

/** A notification out of its envelope as a delivery to be mapped: what expressions may not read is looked for on the way. */
export function deliveryOf(notification: Readonly<Record<string, unknown>>): Result<Delivery> {
  return decodeDelivery(notification, unreadableNames);
}

/** The calls of a delivery with their ids, which are the same however often and by whatever way it comes. */
export function identified(
  calls: readonly DeliveryCall[],
  { writeKey, identity }: { readonly writeKey: string; readonly identity: readonly string[] },
): readonly IdentifiedCall[] {
  return calls.map(({ call, mapping, index }) =>
    // Written as { ...call, messageId }, Node 20 takes five times as long.
    Object.assign({}, call, { messageId: messageId({ writeKey, identity, mapping, index }) }),
  );
}

/**
 * With what a delivery is mapped: whether somebody still waits for it, what fetches for it where anything does, and
 * whether Segment may be asked to delete and to suppress.
 */
export interface MappingAids {
  readonly isWanted?: () => boolean;
  readonly lookup?: Lookup | undefined;
  readonly regulates?: boolean;
}

/** What the catalog makes of a delivery, as long as somebody waits for it. Sends nothing. A promise only where something must wait. */
export function mapDelivery(sent: Delivery, catalog: Catalog, aids: MappingAids = {}): Soon<Mapped> {
  const { lookup } = aids;
  const known =
    sent.payloadNotIncluded === undefined ||
    lookup === undefined ||
    isIgnored(sent, listeners(sent, catalog));
  if (known) return mapWhole(sent, catalog, aids);
  return withContent(sent, lookup).then((whole) =>
    whole.ok ? mapWhole(whole.value, catalog, aids) : failed(whole.failure),
  );
}

/** The same of one that has all its content, as far as there is any. */
function mapWhole(delivery: Delivery, catalog: Catalog, aids: MappingAids): Soon<Mapped> {
  const { isWanted = () => true, lookup = withoutCredentials, regulates = true } = aids;
  const listening = listeners(delivery, catalog);
  const refusal = admit(delivery, listening, catalog);
  if (refusal !== undefined) return refusal;
  const payload = readable(delivery.payload, delivery.holdsWatched === false);
  const gathered: Gathered = { calls: [], reasons: [] };
  const from = (at: number): Soon<Mapped> => {
    const mapping = listening[at];
    if (mapping === undefined) return together(gathered);
    return after(
      mapping.run(payload, delivery.occurredAt, isWanted, lookup),
      (result) => gather(result, mapping, regulates, gathered) ?? from(at + 1),
    );
  };
  return from(0);
}

/** Says of all that is asked for what would have to be set. */
export const withoutCredentials: Lookup = async (wanted) => ({
  status: 'absent',
  reason: needsCredentials(wanted),
});
