import type { SegmentDetails } from '../report/failure.ts';

/**
 * What became of a batch.
 * - accepted: Segment answered 2xx for every call of the batch, and its answer was read to the end.
 * - rejected: Segment answered that it does not want this batch; sending it again unchanged is of no use.
 * - unavailable: Segment could not be reached, did not answer in time, or asked to come back later.
 */
export type Receipt =
  /** `regulateIds`: Segment's id of each regulation, by the message id of its call. */
  | { readonly status: 'accepted'; readonly regulateIds?: ReadonlyMap<string, string> }
  | { readonly status: 'rejected'; readonly details: SegmentDetails }
  | { readonly status: 'unavailable'; readonly details: SegmentDetails };
