import { anyone } from '../../src/commercetools/authenticate/settings.ts';
import type { QueueParts } from '../../src/queue/settle.ts';
import type { Settled } from '../../src/queue/take-record.ts';
import type { DeadLetter } from '../../src/report/dead-letter.ts';
import type { WebhookSettings } from '../../src/webhook/settings.ts';
import { builtOwn } from '../built-project.ts';
import { writeKey } from '../webhook/harness.ts';

export interface Kept {
  readonly parts: QueueParts;
  readonly lines: string[];
  readonly letters: DeadLetter[];
}

/** Of a record that the queue may forget. */
export const done: Settled = { verdict: 'done', askedMs: 0 };

const built = await builtOwn();

/** What a door of a queue works with: the project's own mappings, sending to `host`, dead letters kept in memory. */
export function queueParts(host: string, changed: Partial<QueueParts & WebhookSettings> = {}): Kept {
  const lines: string[] = [];
  const letters: DeadLetter[] = [];
  const settings = {
    writeKey,
    host,
    timeoutMs: 4_000,
    acknowledgePermanentFailures: false,
    authentication: anyone,
    ...changed,
  };
  const parts: QueueParts = {
    load: async () => built,
    settings: () => ({ ok: true, value: settings }),
    deadLetters: () => async (more) => void letters.push(...more),
    log: (line) => lines.push(line),
    clock: () => performance.now(),
    now: () => new Date('2026-06-01T12:00:00Z'),
    ...changed,
  };
  return { parts, lines, letters };
}
