import { networkCause } from '../report/network-cause.ts';
import { type Answer, type OutgoingRequest, post } from './post.ts';
import type { Stop } from './stop.ts';

/** What came of one HTTP request: an answer, or the reason why there is none. */
export type Exchange = Answer | { readonly cause: string };

export function isAnswer(exchange: Exchange): exchange is Answer {
  return 'status' in exchange;
}

/**
 * Makes one request and reads its answer to the end, unless `stop` comes before: then the cause is `timeout`. Never
 * rejects. Redirects are not followed: a POST would become a GET, and the calls would be lost with a 200. A body that
 * does not end is no answer.
 */
export async function exchange(request: OutgoingRequest, stop: Stop): Promise<Exchange> {
  try {
    return await post(request, stop);
  } catch (error) {
    return { cause: stop.isOver() ? 'timeout' : networkCause(error) };
  }
}
