import type { Exchange } from './exchange.ts';

/**
 * Milliseconds to wait before another attempt: what the answer asks for, in seconds
 * (https://www.rfc-editor.org/rfc/rfc9110#field.retry-after), else `pauseMs`. A date, or anything else, is taken for
 * longer than anybody waits: the queue brings the delivery again.
 */
export function retryWait({ retryAfter }: Exchange, pauseMs: number): number {
  if (retryAfter === undefined) return pauseMs;
  return /^\d{1,6}$/.test(retryAfter) ? Number(retryAfter) * 1_000 : Number.POSITIVE_INFINITY;
}
