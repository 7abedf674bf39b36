import type { SegmentDetails } from '../report/failure.ts';
import { isRetryAfter } from '../report/retry-after.ts';
import { type Exchange, isAnswer } from './exchange.ts';
import type { Receipt } from './receipt.ts';
import { judge } from './verdict.ts';

/**
 * What the exchanges of one batch, first to last, come to. Each carried the whole batch, so one accepted exchange is
 * enough; without one, the last decides. `toShow` makes the text of an answer safe to show.
 */
export function receiptOf(exchanges: readonly Exchange[], toShow: (text: string) => string): Receipt {
  const verdicts = exchanges.map(judge);
  if (verdicts.includes('accepted')) return { status: 'accepted' };
  const details = detailsOf(exchanges, toShow);
  return verdicts.at(-1) === 'rejected'
    ? { status: 'rejected', details }
    : { status: 'unavailable', details };
}

/** What is told of exchanges of which none was accepted. */
export function detailsOf(exchanges: readonly Exchange[], toShow: (text: string) => string): SegmentDetails {
  const answer = exchanges.findLast(isAnswer);
  const last = exchanges.at(-1);
  const message = toShow(answer?.body ?? '');
  const retryAfter = answer?.retryAfter;
  return {
    ...(answer === undefined ? {} : { status: answer.status }),
    ...(message === '' ? {} : { message }),
    ...(last === undefined || isAnswer(last) ? {} : { cause: last.cause }),
    attempts: exchanges.length,
    ...(retryAfter !== undefined && isRetryAfter(retryAfter) ? { retryAfter } : {}),
  };
}
