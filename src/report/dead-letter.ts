import type { FailureCode } from './failure.ts';

/** A delivery that no redelivery can mend, kept so that a person can: one line of JSON in the dead-letter sink. */
export interface DeadLetter {
  /** When it was given up, ISO 8601. */
  readonly failedAt: string;
  readonly failure: { readonly code: FailureCode; readonly detail: string };
  /** What came, out of its wrappers and without secrets; absent where no notification could be found in it. */
  readonly notification?: Readonly<Record<string, unknown>>;
  /** What came, as it came, where there is no notification; of a list the item alone, as JSON. */
  readonly body?: string;
}

/**
 * Keeps dead letters. Resolves when they are safe; rejects where they are not, and then the delivery must not be
 * acknowledged. They hold personal data, so they go nowhere else.
 */
export type DeadLetterSink = (letters: readonly DeadLetter[]) => Promise<void>;
