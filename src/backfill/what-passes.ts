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

/** What to do where one of the two was waited for in vain; `page` says how it is. It may have said how long it wants to be left alone. */
export function goOnLater(page: string, retryAfter: string | undefined): string {
  return retryAfter === undefined
    ? `look at ${page}, and go on later with the same command`
    : `it asks to wait (Retry-After: ${retryAfter}): go on after that with the same command, or give it more --patience`;
}

/** What such a failure is in the end, since nothing may be left out. */
export function stopFor({ code, detail }: Failure): Stop {
  return code === 'commercetools-refused'
    ? { reason: 'refused', detail }
    : { reason: 'unavailable', detail: `${detail}; go on later with the same command` };
}
