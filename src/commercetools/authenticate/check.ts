import type { Result } from '../../report/failure.ts';
import type { RequestHeaders } from '../request-headers.ts';

/** What a caller shows of itself. */
export interface Shown {
  readonly headers: RequestHeaders;
  /** As requested, with its query. */
  readonly url: URL;
  /** The body as it arrived, after any content encoding was taken off. Reads it when it is first asked for. */
  readonly body: () => Promise<Result<Uint8Array>>;
  /** Fires when the answer is due; nothing may be fetched after that. Begins when it is first asked for: most callers need none. */
  readonly signal: AbortSignal;
  /** When the request came. */
  readonly now: Date;
}

/**
 * The ways in which a caller can prove who it is, by the names that the log and the health report give them. In the order in
 * which they are asked: those that cost the least first, those that read the body last, so that a stranger's body is not read.
 */
export const checkNames = [
  'webhook-secret',
  'google-token',
  'entra-token',
  'body-signature',
  'sns-signature',
] as const;

export type CheckName = (typeof checkNames)[number];

/**
 * What a check says of a caller.
 * - accepted: it proved who it is.
 * - refused: it did not. The reason is a word or two in kebab-case for the log, such as `absent`, `expired` or
 *   `wrong-audience`; it holds no value of the request.
 * - unavailable: what the check needs to decide, such as a public key, could not be had; `cause` as a network code
 *   or an HTTP status. The same request may pass later.
 */
export type Verdict =
  | { readonly status: 'accepted' }
  | { readonly status: 'refused'; readonly reason: string }
  | { readonly status: 'unavailable'; readonly cause: string };

/** One configured way to prove who one is. */
export interface Check {
  readonly name: CheckName;
  /** Never rejects. A body that cannot be read is `refused` with the reason `unreadable-body`. */
  readonly verify: (shown: Shown) => Promise<Verdict>;
}
