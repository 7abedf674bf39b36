import type { Processing } from '../pipeline.ts';
import { callsThenRegulations } from '../segment/calls-then-regulations.ts';
import type { PublicApiSettings } from '../segment/create-regulation.ts';
import { regulationSink } from '../segment/regulation-sink.ts';
import { segmentSink } from '../segment/sink.ts';

/** How to reach it. */
interface SegmentSettings {
  readonly writeKey?: string | undefined;
  readonly host: string;
  readonly publicApi?: PublicApiSettings | undefined;
}

/**
 * What sends to Segment; nothing without a write key. With a token of the Public API it also deletes and suppresses. To be
 * made once for the same settings: it remembers what it had deleted.
 */
export function segmentOf({ writeKey, host, publicApi }: SegmentSettings): Pick<Processing, 'segment'> {
  if (writeKey === undefined) return {};
  const calls = segmentSink({ writeKey, host });
  if (publicApi === undefined) return { segment: { writeKey, sink: calls } };
  const sink = callsThenRegulations(calls, regulationSink(publicApi));
  return { segment: { writeKey, sink, regulates: true } };
}
