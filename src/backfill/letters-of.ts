import { withoutSecrets } from '../commercetools/without-secrets.ts';
import type { DeadLetter } from '../report/dead-letter.ts';
import type { Settled } from './settled.ts';

/** The dead letters of those that failed, in the form in which the webhook keeps them. */
export function lettersOf(settled: readonly Settled[], now: Date): readonly DeadLetter[] {
  return settled.flatMap(({ piece: { came }, outcome }) => {
    if (outcome.status !== 'failed') return [];
    const { code, detail } = outcome.failure;
    const kept =
      'notification' in came ? { notification: withoutSecrets(came.notification) } : { body: came.body };
    return [{ failedAt: now.toISOString(), failure: { code, detail }, ...kept }];
  });
}
