import type { AuthenticationSettings } from '../commercetools/authenticate/settings.ts';
import type { ApiSettings } from '../commercetools/lookup/settings.ts';

/** What the operator decides about the webhook, checked. */
export interface WebhookSettings {
  /** Absent where the environment has no write key; then every delivery that a mapping listens to fails. */
  readonly writeKey?: string;
  /** Of Segment's HTTP API, with its scheme, without a path. */
  readonly host: string;
  /** From the arrival of a request to its answer. */
  readonly timeoutMs: number;
  /** Answers 200 to a failure that no redelivery can mend, for a transport that redelivers everything. */
  readonly acknowledgePermanentFailures: boolean;
  /** Who may post. */
  readonly authentication: AuthenticationSettings;
  /** How to fetch what deliveries lack. Absent where nothing is to be fetched. */
  readonly commercetools?: ApiSettings;
}
