import { withoutSecrets } from '../commercetools/without-secrets.ts';
import type { DeadLetter, DeadLetterSink } from '../report/dead-letter.ts';
import type { Failure } from '../report/failure.ts';
import { isBeyondHelp } from './acknowledge.ts';
import type { Told } from './told.ts';

/** What became of the dead letters: `none` to keep or no sink, all `kept`, or `unkept` with a code of the system. */
export type Keeping =
  | { readonly status: 'none' | 'kept' }
  | { readonly status: 'unkept'; readonly cause: string };

export interface DeadLetterOptions {
  readonly sink: DeadLetterSink | undefined;
  readonly now: Date;
  readonly isGivenUp?: ((failure: Failure) => boolean) | undefined;
}

/**
 * Keeps what failed beyond help, of all that came together. Nothing is kept while a failure among it can still be
 * helped: all of it comes again then. A failure whose text is lost (too large, or not UTF-8) cannot be kept.
 */
export async function keepDeadLetters(
  told: readonly Told[],
  { sink, now, isGivenUp = isBeyondHelp }: DeadLetterOptions,
): Promise<Keeping> {
  const failures = told.flatMap(({ outcome }) => (outcome.status === 'failed' ? outcome.failure : []));
  if (sink === undefined || failures.length === 0 || !failures.every(isGivenUp)) return { status: 'none' };
  const letters = deadLettersOf(told, now);
  if (letters.length < failures.length) return { status: 'none' };
  return sink(letters).then(
    () => ({ status: 'kept' }),
    (error: unknown) => ({ status: 'unkept', cause: causeOf(error) }),
  );
}

function deadLettersOf(told: readonly Told[], failedAt: Date): readonly DeadLetter[] {
  return told.flatMap(({ outcome, came }) => {
    if (outcome.status !== 'failed' || came === undefined) return [];
    const { code, detail } = outcome.failure;
    const kept = 'body' in came ? came : { notification: withoutSecrets(came.notification) };
    return [{ failedAt: failedAt.toISOString(), failure: { code, detail }, ...kept }];
  });
}

/** Such as ENOSPC, or the name of an error; its message could quote what was to be written. */
function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown cause';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
