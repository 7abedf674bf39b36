import type { Issue } from './issue.ts';

/** Why a delivery did not go through, named by the stage it stopped at, in the order the data walks. */
export const failureCodes = [
  'not-found',
  'method-not-allowed',
  'configuration-invalid',
  'not-authenticated',
  'authentication-unavailable',
  'body-too-large',
  'body-incomplete',
  'overloaded',
  'body-unreadable',
  'catalog-invalid',
  'not-json',
  'not-a-delivery',
  'input-invalid',
  'payload-not-included',
  'commercetools-refused',
  'commercetools-unavailable',
  'fetched-invalid',
  'write-key-missing',
  'out-of-time',
  'mapping-failed',
  'call-invalid',
  'segment-refused',
  'segment-unavailable',
  'confirmation-unavailable',
  'internal',
] as const;

export type FailureCode = (typeof failureCodes)[number];

/** What Segment's API said, or why it said nothing. Safe to show: bounded, without write key and without payload. */
export interface SegmentDetails {
  /** HTTP status of the last answer; absent where there was none. */
  readonly status?: number;
  /** The beginning of Segment's own answer. */
  readonly message?: string;
  /** What the network said where there was no answer, such as ECONNREFUSED. */
  readonly cause?: string;
  /** HTTP requests made. */
  readonly attempts: number;
  /** Segment's own Retry-After header, as sent. */
  readonly retryAfter?: string;
  /** Where it was not the API that takes calls. */
  readonly api?: 'public';
}

/** How commercetools' API answered a question of ours, or why it did not. Holds no text of the answer. */
export interface ApiDetails {
  /** HTTP status of the last answer; absent where there was none. */
  readonly status?: number;
  /** Why there was no answer, or none that can be used, such as ECONNREFUSED, timeout or stale. */
  readonly cause?: string;
  /** HTTP requests made. */
  readonly attempts: number;
  /** The Retry-After header, as sent. */
  readonly retryAfter?: string;
}

/** Why one way to prove who a caller is did not accept it, or could not tell: a word or a code, no value of the request. */
export type CheckVerdict =
  | { readonly check: string; readonly reason: string }
  | { readonly check: string; readonly cause: string };

/** A delivery that did not go through. Its texts hold no value of the payload and no secret. */
export interface Failure {
  readonly code: FailureCode;
  /** One sentence for the engineer who is woken up. */
  readonly detail: string;
  /** Whether the same delivery may succeed later without a change to a mapping or to the delivery. */
  readonly retryable: boolean;
  readonly issues?: readonly Issue[];
  readonly segment?: SegmentDetails;
  readonly commercetools?: ApiDetails;
  /** Why each configured check did not accept the caller. For the log only: a caller must not learn from it. */
  readonly checks?: readonly CheckVerdict[];
}

/** A failure as a result; the other side of a value. */
export type Result<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: Failure };
