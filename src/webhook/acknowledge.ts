import type { Failure, FailureCode } from '../report/failure.ts';
import { isAboutWhatWasSent } from '../segment/verdict.ts';

/**
 * Whether a delivery is beyond help: it would fail again however often it came. What a mend on our side (of a
 * mapping, a schema, an environment variable) followed by a redelivery recovers is not, or the answer 200 would
 * throw away what the queue still holds.
 */
export function isBeyondHelp({ code, retryable, segment }: Failure): boolean {
  if (retryable || !isSendersDoing[code]) return false;
  // Other refusals, such as 401, 404 or a redirect, speak of our write key or host and not of what was delivered.
  return code !== 'segment-refused' || isAboutWhatWasSent(segment);
}

const isSendersDoing: Readonly<Record<FailureCode, boolean>> = {
  'not-found': false,
  'method-not-allowed': false, // no delivery came
  'configuration-invalid': false,
  'not-authenticated': false, // a mended secret or key recovers it
  'authentication-unavailable': false,
  'body-too-large': true,
  'body-incomplete': false,
  overloaded: false,
  'body-unreadable': true,
  'catalog-invalid': false,
  'not-json': true,
  'not-a-delivery': true,
  'input-invalid': true,
  'payload-not-included': false, // recovered by whatever is configured to fetch the content
  'commercetools-refused': false,
  'commercetools-unavailable': false,
  'fetched-invalid': false,
  'write-key-missing': false,
  'out-of-time': false,
  'mapping-failed': false,
  'call-invalid': false,
  'segment-refused': true,
  'segment-unavailable': false,
  'confirmation-unavailable': false,
  internal: false,
};
