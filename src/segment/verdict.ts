import type { SegmentDetails } from '../report/failure.ts';
import { type Exchange, isAnswer } from './exchange.ts';
import type { Receipt } from './receipt.ts';

/** What one exchange means for the batch it carried. */
export type Verdict = Receipt['status'];

/** Client errors that are not about the batch: timeout, gone, rate limit, and a load balancer's closed connection. */
const passingClientErrors: readonly number[] = [408, 410, 429, 460];

/** Server errors that stay: it does not know the method or the version of HTTP, or the network wants a login first. */
const lastingServerErrors: readonly number[] = [501, 505, 511];

/**
 * Accepted is a 2xx whose body was read, does not itself say `"success":false` and is no web page. A page comes from something
 * else that stands at the host, such as a proxy under maintenance, and what that swallows nobody would miss. The SDK would take
 * every status from 200 to 399 for a success, unread. Which of the others may pass is as the SDK has it
 * (analytics-node 3.1.0, src/plugins/segmentio/publisher.ts).
 */
export function judge(exchange: Exchange): Verdict {
  if (!isAnswer(exchange)) return 'unavailable';
  const { status, body } = exchange;
  if (isSuccess(status) && isPage(body)) return 'unavailable';
  if (isSuccess(status)) return saysFailure(body) ? 'rejected' : 'accepted';
  if (passingClientErrors.includes(status)) return 'unavailable';
  if (status >= 500) return lastingServerErrors.includes(status) ? 'rejected' : 'unavailable';
  return 'rejected';
}

/**
 * Whether a refusal speaks of what was sent, and not of our key, our host or the moment: malformed, too large or, as the
 * Public API says it, not valid. Segment says 400 to a key that can be none, too, and a page is of whatever else stands at the host.
 */
export function isAboutWhatWasSent({ status, message = '' }: Partial<SegmentDetails> = {}): boolean {
  const isAbout = status === 400 || status === 413 || status === 422;
  return isAbout && !isPage(message) && !/write key/i.test(message);
}

/**
 * Whether another attempt within the same deadline makes sense: not where the answer is final, and not where the
 * server asks for patience, which the sender of the delivery has and we have not.
 */
export function isWorthRepeating(exchange: Exchange): boolean {
  if (judge(exchange) !== 'unavailable') return false;
  if (isAnswer(exchange) && isSuccess(exchange.status)) return false;
  return !isAnswer(exchange) || (exchange.status !== 429 && exchange.retryAfter === undefined);
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

/** Whether the body of an answer is a web page, which Segment's API never sends. */
export function isPage(body: string): boolean {
  return body.trimStart().startsWith('<');
}

function saysFailure(body: string): boolean {
  if (!body.includes('false')) return false; // which JSON can write in no other way
  try {
    const answer: unknown = JSON.parse(body);
    return typeof answer === 'object' && answer !== null && 'success' in answer && answer.success === false;
  } catch {
    return false;
  }
}
