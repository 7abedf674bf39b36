import type { BuiltCatalog } from '../mapping/catalog.ts';
import { processDelivery } from '../pipeline.ts';
import { exchange } from '../segment/exchange.ts';
import { segmentSink } from '../segment/sink.ts';

/** A notification about somebody who was invented. */
export type Sample = Readonly<Record<string, unknown>>;

/** More than it takes. */
const practiceMs = 1_000;

/** What is no secret, and no key of a source. */
const writeKey = 'practice';

/**
 * Takes a sample through all that a delivery goes through, so that the first one that comes finds that loaded and compiled. Nothing
 * of it leaves the process: where a delivery is sent to Segment, `url` is asked for, this server's own health. It is not logged,
 * since nothing has happened. Rejects as `load` does.
 */
export async function practise(
  sample: Sample,
  { load, url }: { readonly load: () => Promise<BuiltCatalog>; readonly url: string },
): Promise<void> {
  const sink = segmentSink({ writeKey, host: url }, async (_, stop) => {
    await exchange({ url, method: 'GET', headers: { connection: 'close' }, body: '' }, stop);
    return { status: 200, body: '' };
  });
  const { catalog } = await load();
  await processDelivery(sample, { catalog, segment: { writeKey, sink }, timeLeft: () => practiceMs });
}
