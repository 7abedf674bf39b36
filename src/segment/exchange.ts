import { networkCause } from '../report/network-cause.ts';

/** The part of the SDK's HTTP request that is used. */
export interface OutgoingRequest {
  readonly url: string;
  readonly method: 'POST';
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** An answer that was read to its end. */
export interface Answer {
  readonly status: number;
  /** The beginning of the body. */
  readonly body: string;
  readonly retryAfter?: string;
}

/** What came of one HTTP request: an answer, or the reason why there is none. */
export type Exchange = Answer | { readonly cause: string };

export function isAnswer(exchange: Exchange): exchange is Answer {
  return 'status' in exchange;
}

/** Enough for every answer that Segment gives; an endless body is read and not kept. */
const keptCharacters = 16 * 1024;

/**
 * Makes one request and reads its answer to the end, unless `stop` comes before: then the cause is `timeout`. Never
 * rejects. Redirects are not followed: a POST would become a GET, and the calls would be lost with a 200. A body that
 * does not end is no answer.
 */
export async function exchange(request: OutgoingRequest, stop: AbortSignal): Promise<Exchange> {
  try {
    // The race makes the moment of the stop certain; fetch would tell of it some time later.
    return await Promise.race([untilStopped(stop), fetchToTheEnd(request, stop)]);
  } catch (error) {
    return { cause: stop.aborted ? 'timeout' : networkCause(error) };
  }
}

async function fetchToTheEnd(request: OutgoingRequest, signal: AbortSignal): Promise<Answer> {
  const { url, method, headers, body } = request;
  const response = await fetch(url, { method, headers, body, signal, redirect: 'manual' });
  const answer = { status: response.status, body: await readToTheEnd(response) };
  const retryAfter = response.headers.get('retry-after');
  return retryAfter === null ? answer : { ...answer, retryAfter };
}

async function readToTheEnd(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let kept = '';
  for await (const chunk of response.body ?? []) {
    if (kept.length < keptCharacters) kept += decoder.decode(chunk, { stream: true });
  }
  return kept.slice(0, keptCharacters);
}

function untilStopped(stop: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    stop.addEventListener('abort', () => reject(stop.reason), { once: true });
  });
}
