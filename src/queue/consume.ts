import { commercetools } from '../commercetools/lookup/commercetools.ts';
import type { BuiltCatalog } from '../mapping/catalog.ts';
import { deadLettersBy } from '../node/dead-letters-by.ts';
import type { Failure, Result } from '../report/failure.ts';
import { isAboutWhatWasSent } from '../segment/verdict.ts';
import type { WebhookSettings } from '../webhook/settings.ts';
import { type KafkaSettings, type KafkaWorker, kafkaWorker } from './kafka.ts';
import { type QueueParts, type Settle, settling } from './settle.ts';

/**
 * A topic gives a record no second chance: what only a person can mend waits among the dead letters. But where Segment
 * refuses us and not the record, all that come would end there, and the topic is the better place for them.
 */
export function isForDeadLetters({ code, retryable, segment }: Failure): boolean {
  if (retryable) return false;
  if (code !== 'segment-refused' || segment?.api === 'public' || segment?.status === undefined) return true;
  return isAboutWhatWasSent(segment) || segment.status < 300;
}

/** Takes the records of a topic. */
export function settlingOfTopic(parts: QueueParts): Promise<Result<Settle>> {
  return settling(parts, isForDeadLetters);
}

/** Composition root of the worker. Rejects where no broker can be reached, or it says no. */
export async function consume(
  kafka: KafkaSettings,
  settings: WebhookSettings,
  { built, log }: { readonly built: BuiltCatalog; readonly log: (line: string) => void },
): Promise<Result<KafkaWorker>> {
  const settle = await settlingOfTopic({
    load: async () => built,
    settings: () => ({ ok: true, value: settings }),
    commercetools: (value) => value.commercetools && commercetools(value.commercetools),
    deadLetters: deadLettersBy,
    log,
    clock: () => performance.now(),
    now: () => new Date(),
  });
  return settle.ok ? { ok: true, value: await kafkaWorker(kafka, { settle: settle.value, log }) } : settle;
}
