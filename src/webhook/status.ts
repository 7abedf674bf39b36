import type { FailureCode } from '../report/failure.ts';

/** The one place where a failure gets its HTTP status: 4xx where the sender must change something, 500 where we must. */
export const statusOf: Readonly<Record<FailureCode, number>> = {
  'not-found': 404,
  'method-not-allowed': 405,
  'configuration-invalid': 500,
  'not-authenticated': 401,
  'authentication-unavailable': 500,
  'body-too-large': 413,
  'body-incomplete': 500, // a 4xx would make some queues drop what they could send again
  overloaded: 503,
  'body-unreadable': 400,
  'catalog-invalid': 500,
  'not-json': 400,
  'not-a-delivery': 400,
  'input-invalid': 400,
  'payload-not-included': 500,
  'commercetools-refused': 500,
  'commercetools-unavailable': 500,
  'fetched-invalid': 500,
  'write-key-missing': 500,
  'out-of-time': 500,
  'mapping-failed': 500,
  'call-invalid': 500,
  'segment-refused': 500,
  'segment-unavailable': 500,
  'confirmation-unavailable': 500,
  internal: 500,
};
