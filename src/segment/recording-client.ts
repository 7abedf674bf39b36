import type { Exchange, exchange } from './exchange.ts';
import type { OutgoingRequest } from './post.ts';
import type { Stop } from './stop.ts';
import { isWorthRepeating, judge } from './verdict.ts';

/** The SDK's HTTP client: sends, and keeps what came of it, because the SDK does not tell. */
export interface RecordingClient {
  readonly makeRequest: (request: OutgoingRequest) => Promise<{ status: number; statusText: string }>;
  /** All exchanges so far, once none is under way. */
  readonly exchanges: () => Promise<readonly Exchange[]>;
}

/** All that the SDK needs to know: whether to be content, to come again, or to give up. */
const done = { status: 200, statusText: 'done' };
const again = { status: 503, statusText: 'again' };
const giveUp = { status: 400, statusText: 'give up' };

/**
 * A client for one batch. It sends a request only if the request holds exactly the expected calls in their order, so
 * whatever the SDK dropped, split or mixed in, a part of a batch never leaves. It sends nothing after `stop`.
 */
export function recordingClient(
  expected: readonly string[],
  stop: Stop,
  exchanging: typeof exchange,
): RecordingClient {
  const started: Promise<Exchange>[] = [];
  return {
    makeRequest: async (request) => {
      if (stop.isOver() || !holdsExactly(request.body, expected)) return giveUp;
      const underWay = exchanging(request, stop);
      started.push(underWay);
      const made = await underWay;
      if (judge(made) === 'accepted') return done;
      return isWorthRepeating(made) ? again : giveUp;
    },
    exchanges: () => Promise.all(started),
  };
}

const idBegins = '"messageId":"';

/** Told by the ids alone where there are none in the text but those of the calls; a trait may have their name, and then it is read. */
function holdsExactly(body: string, expected: readonly string[]): boolean {
  return holdsOnly(body, expected) || holdsAmongOthers(body, expected);
}

function holdsOnly(body: string, expected: readonly string[]): boolean {
  let at = 0;
  for (const id of expected) {
    at = body.indexOf(idBegins, at) + idBegins.length;
    if (at < idBegins.length || !body.startsWith(`${id}"`, at)) return false;
  }
  return !body.includes(idBegins, at);
}

function holdsAmongOthers(body: string, expected: readonly string[]): boolean {
  const { batch }: { batch?: readonly { readonly messageId?: unknown }[] } = JSON.parse(body);
  return (
    batch?.length === expected.length && batch.every((call, index) => call.messageId === expected[index])
  );
}
