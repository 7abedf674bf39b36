import type { Processed } from '../pipeline.ts';
import type { Issue } from '../report/issue.ts';
import type { Trace } from './trace.ts';

/** What is known of a request when it has been answered. */
export interface Answered extends Processed {
  readonly status: number;
  readonly ms: number;
  readonly requestId: string | null;
  /** Where the code broke, if it did. */
  readonly trace?: Trace;
}

/**
 * The one log line of a request, as JSON: what happened to which delivery by which mappings. Part by part, so that no
 * value of a payload, no key and no other header can get into it.
 */
export function logLine({ outcome, delivery, mappings, status, ms, requestId, trace }: Answered): string {
  const failure = outcome.status === 'failed' ? outcome.failure : undefined;
  return JSON.stringify({
    level: levelOf(failure?.code),
    msg: failure === undefined ? `delivery ${outcome.status}` : failure.detail,
    outcome: outcome.status,
    status,
    reason: outcome.status === 'skipped' ? outcome.reason : undefined,
    failure: failure && { code: failure.code, retryable: failure.retryable },
    delivery: delivery && { kind: delivery.kind, type: delivery.type, identity: delivery.identity },
    mappings: mappings.map(({ name, hash }) => ({ name, hash })),
    calls:
      outcome.status === 'sent'
        ? outcome.calls.map(({ type, messageId }) => ({ type, messageId }))
        : undefined,
    issues: failure?.issues?.map(loggedIssue),
    segment: failure?.segment,
    error: trace,
    ms: Math.round(ms),
    requestId: requestId !== null && isVercelId(requestId) ? requestId : undefined,
  });
}

function loggedIssue({ code, place, pointer }: Issue) {
  return { code, place, pointer };
}

/** A wrong method is mostly a passer-by; all else that fails wants a look. */
function levelOf(code: string | undefined): 'info' | 'warn' | 'error' {
  if (code === undefined) return 'info';
  return code === 'method-not-allowed' ? 'warn' : 'error';
}

/** Such as `fra1::iad1::abcde-1700000000000-0123456789ab`. Anyone can send the header, so only its form gets in. */
function isVercelId(header: string): boolean {
  return header.length <= 128 && /^[a-z0-9]+(::?[a-z0-9-]+)+$/.test(header);
}
