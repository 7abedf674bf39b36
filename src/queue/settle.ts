import type { BuiltCatalog } from '../mapping/catalog.ts';
import type { Processing } from '../pipeline.ts';
import type { DeadLetterSink } from '../report/dead-letter.ts';
import type { Failure, Result } from '../report/failure.ts';
import { isClean } from '../report/issue.ts';
import { logLines, unkeptLine } from '../webhook/log-line.ts';
import { catalogInvalid, catalogUnreadable } from '../webhook/refusals.ts';
import { segmentOf } from '../webhook/segment-of.ts';
import type { WebhookSettings } from '../webhook/settings.ts';
import { type Settled, takeRecord } from './take-record.ts';

/** What a door of a queue works with. */
export interface QueueParts {
  /** The catalog of this deployment; should remember. */
  readonly load: () => Promise<BuiltCatalog>;
  readonly settings: () => Result<WebhookSettings>;
  readonly commercetools?: (settings: WebhookSettings) => Processing['commercetools'];
  /** What sends to Segment; should remember. */
  readonly segment?: (settings: WebhookSettings) => Pick<Processing, 'segment'>;
  readonly deadLetters?: (settings: WebhookSettings) => DeadLetterSink | undefined;
  /** Takes one line of JSON for each delivery. Must not throw. */
  readonly log: (line: string) => void;
  /** Milliseconds that only ever grow. */
  readonly clock: () => number;
  readonly now: () => Date;
}

/** Takes one record as text, with the milliseconds that are left for it, and logs what became of it. */
export type Settle = (text: string, timeLeft?: () => number) => Promise<Settled>;

/** What takes records one by one; or what of ours must be mended before any can be taken. */
export async function settling(
  parts: QueueParts,
  isGivenUp?: (failure: Failure) => boolean,
): Promise<Result<Settle>> {
  const settings = parts.settings();
  if (!settings.ok) return settings;
  const built = await parts.load().catch((error: unknown) => ({ error }));
  if ('error' in built) return { ok: false, failure: catalogUnreadable(built.error) };
  if (!isClean(built.issues)) return { ok: false, failure: catalogInvalid(built.issues) };
  const { catalog } = built;
  const commercetools = parts.commercetools?.(settings.value);
  const deadLetters = parts.deadLetters?.(settings.value);
  const segment = (parts.segment ?? segmentOf)(settings.value);
  return {
    ok: true,
    value: async (text, allowed = () => Number.POSITIVE_INFINITY) => {
      const begun = parts.clock();
      const elapsed = () => parts.clock() - begun;
      const timeLeft = () => Math.min(settings.value.timeoutMs - elapsed(), allowed());
      const processing = { catalog, commercetools, timeLeft, ...segment };
      const taken = await takeRecord(text, { processing, deadLetters, now: parts.now, isGivenUp });
      for (const line of logLines(taken, { ms: elapsed(), requestId: null })) parts.log(line);
      if (taken.keeping.status === 'unkept') parts.log(unkeptLine(taken.keeping.cause));
      return taken;
    },
  };
}
