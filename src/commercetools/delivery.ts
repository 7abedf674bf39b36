/** commercetools' three kinds of notification, and the test notification it sends when a Subscription is created. */
export type DeliveryKind = 'message' | 'change' | 'event' | 'test';

/** A commercetools notification out of its envelope, without secrets and without nulls. */
export interface Delivery {
  readonly kind: DeliveryKind;
  /** The message type (`CustomerCreated`), the change (`ResourceUpdated`) or the event type. */
  readonly type: string;
  /** What makes this delivery the same delivery when it comes again; no part is a time of ours or a personal value. */
  readonly identity: readonly string[];
  /** When it happened, ISO 8601 with zone. */
  readonly occurredAt: string;
  /** What expressions read. */
  readonly payload: Readonly<Record<string, unknown>>;
  /** Whether a field of the payload, at whatever depth, has a name that was watched for; absent where none was. */
  readonly holdsWatched?: boolean | undefined;
  /** commercetools' reason for leaving the content out, where it did. */
  readonly payloadNotIncluded?: string | undefined;
}
