import type { ApiDetails } from '../../report/failure.ts';
import { atMost } from './at-most.ts';
import { type Exchange, type Recorder, recorder } from './exchange.ts';
import type { Question } from './question.ts';
import { retryWait } from './retry-after.ts';
import type { Client } from './sdk.ts';
import type { ApiSettings } from './settings.ts';

/** What became of a question. `refused`: no other try can help, as long as nobody changes a setting. */
export type Answer<Body> =
  | { readonly status: 'answered'; readonly body: Body; readonly attempts: number }
  | { readonly status: 'absent' }
  | { readonly status: 'refused' | 'unavailable'; readonly details: ApiDetails };

/**
 * Asks commercetools within the milliseconds that are left. What goes wrong on the way is an answer, too. `Body` is what
 * its API says that it answers; nobody has looked whether it holds more than an object.
 */
export type Ask = <Body extends object = object>(
  question: Question,
  timeLeft: () => number,
) => Promise<Answer<Body>>;

/** Requests under way at once; commercetools itself bounds none, but an instance shares its sockets. */
const atOnce = 10;

/** Two attempts, so that a lost one is made good and still leaves time for what comes after. */
const mostAttempts = 2;
const shareOfTime = 1 / 3;

/** Before another attempt, where the API does not say how long. */
const pauseMs = 100;

/**
 * The one client of commercetools' API that an instance has. Their client is loaded with the first question: a deployment
 * that asks nothing pays nothing. A server's error, a lost connection and a silence are met with one more attempt; 429
 * too, after the time that the API asks for, where that much is left.
 */
export function commercetoolsApi(settings: ApiSettings): Ask {
  const inTurn = atMost(atOnce);
  let clients: Promise<(recorder: Recorder) => Client> | undefined;
  const clientsOf = () => {
    clients ??= import('./sdk.ts')
      .then(({ apiClients }) => apiClients(settings))
      .catch((error: unknown) => {
        // One bad moment, such as with too many files open, must not spoil an instance for good.
        clients = undefined;
        throw error;
      });
    return clients;
  };
  return async <Body extends object>(question: Question, timeLeft: () => number): Promise<Answer<Body>> => {
    for (let attempts = 1; ; attempts++) {
      const answer = await inTurn(async () => {
        const time = timeLeft() * shareOfTime;
        return time < 1 ? tooLate : attempt<Body>(await clientsOf(), question, time);
      });
      if (answer.status === 'absent') return answer;
      if (answer.status === 'answered') return { ...answer, attempts };
      const { exchange } = answer;
      const wait = retryWait(exchange, pauseMs);
      if (answer.status === 'refused' || attempts === mostAttempts || wait >= timeLeft() * shareOfTime)
        return {
          status: answer.status,
          details: detailsOf(exchange, answer === tooLate ? attempts - 1 : attempts),
        };
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  };
}

type Attempted<Body> =
  | { readonly status: 'answered'; readonly body: Body }
  | { readonly status: 'absent' }
  | { readonly status: 'refused' | 'unavailable'; readonly exchange: Exchange };

const tooLate = { status: 'unavailable', exchange: { about: 'api', cause: 'timeout' } } as const;

async function attempt<Body extends object>(
  clientFor: (recorder: Recorder) => Client,
  question: Question,
  timeMs: number,
): Promise<Attempted<Body>> {
  const stop = new AbortController();
  const deadline = setTimeout(() => stop.abort(), timeMs);
  const seen = recorder(stop.signal);
  try {
    const body = await Promise.race([clientFor(seen)(question), given(stop.signal)]);
    return typeof body === 'object' && body !== null
      ? { status: 'answered', body: body as Body }
      : { status: 'unavailable', exchange: { about: 'api', status: 200, cause: 'no-json' } };
  } catch (error) {
    // The SDK's errors hold requests and answers: what was seen on the wire says all that may be told.
    const exchange = seen.last();
    if (exchange?.about === 'api' && exchange.status === 404 && isItsWord(error)) return { status: 'absent' };
    return judged(exchange, stop.signal.aborted);
  } finally {
    clearTimeout(deadline);
  }
}

/** Rejects when the time is over; the SDK may still wait for a token that somebody else asked for. */
function given(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('timeout'))));
}

/**
 * Each error of commercetools has a `statusCode` and `errors` (https://docs.commercetools.com/api/errors). What stands at a wrong
 * address says 404 too, many a framework or gateway with a `statusCode`, and knows of no resource.
 */
function isItsWord(error: unknown): boolean {
  const body = error instanceof Object && 'body' in error ? error.body : undefined;
  return body instanceof Object && 'statusCode' in body && 'errors' in body;
}

/** An answer that broke off, or is no JSON, came with a good status. */
function judged(exchange: Exchange = { about: 'api', cause: 'not-sent' }, isLate: boolean): Attempted<never> {
  const { about, status } = exchange;
  if (isLate) return { status: 'unavailable', exchange: { about, cause: 'timeout' } };
  if (status === undefined) return { status: 'unavailable', exchange };
  if (status < 300) return { status: 'unavailable', exchange: { ...exchange, cause: 'no-json' } };
  return { status: status >= 500 || status === 429 || status === 408 ? 'unavailable' : 'refused', exchange };
}

function detailsOf({ status, cause, retryAfter }: Exchange, attempts: number): ApiDetails {
  return {
    ...(status === undefined ? {} : { status }),
    ...(cause === undefined ? {} : { cause }),
    attempts,
    ...(retryAfter === undefined ? {} : { retryAfter }),
  };
}
