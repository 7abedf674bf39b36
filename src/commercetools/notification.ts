import type { Failure } from '../report/failure.ts';

/** The transports' wrappers that are known, by the names the log gives them. */
export const wrapperNames = [
  'cloudevents',
  'cloudevents-binary',
  'pubsub',
  'sns',
  'eventbridge',
  'event-grid',
] as const;

export type WrapperName = (typeof wrapperNames)[number];

/** What a queue asks or tells when a subscription to it is made or ended; no delivery of commercetools. */
export type Handshake =
  | { readonly kind: 'event-grid-validation'; readonly validationCode: string }
  | { readonly kind: 'event-grid-deleted' }
  | { readonly kind: 'sns-confirmation'; readonly message: Readonly<Record<string, unknown>> }
  | { readonly kind: 'sns-unsubscribed' };

/** One thing that came in a request, out of its wrappers. */
export type Content = {
  /** Outermost first; empty where there was none. */
  readonly wrappers: readonly WrapperName[];
} & (
  | { readonly kind: 'notification'; readonly notification: Readonly<Record<string, unknown>> }
  | ({ readonly kind: 'handshake'; readonly handshake: Handshake } & Listed)
  | ({ readonly kind: 'unknown'; readonly failure: Failure } & Listed)
);

interface Listed {
  /** The item of the innermost list that it came in, as it stood there; absent where it came in none. */
  readonly item?: unknown;
}

/** Everything that came in a request. */
export interface Opened {
  /** At least one. */
  readonly contents: readonly Content[];
  /** Whether it came as a list, also as a list of one. */
  readonly isList: boolean;
}
