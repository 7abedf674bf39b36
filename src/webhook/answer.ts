import type { Outcome } from '../pipeline.ts';
import type { Failure } from '../report/failure.ts';
import { retryAfterOf } from '../report/retry-after.ts';
import { shownCall } from '../segment/regulation.ts';
import { isBeyondHelp } from './acknowledge.ts';
import { type Answer, jsonAnswer } from './http-answer.ts';
import type { Incoming } from './incoming.ts';
import { problemOf, shownPartsOf } from './problem.ts';
import { allowedMethods } from './refusals.ts';
import { statusOf } from './status.ts';
import type { Received } from './told.ts';

/**
 * The HTTP answer to a request. Several deliveries in one request have one answer: a success only if each of them
 * succeeded, since the queue sends all of them again or none; its body lists them in their order. Where dead letters were to be
 * kept and could not be, it is a 500, whatever failed: of a 4xx some queues would not send it again.
 */
export function answerTo(
  { told, isList }: Received,
  acknowledgePermanentFailures = false,
  isUnkept = false,
): Answer {
  const validation = told[0]?.validationResponse;
  // As Event Grid wants it, and nothing else:
  // https://learn.microsoft.com/azure/event-grid/end-point-validation-event-grid-events-schema
  if (validation !== undefined) return jsonAnswer({ validationResponse: validation });
  const outcomes = told.map(({ outcome }) => outcome);
  const parts = outcomes.map(partOf);
  const deliveries = isList ? { deliveries: parts } : {};
  const failure = decisiveFailure(outcomes, acknowledgePermanentFailures);
  if (failure !== undefined) {
    const problem = isUnkept ? problemOf(failure, 500) : problemOf(failure);
    return jsonAnswer(
      { ...problem, ...deliveries },
      {
        status: problem.status,
        headers: { ...headersOf(failure), 'content-type': 'application/problem+json' },
      },
    );
  }
  const [only] = parts;
  return jsonAnswer(isList || only === undefined ? { status: summaryOf(outcomes), deliveries: parts } : only);
}

/** To OPTIONS; also to a queue that asks whether it may post (https://github.com/cloudevents/spec/blob/main/cloudevents/http-webhook.md#4-abuse-protection). */
export function answerToOptions({ headers }: Incoming): Answer {
  const origin = headers.get('webhook-request-origin');
  if (origin === null || !isHostName(origin)) return { status: 204, headers: { allow: allowedMethods } };
  return {
    status: 200,
    headers: { allow: allowedMethods, 'webhook-allowed-origin': origin, 'webhook-allowed-rate': '*' },
  };
}

/** One delivery in the body of an answer. */
function partOf(outcome: Outcome): object {
  switch (outcome.status) {
    case 'sent':
      return { status: 'sent', calls: outcome.calls.map(shownCall), reason: outcome.reason };
    case 'skipped':
      return { status: 'skipped', reason: outcome.reason };
    case 'failed':
      return { status: 'failed', ...shownPartsOf(outcome.failure) };
  }
}

/**
 * The failure that decides the status: one that a redelivery can help before one that none can, or some queues would
 * drop the first together with the second. Of those, one that may pass by itself, and first one that says how long to wait.
 */
function decisiveFailure(outcomes: readonly Outcome[], acknowledges: boolean): Failure | undefined {
  const failures = outcomes.flatMap((outcome) => (outcome.status === 'failed' ? outcome.failure : []));
  const counting = failures.filter((failure) => !(acknowledges && isBeyondHelp(failure)));
  const passing = counting.filter(({ retryable }) => retryable);
  return (
    passing.find((failure) => retryAfterOf(failure) !== undefined) ??
    passing[0] ??
    counting.find(({ code }) => statusOf[code] >= 500) ??
    counting[0]
  );
}

function summaryOf(outcomes: readonly Outcome[]): Outcome['status'] {
  const all = outcomes.map(({ status }) => status);
  return (['failed', 'sent', 'skipped'] as const).find((status) => all.includes(status)) ?? 'skipped';
}

function headersOf(failure: Failure): Record<string, string> {
  const { code } = failure;
  const retryAfter = retryAfterOf(failure);
  return {
    ...(code === 'method-not-allowed' ? { allow: allowedMethods } : {}),
    ...(code === 'not-authenticated' ? { 'www-authenticate': 'Bearer' } : {}),
    ...(retryAfter === undefined ? {} : { 'retry-after': retryAfter }),
    ...(code === 'overloaded' ? { 'retry-after': '1' } : {}),
    // What is left of the body is not waited for, so the connection cannot carry another request.
    ...(leavesBody.includes(code) ? { connection: 'close' } : {}),
  };
}

const leavesBody: readonly string[] = [
  'not-found',
  'not-authenticated',
  'authentication-unavailable',
  'body-too-large',
  'body-incomplete',
  'overloaded',
] satisfies Failure['code'][];

/** It is sent back in a header. */
function isHostName(text: string): boolean {
  return /^[a-z0-9.*-]{1,253}(:\d{1,5})?$/i.test(text);
}
