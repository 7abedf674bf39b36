import { sparingSource } from '../commercetools/lookup/sparing-source.ts';
import type { Processing } from '../pipeline.ts';
import { sparingSink } from '../segment/sparing-sink.ts';

/** Whom a delivery is sent to, and what it lacks is fetched from. */
type Reached = Pick<Processing, 'segment' | 'commercetools'>;

/** What deliveries that came together are sent and fetched with; to be made for each request. */
export function sparing({ segment, commercetools }: Reached): Reached {
  return {
    ...(segment && { segment: { ...segment, sink: sparingSink(segment.sink) } }),
    ...(commercetools && {
      commercetools: { ...commercetools, source: sparingSource(commercetools.source) },
    }),
  };
}
