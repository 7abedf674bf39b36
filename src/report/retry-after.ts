import type { Failure } from './failure.ts';

/** Seconds or an HTTP date (RFC 9110, section 10.2.3); anything else may hold anything, and is not passed on. */
export function isRetryAfter(header: string): boolean {
  return /^(\d{1,9}|[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT)$/.test(header);
}

/** What Segment or commercetools said of how long to wait. */
export function retryAfterOf({ segment, commercetools }: Failure): string | undefined {
  return segment?.retryAfter ?? commercetools?.retryAfter;
}

/** Seconds or an HTTP date (https://www.rfc-editor.org/rfc/rfc9110#field.retry-after) as milliseconds from now; 0 where it is neither. */
export function retryAfterMs(header = ''): number {
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1_000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? 0 : Math.max(0, date - Date.now());
}
