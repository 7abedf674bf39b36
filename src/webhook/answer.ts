import type { Outcome } from '../pipeline.ts';
import type { Failure } from '../report/failure.ts';
import { isBeyondHelp } from './acknowledge.ts';
import { problemOf, shownPartsOf } from './problem.ts';
import { allowedMethods } from './refusals.ts';
import { statusOf } from './status.ts';

/** The HTTP answer to a delivery that ended in this outcome. */
export function answerTo(outcome: Outcome, acknowledgePermanentFailures = false): Response {
  if (outcome.status === 'sent') {
    const calls = outcome.calls.map(({ type, messageId }) => ({ type, messageId }));
    return Response.json({ status: 'sent', calls });
  }
  if (outcome.status === 'skipped') return Response.json({ status: 'skipped', reason: outcome.reason });
  const { failure } = outcome;
  return acknowledgePermanentFailures && isBeyondHelp(failure)
    ? Response.json({ status: 'failed', ...shownPartsOf(failure) }, { headers: headersOf(failure) })
    : Response.json(problemOf(failure), {
        status: statusOf[failure.code],
        headers: { ...headersOf(failure), 'content-type': 'application/problem+json' },
      });
}

/** To OPTIONS. */
export function answerToOptions(): Response {
  return new Response(null, { status: 204, headers: { allow: allowedMethods } });
}

function headersOf({ code, segment, retryable }: Failure): Record<string, string> {
  return {
    ...(code === 'method-not-allowed' ? { allow: allowedMethods } : {}),
    ...(segment?.retryAfter === undefined ? {} : { 'retry-after': segment.retryAfter }),
    // What is left of the body is not waited for, so the connection cannot carry another request.
    ...(code === 'body-too-large' || (code === 'body-unreadable' && retryable)
      ? { connection: 'close' }
      : {}),
  };
}
