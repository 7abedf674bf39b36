import { commercetools } from '../commercetools/lookup/commercetools.ts';
import type { BuiltCatalog } from '../mapping/catalog.ts';
import { deadLettersBy } from '../node/dead-letters-by.ts';
import type { Result } from '../report/failure.ts';
import type { WebhookSettings } from '../webhook/settings.ts';
import { type KafkaSettings, type KafkaWorker, kafkaWorker } from './kafka.ts';
import { settling } from './settle.ts';

/** Composition root of the worker. Rejects where no broker can be reached. */
export async function consume(
  kafka: KafkaSettings,
  settings: WebhookSettings,
  { built, log }: { readonly built: BuiltCatalog; readonly log: (line: string) => void },
): Promise<Result<KafkaWorker>> {
  const settle = await settling(
    {
      load: async () => built,
      settings: () => ({ ok: true, value: settings }),
      commercetools: (value) => value.commercetools && commercetools(value.commercetools),
      deadLetters: deadLettersBy,
      log,
      clock: () => performance.now(),
      now: () => new Date(),
    },
    // A topic gives a record no second chance: what only a person can mend waits among the dead letters.
    ({ retryable }) => !retryable,
  );
  return settle.ok ? { ok: true, value: await kafkaWorker(kafka, { settle: settle.value, log }) } : settle;
}
