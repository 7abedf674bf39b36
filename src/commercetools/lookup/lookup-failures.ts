import type { ApiDetails, Failure } from '../../report/failure.ts';
import { wayAdvice } from '../../report/way-words.ts';
import { scopeFor } from './resources.ts';
import type { Wanted } from './wanted.ts';

/** Why something could not be fetched, in words for the engineer on call. They name kinds of resources, never which one. */

/** The API client is not what it should be, unknown or without the scope; or what answers is not commercetools. */
export function refused({ kind }: Wanted, projectKey: string, commercetools: ApiDetails): Failure {
  const { status } = commercetools;
  const advice =
    status === 400 || status === 401 || status === 403
      ? `check CTP_CLIENT_ID, CTP_CLIENT_SECRET and CTP_SCOPES: the API client needs the scope ${scopeFor(kind, projectKey)}, and CTP_API_URL and CTP_AUTH_URL must be of its region`
      : 'check CTP_PROJECT_KEY, CTP_API_URL and CTP_AUTH_URL';
  const another = status === 200 ? ' with something else' : '';
  return {
    code: 'commercetools-refused',
    detail: `commercetools answered ${status ?? 'nothing'}${another} to the question for the ${words(kind)}; ${advice}`,
    retryable: true,
    commercetools,
  };
}

/** Nobody was asked. */
export function ofAnotherProject({ kind }: Wanted): Failure {
  return {
    code: 'commercetools-refused',
    detail: `the delivery is of another project than CTP_PROJECT_KEY names, where the ${words(kind)} cannot be fetched; correct CTP_PROJECT_KEY, or give each project a deployment of its own`,
    retryable: true,
  };
}

export function unavailable({ kind }: Wanted, commercetools: ApiDetails): Failure {
  const { status, cause, attempts } = commercetools;
  const why = cause ?? status ?? 'unknown cause';
  const onTheWay = cause === 'no-json' ? noJson : adviceFor(cause);
  const advice = onTheWay === undefined ? '' : `: ${onTheWay}`;
  // Who had no attempt, and yet an answer or a fault other than that its time was over, has it from another.
  const asked = attempts === 0 && cause !== 'timeout' ? ', as another delivery that came along was told' : '';
  return {
    code: 'commercetools-unavailable',
    detail: `the ${words(kind)} could not be fetched from commercetools (${why}${asked})${advice}; nothing was sent, and the delivery may come again`,
    retryable: true,
    commercetools,
  };
}

/** Mostly of something else; but an answer that broke off is none either. */
const noJson = 'if this goes on, look at CTP_API_URL and CTP_AUTH_URL, and at proxies on the way';

/** What to look at where the fault lies on the way to commercetools; nothing where it may lie there. */
export function adviceFor(cause: string | undefined): string | undefined {
  return wayAdvice(cause, 'CTP_API_URL and CTP_AUTH_URL');
}

/** Asking again would bring the same. */
export function outOfBounds({ kind }: Wanted): Failure {
  return {
    code: 'fetched-invalid',
    detail: `the ${words(kind)} that was fetched holds too many values, is nested too deeply, or has a number that is none; nothing was sent`,
    retryable: false,
  };
}

/** Why there is nothing where nothing went wrong. */
export function absent({ kind, by }: Wanted): string {
  return by === 'id' || by === 'key'
    ? `commercetools has no such ${words(kind)}, or no longer`
    : `commercetools has no ${words(kind)} with this ${words(by)}`;
}

/** What would have to be set for it. */
export function needsCredentials({ kind }: Wanted): string {
  return `needs commercetools credentials (CTP_…) to fetch the ${words(kind)}`;
}

/** `business-unit` in words. */
function words(kind: string): string {
  return kind.replaceAll('-', ' ');
}

/** The content of a message that came without it is nowhere to be had. */
export function contentAbsent(type: string): Failure {
  return {
    code: 'payload-not-included',
    detail: `commercetools sent this ${type} without its content, and its API does not have the message (any more): are messages switched on for the project (Messages Query API), and for how many days?`,
    retryable: false,
  };
}
