import type { AuthenticationSettings } from '../commercetools/authenticate/settings.ts';
import type { ApiSettings } from '../commercetools/lookup/settings.ts';
import type { PublicApiSettings } from '../segment/create-regulation.ts';

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
  /** Where dead letters are appended, as lines of JSON. Absent where none are kept. */
  readonly deadLetterFile?: string;
  /** The SQS queue that dead letters are sent to; goes before the file. */
  readonly deadLetterQueueUrl?: string;
  /** Who may post. */
  readonly authentication: AuthenticationSettings;
  /** How to fetch what deliveries lack. Absent where nothing is to be fetched. */
  readonly commercetools?: ApiSettings;
  /** How to have Segment delete and suppress people. Absent where nobody is to be. */
  readonly publicApi?: PublicApiSettings;
}
