import { anyone } from '../commercetools/authenticate/settings.ts';
import type { BuiltCatalog } from '../mapping/catalog.ts';
import { exchange } from '../segment/exchange.ts';
import { segmentSink } from '../segment/sink.ts';
import { webhookAnswers } from './webhook.ts';

/** More than it takes. */
const practiceMs = 1_000;

/** What is no secret, and no key of a source. */
const writeKey = 'practice';

/**
 * Takes the body of a delivery through all that such a body goes through, so that the first one that comes finds that loaded and
 * compiled. Nothing of it leaves the process: where a delivery is sent to Segment, `url` is asked for, this server's own health.
 * It is not logged, since nothing has happened. Never rejects.
 */
export async function practise(
  body: string,
  { load, url }: { readonly load: () => Promise<BuiltCatalog>; readonly url: string },
): Promise<void> {
  const sink = segmentSink({ writeKey, host: url }, async (_, stop) => {
    await exchange({ url, method: 'GET', headers: { connection: 'close' }, body: '' }, stop);
    return { status: 200, body: '' };
  });
  const settings = {
    host: url,
    timeoutMs: practiceMs,
    acknowledgePermanentFailures: false,
    authentication: anyone,
  };
  const answering = webhookAnswers({
    load,
    settings: () => ({ ok: true, value: settings }),
    segment: () => ({ segment: { writeKey, sink } }),
    log: () => undefined,
  });
  const headers = { get: () => null, has: () => false };
  // What is made only of what comes again is made the second time.
  for (let time = 0; time < 2; time++)
    await answering({ method: 'POST', url, headers, body: async () => Buffer.from(body) });
}
