import type { IdentifiedCall } from './call.ts';
import { createRegulation, type PublicApiSettings, type Regulated } from './create-regulation.ts';
import type { Receipt } from './receipt.ts';
import { redact } from './redact.ts';
import { regulationTypeOf } from './regulation.ts';
import { gathering } from './regulation-gathering.ts';
import type { Sink } from './sink.ts';

/** So many confirmed regulations are remembered, the last ones. */
const remembered = 1_000;

/**
 * Sends regulations to Segment's Public API, those that are asked for at about the same time in one request for each
 * regulation type. What was confirmed is remembered by its message id, so that a delivery that comes again makes no
 * second regulation; to be kept as long as the instance lives. Segment cannot be asked instead: its list of
 * regulations has no filter by person, and would show us everybody. Beyond this memory, such as in another instance, a
 * repeat deletes nothing more, but counts in Segment's limit of 110,000 users a month
 * (https://segment.com/docs/privacy/user-deletion-and-suppression/). Never throws.
 */
export function regulationSink(settings: PublicApiSettings): Sink {
  const confirmed = new Map<string, string>();
  const gatherings = new Map<string, ReturnType<typeof gathering>>();
  const gatheringOf = (regulationType: string) => {
    const known = gatherings.get(regulationType);
    const made = known ?? gathering((calls, timeoutMs) => send(settings, regulationType, calls, timeoutMs));
    gatherings.set(regulationType, made);
    return made;
  };
  const regulate = async (call: IdentifiedCall, timeoutMs: number): Promise<Regulated> => {
    const known = confirmed.get(call.messageId);
    if (known !== undefined) return { status: 'accepted', regulateId: known };
    const regulated = await gatheringOf(regulationTypeOf(call))(call, timeoutMs);
    if (regulated.status === 'accepted') remember(confirmed, call.messageId, regulated.regulateId);
    return regulated;
  };
  return async (batch, timeoutMs) => {
    const all = await Promise.all(batch.map((call) => regulate(call, timeoutMs)));
    return receiptFor(batch, all);
  };
}

function send(
  settings: PublicApiSettings,
  regulationType: string,
  calls: readonly IdentifiedCall[],
  timeoutMs: number,
): Promise<Regulated> {
  const userIds = [...new Set(calls.map((call) => String(call['userId'])))];
  const toShow = (text: string) => redact(text, settings.token, calls);
  return createRegulation(settings, { regulationType, userIds }, { timeoutMs, toShow });
}

/** All or nothing; what may succeed later decides before what never will, so that it does. */
function receiptFor(batch: readonly IdentifiedCall[], all: readonly Regulated[]): Receipt {
  const failed = (['unavailable', 'rejected'] as const).flatMap((status) =>
    all.flatMap((one) => (one.status === status ? [{ status, details: one.details }] : [])),
  );
  const ids = all.flatMap((one, index) =>
    one.status === 'accepted' ? [[batch[index]?.messageId ?? '', one.regulateId] as const] : [],
  );
  return failed[0] ?? { status: 'accepted', regulateIds: new Map(ids) };
}

function remember(confirmed: Map<string, string>, messageId: string, regulateId: string): void {
  confirmed.set(messageId, regulateId);
  const oldest = confirmed.keys().next();
  if (confirmed.size > remembered && !oldest.done) confirmed.delete(oldest.value);
}
