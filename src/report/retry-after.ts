/** Seconds or an HTTP date (RFC 9110, section 10.2.3); anything else may hold anything, and is not passed on. */
export function isRetryAfter(header: string): boolean {
  return /^(\d{1,9}|[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT)$/.test(header);
}
