import { authentication } from '../commercetools/authenticate/authenticate.ts';
import type { Fetch } from '../commercetools/authenticate/download.ts';
import { commercetools } from '../commercetools/lookup/commercetools.ts';
import type { BuiltCatalog } from '../mapping/catalog.ts';
import type { DeadLetterSink } from '../report/dead-letter.ts';
import type { Result } from '../report/failure.ts';
import { answerTo, answerToOptions } from './answer.ts';
import { keepDeadLetters } from './dead-letters.ts';
import type { Answering } from './http-answer.ts';
import { logLines, openLine, unkeptLine } from './log-line.ts';
import { isOpen } from './open-notice.ts';
import { overFetch } from './over-fetch.ts';
import { receive, unexpectedRequest } from './receive.ts';
import { remembered } from './remembered.ts';
import { segmentOf } from './segment-of.ts';
import type { WebhookSettings } from './settings.ts';

/** What the webhook works with. */
export interface WebhookParts {
  /** The catalog of this deployment; called for each request, so it should remember. */
  readonly load: () => Promise<BuiltCatalog>;
  /** Called for each request. */
  readonly settings: () => Result<WebhookSettings>;
  /** How Segment is reached; by the settings if absent. Made once for the same settings. */
  readonly segment?: typeof segmentOf;
  /** Where failures beyond help are kept; what is kept there is acknowledged. */
  readonly deadLetters?: (settings: WebhookSettings) => DeadLetterSink | undefined;
  /** Takes one line of JSON, without its line break, for each delivery of a request that was to deliver something. Must not throw. */
  readonly log: (line: string) => void;
  /** Milliseconds that only ever grow. */
  readonly clock?: () => number;
  /** What time it is, for tokens and signatures that expire. */
  readonly now?: () => Date;
  /** Gets the keys by which callers are checked; global `fetch` if absent. */
  readonly fetch?: Fetch;
}

/** The webhook for platforms that know `Request` and `Response`. */
export function webhook(parts: WebhookParts): (request: Request) => Promise<Response> {
  return overFetch(webhookAnswers(parts));
}

/** From request to answer, within the settings' timeout plus the time of the mapping itself. */
export function webhookAnswers(parts: WebhookParts): Answering {
  const clock = parts.clock ?? (() => performance.now());
  const now = parts.now ?? (() => new Date());
  const authenticationOf = remembered((settings: WebhookSettings['authentication']) =>
    authentication(settings, parts.fetch),
  );
  const commercetoolsOf = remembered(commercetools);
  const segmentFor = remembered<WebhookSettings, ReturnType<typeof segmentOf>>(parts.segment ?? segmentOf);
  let isOpenTold = false;
  return async (incoming) => {
    const arrived = clock();
    if (incoming.method === 'OPTIONS') return answerToOptions(incoming);
    const elapsed = () => clock() - arrived;
    const settings = parts.settings();
    const received = await receive(incoming, {
      settings,
      authentication: (value) => {
        if (!isOpenTold && isOpen(value.authentication)) {
          isOpenTold = true;
          parts.log(openLine);
        }
        return authenticationOf(value.authentication);
      },
      commercetools: (value) => value.commercetools && commercetoolsOf(value.commercetools),
      segment: segmentFor,
      load: parts.load,
      elapsed,
      now,
    }).catch(unexpectedRequest);
    const sink = settings.ok ? parts.deadLetters?.(settings.value) : undefined;
    const keeping = await keepDeadLetters(received.told, { sink, now: now() });
    if (keeping.status === 'unkept') parts.log(unkeptLine(keeping.cause));
    const acknowledges = settings.ok && settings.value.acknowledgePermanentFailures;
    // What was to be kept and could not be would be nowhere.
    const isUnkept = keeping.status === 'unkept';
    const mayAcknowledge = keeping.status === 'kept' || (acknowledges && !isUnkept);
    const answer = answerTo(received, mayAcknowledge, isUnkept);
    const requestId = incoming.headers.get('x-vercel-id');
    for (const line of logLines(received, { status: answer.status, ms: elapsed(), requestId }))
      parts.log(line);
    return answer;
  };
}
