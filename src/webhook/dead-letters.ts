import { withoutSecrets } from '../commercetools/without-secrets.ts';
import { causeOf } from '../report/cause-of.ts';
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
 * helped: all of it comes again then. A failure whose text is lost (too large, or not UTF-8) cannot be kept. A text is
 * kept once, with the first that failed of what came in it: a thousand failures would keep a thousand copies.
 */
export async function keepDeadLetters(
  told: readonly Told[],
  { sink, now, isGivenUp = isBeyondHelp }: DeadLetterOptions,
): Promise<Keeping> {
  const failed = told.flatMap(({ outcome, came }): readonly Failed[] =>
    outcome.status === 'failed' ? [{ failure: outcome.failure, came }] : [],
  );
  if (sink === undefined || failed.length === 0) return { status: 'none' };
  if (!failed.every(({ failure, came }) => came !== undefined && isGivenUp(failure)))
    return { status: 'none' };
  return sink(deadLettersOf(failed, now)).then(
    () => ({ status: 'kept' }),
    (error: unknown) => ({ status: 'unkept', cause: causeOf(error) }),
  );
}

interface Failed {
  readonly failure: Failure;
  readonly came: Told['came'] | undefined;
}

function deadLettersOf(failed: readonly Failed[], failedAt: Date): readonly DeadLetter[] {
  const bodies = new Set<string>();
  return failed.flatMap(({ failure: { code, detail }, came }) => {
    if (came === undefined || ('body' in came && bodies.has(came.body))) return [];
    if ('body' in came) bodies.add(came.body);
    const kept = 'body' in came ? came : { notification: withoutSecrets(came.notification) };
    return [{ failedAt: failedAt.toISOString(), failure: { code, detail }, ...kept }];
  });
}
