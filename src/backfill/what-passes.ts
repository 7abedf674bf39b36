import type { Failure } from '../report/failure.ts';
import type { Stop } from './piece.ts';

/** Whether another attempt may help within this run, and what the far end said of how long to wait. */
export function worthAnother({
  code,
  retryable,
  commercetools,
}: Failure): { readonly retryAfter: string | undefined } | undefined {
  return retryable && code !== 'commercetools-refused'
    ? { retryAfter: commercetools?.retryAfter }
    : undefined;
}

/** What such a failure is in the end, since nothing may be left out. */
export function stopFor({ code, detail }: Failure): Stop {
  return { reason: code === 'commercetools-refused' ? 'refused' : 'unavailable', detail };
}
