import type { Batch, Call } from './call.ts';

/** Whether a call is none of the Spec's, but asks Segment to delete or to suppress somebody. */
export function isRegulation({ type }: { readonly type: string }): boolean {
  return type === 'regulation';
}

/**
 * What is to be done about the person. Unless a mapping says otherwise, what is there is deleted and nothing is
 * suppressed: a suppressed user id is dropped by all sources, in silence, until somebody lifts that.
 * https://segment.com/docs/privacy/user-deletion-and-suppression/
 */
export function regulationTypeOf({ regulationType }: Call): string {
  return typeof regulationType === 'string' ? regulationType : 'DELETE_ONLY';
}

/** The calls with Segment's ids of the regulations among them, by message id. */
export function withRegulateIds(batch: Batch, regulateIds: ReadonlyMap<string, string> | undefined): Batch {
  if (regulateIds === undefined) return batch;
  return batch.map((call) => {
    const regulateId = regulateIds.get(call.messageId);
    return regulateId === undefined ? call : { ...call, regulateId };
  });
}

/** The parts of a call that may be shown anywhere: what it is, and by which ids it is found, but not about whom. */
export function shownCall(call: Call & { readonly messageId: string }) {
  const { type, messageId, regulateId } = call;
  if (!isRegulation(call)) return { type, messageId };
  return { type, messageId, regulationType: regulationTypeOf(call), regulateId };
}
