import type { DeadLetterSink } from '../report/dead-letter.ts';
import type { WebhookSettings } from '../webhook/settings.ts';
import { deadLetterFile } from './dead-letter-file.ts';
import { deadLetterQueue } from './dead-letter-queue.ts';

/** Where the environment wants dead letters kept; nothing where it names no place. */
export function deadLettersBy({
  deadLetterFile: path,
  deadLetterQueueUrl: queueUrl,
}: WebhookSettings): DeadLetterSink | undefined {
  if (queueUrl !== undefined) return deadLetterQueue(queueUrl);
  return path === undefined ? undefined : deadLetterFile(path);
}
