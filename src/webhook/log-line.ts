import type { Failure } from '../report/failure.ts';
import type { Issue } from '../report/issue.ts';
import { shownCall } from '../segment/regulation.ts';
import { openNotice } from './open-notice.ts';
import type { Received, Told } from './told.ts';

/** What is known of a request when it has been answered. */
export interface Answered {
  /** Of the HTTP answer; absent where a queue was pulled from. */
  readonly status?: number;
  readonly ms: number;
  readonly requestId: string | null;
}

/** Said where dead letters could not be kept; the cause is a code of the system, or the name of an error. */
export function unkeptLine(cause: string): string {
  return JSON.stringify({
    level: 'error',
    msg: 'dead letters could not be kept where DEAD_LETTER_QUEUE_URL or DEAD_LETTER_FILE says: nothing was acknowledged',
    cause,
  });
}

/** Said once, where nobody is checked. */
export const openLine = JSON.stringify({ level: 'warn', msg: openNotice });

/** The log of a request: one line for each delivery in it. */
export function logLines({ told, isList, caller }: Received, answered: Answered): readonly string[] {
  return told.map((one, index) => {
    const part = isList ? `${index + 1}/${told.length}` : undefined;
    return logLine(one, answered, { caller, part });
  });
}

/**
 * What happened to one delivery by which mappings, as JSON. Part by part, so that no value of a payload, no key and
 * no other header can get into it.
 */
function logLine(
  { outcome, delivery, mappings, wrappers = [], handshake, trace }: Told,
  { status, ms, requestId }: Answered,
  { caller, part }: { readonly caller: string | undefined; readonly part: string | undefined },
): string {
  const failure = outcome.status === 'failed' ? outcome.failure : undefined;
  return JSON.stringify({
    level: levelOf(failure, handshake),
    msg: failure === undefined ? `${handshake ?? 'delivery'} ${outcome.status}` : failure.detail,
    outcome: outcome.status,
    status,
    reason: outcome.status === 'failed' ? undefined : outcome.reason,
    failure: failure && { code: failure.code, retryable: failure.retryable },
    caller,
    checks: failure?.checks,
    wrappers: wrappers.length === 0 ? undefined : wrappers,
    part,
    delivery: delivery && { kind: delivery.kind, type: delivery.type, identity: delivery.identity },
    mappings: mappings.map(({ name, hash }) => ({ name, hash })),
    calls: outcome.status === 'sent' ? outcome.calls.map(shownCall) : undefined,
    issues: failure?.issues?.map(loggedIssue),
    segment: failure?.segment,
    commercetools: failure?.commercetools,
    error: trace,
    ms: Math.round(ms),
    requestId: requestId !== null && isVercelId(requestId) ? requestId : undefined,
  });
}

function loggedIssue({ code, place, pointer }: Issue) {
  return { code, place, pointer };
}

/**
 * Who shows nothing, or sends a wrong method or to a wrong path, is mostly a passer-by; who shows something wrong may be our own queue.
 * All else that fails wants a look. A queue that says something of its subscription is worth reading.
 */
function levelOf(failure: Failure | undefined, handshake: string | undefined): 'info' | 'warn' | 'error' {
  if (failure === undefined) return handshake === undefined ? 'info' : 'warn';
  // A body that breaks off or never ends may be a stranger's; of a queue's own, it comes again.
  if (passing.includes(failure.code)) return 'warn';
  const showsNothing =
    failure.checks?.every((one) => 'reason' in one && nothingShown.includes(one.reason)) ?? false;
  return showsNothing ? 'warn' : 'error';
}

const passing: readonly string[] = [
  'not-found',
  'method-not-allowed',
  'body-incomplete',
] satisfies Failure['code'][];

/** What checks say of a request that does not even try to pass them. */
const nothingShown: readonly string[] = ['absent', 'not-an-sns-message'];

/** Such as `fra1::iad1::abcde-1700000000000-0123456789ab`. Anyone can send the header, so only its form gets in. */
function isVercelId(header: string): boolean {
  return header.length <= 128 && /^[a-z0-9]+(::?[a-z0-9-]+)+$/.test(header);
}
