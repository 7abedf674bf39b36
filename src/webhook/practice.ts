import { anyone } from '../commercetools/authenticate/settings.ts';
import type { BuiltCatalog } from '../mapping/catalog.ts';
import { exchange, isAnswer } from '../segment/exchange.ts';
import { stopAfter } from '../segment/stop.ts';
import type { Answering } from './http-answer.ts';
import { webhookAnswers } from './webhook.ts';

/** What practice works with. */
export interface Practising {
  readonly load: () => Promise<BuiltCatalog>;
  /** Serves nobody but this process, until `close`; nothing where it would be reached by way of others. */
  readonly serve: (
    answering: Answering,
  ) => Promise<{ readonly url: string; readonly close: () => void } | undefined>;
  /** Whether somebody else asks for something. */
  readonly isAsked: () => boolean;
}

/**
 * After so many, V8 knows what comes to each function, and most of what is made of a schema that comes again is there. That takes
 * some 80 ms; with more, a delivery might come while it goes on.
 */
const times = 14;

/** More than one of them takes. */
const practiceMs = 1_000;

const path = '/api/webhook';

/**
 * Takes the body of a delivery all the way of such a body, from a request over HTTP to the answer of Segment, so that the first one
 * that comes finds that loaded and compiled. Nothing of it leaves the process, which sends it to itself and stands in for Segment.
 * It is not logged, since nothing has happened. Ends as soon as somebody asks for something, or where it fails. Never rejects.
 */
export async function practise(body: string, { load, serve, isAsked }: Practising): Promise<void> {
  let webhook = taken;
  const own = await serve((incoming) =>
    incoming.url.endsWith(path) ? webhook(incoming) : taken(incoming),
  ).catch(() => undefined);
  if (own === undefined) return;
  const settings = {
    writeKey: 'practice',
    host: own.url,
    timeoutMs: practiceMs,
    acknowledgePermanentFailures: false,
    authentication: anyone,
  };
  webhook = webhookAnswers({ load, settings: () => ({ ok: true, value: settings }), log: () => undefined });
  const url = `${own.url}${path}`;
  const headers = { 'content-type': 'application/json' };
  for (let time = 0; time < times && !isAsked(); time++) {
    const stop = stopAfter(practiceMs);
    const came = await exchange({ url, method: 'POST', headers, body }, stop);
    stop.end();
    if (!isAnswer(came) || came.status !== 200) break;
  }
  own.close();
}

/** In place of Segment. */
const taken: Answering = async ({ body }) => {
  await body({ most: Number.POSITIVE_INFINITY, timeoutMs: practiceMs });
  return { status: 200, headers: { 'content-type': 'application/json' }, body: '{"success":true}' };
};
