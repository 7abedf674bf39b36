import type { Admission } from '../commercetools/authenticate/authenticate.ts';
import { causeOf } from '../report/cause-of.ts';
import type { CheckVerdict, Failure } from '../report/failure.ts';
import type { Issue } from '../report/issue.ts';

/** The failures a request can meet before it is known to be a delivery, in words for the engineer on call. */

export const allowedMethods = 'OPTIONS, POST';

/** Vercel's own limit (https://vercel.com/docs/functions/limitations); commercetools' deliveries stay below 1 MB. */
export const bodyLimit = 4_500_000;

export const notFound: Failure = {
  code: 'not-found',
  detail: 'there is nothing at this path: deliveries go to /api/webhook',
  retryable: false,
};

export const methodNotAllowed: Failure = {
  code: 'method-not-allowed',
  detail: `a delivery comes by POST; allowed are ${allowedMethods}`,
  retryable: false,
};

/** Why a caller is not let in. What each check said is for the log only. */
export function notAdmitted(admission: Exclude<Admission, { status: 'admitted' }>): Failure {
  switch (admission.status) {
    case 'unreadable':
      return admission.failure;
    case 'refused':
      return notAuthenticated(admission.verdicts);
    case 'unavailable':
      return authenticationUnavailable(admission.verdicts);
  }
}

function notAuthenticated(checks: readonly CheckVerdict[]): Failure {
  const detail = 'the caller did not prove who it is, or not in a way that is configured here';
  return { code: 'not-authenticated', detail, retryable: false, checks };
}

function authenticationUnavailable(checks: readonly CheckVerdict[]): Failure {
  const detail = 'the keys by which the caller would be checked cannot be had at the moment';
  return { code: 'authentication-unavailable', detail, retryable: true, checks };
}

/** `cause` is a network code or an HTTP status. */
export function confirmationUnavailable(cause: string): Failure {
  return {
    code: 'confirmation-unavailable',
    detail: `the address by which SNS wants its subscription confirmed cannot be visited at the moment (${cause})`,
    retryable: true,
  };
}

export const bodyTooLarge: Failure = {
  code: 'body-too-large',
  detail: `the body is larger than ${bodyLimit} bytes`,
  retryable: false,
};

export const bodyBroken: Failure = {
  code: 'body-incomplete',
  detail: 'the body broke off before its end',
  retryable: true,
};

export const bodyTooSlow: Failure = {
  code: 'body-incomplete',
  detail: 'the body did not arrive in time (SEGMENT_TIMEOUT_MS)',
  retryable: true,
};

export const overloaded: Failure = {
  code: 'overloaded',
  detail: 'the server holds as many bodies at once as it has room for',
  retryable: true,
};

export const bodyNotUtf8: Failure = {
  code: 'body-unreadable',
  detail: 'the body is not UTF-8 text',
  retryable: false,
};

export const bodyNotDecoded: Failure = {
  code: 'body-unreadable',
  detail: 'the body is not what its Content-Encoding says, or that is none of gzip, deflate and br',
  retryable: false,
};

export function notJson(detail: string): Failure {
  return { code: 'not-json', detail, retryable: false };
}

export function catalogInvalid(issues: readonly Issue[]): Failure {
  const errors = issues.filter((issue) => issue.severity === 'error');
  return {
    code: 'catalog-invalid',
    detail:
      'the mappings or schemas of this deployment have errors; mend them, then let the delivery come again',
    retryable: true,
    issues: errors,
  };
}

export function catalogUnreadable(error: unknown): Failure {
  return {
    code: 'catalog-invalid',
    detail: `the mappings, schemas or code of this deployment cannot be read (${causeOf(error)}): deploy all of it again, then let the delivery come again`,
    retryable: true,
  };
}

export const internal: Failure = {
  code: 'internal',
  detail: 'an unexpected error; the log names the place in the code where it happened',
  retryable: true,
};
