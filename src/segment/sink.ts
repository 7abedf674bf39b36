import { Analytics } from '@segment/analytics-node';
import { networkCause } from '../report/network-cause.ts';
import type { Batch, IdentifiedCall } from './call.ts';
import { exchange } from './exchange.ts';
import type { Receipt } from './receipt.ts';
import { receiptOf } from './receipt-of.ts';
import { recordingClient } from './recording-client.ts';
import { redact } from './redact.ts';
import { stopAfter } from './stop.ts';

/** Takes a batch and the milliseconds left for it; gives what became of it. Never throws, never sends after it answered. */
export type Sink = (batch: Batch, timeoutMs: number) => Promise<Receipt>;

export interface SegmentSettings {
  /** Write key of the Segment source; not blank. */
  readonly writeKey: string;
  /** With its scheme, without a path, such as https://api.segment.io or https://events.eu1.segmentapis.com. */
  readonly host: string;
}

/** Beyond this, setTimeout takes a delay for 1 ms. */
const longestTimeoutMs = 2 ** 31 - 1;

const tooLate: Receipt = { status: 'unavailable', details: { cause: 'timeout', attempts: 0 } };

/**
 * Sends to Segment's HTTP API through its own SDK: each batch with a client of its own, in one request, repeated at
 * most twice within the time. One slow answer may take all of the time: a lost request is made good when the delivery
 * comes again, but a service that has become slow would never be heard. A batch that the SDK does not take is
 * `rejected` with no attempt and the cause `not-sent`, a host that is no URL with ERR_INVALID_URL. `exchanging` makes one request.
 */
export function segmentSink(settings: SegmentSettings, exchanging = exchange): Sink {
  return async (batch, timeoutMs) => {
    if (batch.length === 0) return { status: 'accepted' };
    if (!(timeoutMs >= 1)) return tooLate;
    try {
      const most = Math.min(timeoutMs, longestTimeoutMs);
      return await send(settings, batch.map(forTheSdk), most, exchanging);
    } catch (error) {
      const cause = networkCause(error);
      return notSent(cause === 'network-error' ? 'not-sent' : cause);
    }
  };
}

/** The SDK writes into `context`. */
function forTheSdk(call: IdentifiedCall): IdentifiedCall {
  return call['context'] === undefined
    ? call
    : { ...call, context: JSON.parse(JSON.stringify(call['context'])) };
}

async function send(
  { writeKey, host }: SegmentSettings,
  batch: Batch,
  timeoutMs: number,
  exchanging: typeof exchange,
): Promise<Receipt> {
  const stop = stopAfter(timeoutMs);
  try {
    const expected = batch.map((call) => call.messageId);
    const httpClient = recordingClient(expected, stop, exchanging);
    const analytics = new Analytics({
      writeKey,
      host,
      httpClient,
      flushAt: batch.length, // one request, sent when the last call is there
      flushInterval: Math.min(1_000, timeoutMs / 2), // only comes up where the SDK dropped a call; keeps the process alive
      maxRetries: 2, // the SDK's own default goes on for 335 s
    });
    enqueue(analytics, batch);
    await analytics.closeAndFlush({ timeout: timeoutMs }); // the SDK's own default is 75 s
    const isLate = stop.isOver();
    stop.end();
    const exchanges = await httpClient.exchanges();
    if (exchanges.length > 0) return receiptOf(exchanges, (text) => redact(text, writeKey, batch));
    return isLate ? tooLate : notSent('not-sent');
  } finally {
    stop.end();
  }
}

/** Hands all calls to the SDK in one tick, which keeps their order, up to one that it refuses: then none leaves. */
function enqueue(analytics: Analytics, batch: Batch): void {
  try {
    for (const call of batch) {
      if (call.type === 'regulation') return;
      const method: (params: never) => void = analytics[call.type];
      // The SDK's parameter types know only the traits of the Spec; the output schema has checked the call.
      method(call as never);
    }
  } catch {
    // What is missing in the request is noticed before it is made.
  }
}

function notSent(cause: string): Receipt {
  return { status: 'rejected', details: { cause, attempts: 0 } };
}
