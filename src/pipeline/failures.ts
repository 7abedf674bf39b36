import type { Delivery } from '../commercetools/delivery.ts';
import type { Failure, SegmentDetails } from '../report/failure.ts';
import type { Issue } from '../report/issue.ts';
import { wayAdvice } from '../report/way-words.ts';
import type { Receipt } from '../segment/receipt.ts';
import { isPage } from '../segment/verdict.ts';

/** The failures a delivery can meet between being decoded and being accepted, in words for the engineer on call. */

export const writeKeyMissing: Failure = {
  code: 'write-key-missing',
  detail:
    'SEGMENT_WRITE_KEY is not set: set it to the write key of the Segment source, then let the delivery come again',
  retryable: true,
};

export const outOfTime: Failure = {
  code: 'out-of-time',
  detail:
    'the time of SEGMENT_TIMEOUT_MS was over before the delivery had its turn: nothing was sent, and it may come again',
  retryable: true,
};

export function payloadNotIncluded(delivery: Delivery): Failure {
  return {
    code: 'payload-not-included',
    detail: `commercetools sent this ${delivery.type} without its content, and nothing can fetch it: set CTP_PROJECT_KEY, CTP_CLIENT_ID, CTP_CLIENT_SECRET, CTP_API_URL, CTP_AUTH_URL and CTP_SCOPES, then let the delivery come again`,
    retryable: false,
  };
}

export function inputInvalid(delivery: Delivery, issues: readonly Issue[]): Failure {
  return {
    code: 'input-invalid',
    detail: `the delivery does not fit the schema of ${delivery.type}`,
    retryable: false,
    issues,
  };
}

export function mappingFailed(
  file: string,
  stage: 'mapping-failed' | 'call-invalid' | 'fetched-invalid',
  issues: readonly Issue[],
): Failure {
  if (stage === 'fetched-invalid') {
    const detail = `${file}: what was fetched does not fit its schema; mend the schema, then let the delivery come again`;
    return { code: stage, detail, retryable: false, issues };
  }
  const what = stage === 'mapping-failed' ? 'an expression failed' : 'a call does not fit its schema';
  return {
    code: stage,
    detail: `${file}: ${what}; mend the mapping, then let the delivery come again`,
    retryable: false,
    issues,
  };
}

export function batchTooLarge(issues: readonly Issue[]): Failure {
  return {
    code: 'call-invalid',
    detail: 'the calls of this delivery are larger than Segment takes',
    retryable: false,
    issues,
  };
}

export function sendingFailed(receipt: Exclude<Receipt, { status: 'accepted' }>): Failure {
  const { details } = receipt;
  const who = details.api === 'public' ? "Segment's Public API" : 'Segment';
  const detail = `${who} ${answerWords(details)}${isOfAnother(receipt) ? ofAnother : ''}`;
  return receipt.status === 'rejected'
    ? { code: 'segment-refused', detail, retryable: false, segment: details }
    : { code: 'segment-unavailable', detail, retryable: true, segment: details };
}

/** Who had no attempt, and yet an answer or a fault other than that its time was over, has it from another. */
function isOfAnother({
  status,
  details: { attempts, cause },
}: Receipt & { status: 'rejected' | 'unavailable' }): boolean {
  return status === 'unavailable' && attempts === 0 && cause !== 'timeout';
}

const ofAnother = '; that was to another delivery that came along; this one was not sent, and may come again';

function answerWords({ status, cause, message = '', api }: SegmentDetails): string {
  if (status === undefined) {
    const advice = wayAdvice(cause, 'SEGMENT_HOST');
    return `gave no answer (${cause ?? 'unknown cause'})${advice === undefined ? '' : `: ${advice}`}`;
  }
  const mend = api === 'public' && ofTheToken.includes(status) ? `; ${tokenHint}` : '';
  const unsure = cause === 'no-regulation-id' ? ', but with no id of a regulation' : '';
  if (status < 500 && api !== 'public' && isPage(message))
    return `answered ${status} with a web page, so it is not Segment: look at SEGMENT_HOST, and at proxies on the way`;
  return `answered ${status}${unsure}${message === '' ? '' : `: ${message}`}${mend}`;
}

/** The token is not known, may not do it, or is of a workspace in the other region, whose plan may not have it. */
const ofTheToken: readonly number[] = [401, 403, 404];

const tokenHint =
  'SEGMENT_PUBLIC_API_TOKEN must be of this workspace, in the region of SEGMENT_HOST, and may change its end user privacy';
