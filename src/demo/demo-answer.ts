import { type Place, showPlace } from '../report/place.ts';
import type { ReceivedCall } from './receiver-store.ts';

/** What must come of a delivery. Which calls, and of whom, is for the mappings to say, and to change. */
export interface Expectation {
  readonly status: number;
  /** `sent`, `skipped`, `answered` to a queue's question, or the code of the failure. */
  readonly outcome: string;
  /** Whether Segment had the calls before. */
  readonly isAgain: boolean;
}

/** What came of a delivery. */
export interface Answer {
  readonly status: number;
  readonly outcome: string;
  /** The type of each call; with ` again` where Segment had it before. */
  readonly calls: readonly string[];
  /** The calls with their user, or why there is none; in a few words. */
  readonly told: string;
  readonly text: string;
}

/** The parts of the webhook's answers that are read here. */
interface Body {
  readonly status?: string | number;
  /** Where several deliveries came in one request. */
  readonly deliveries?: readonly Body[];
  readonly calls?: readonly {
    readonly messageId: string;
    readonly type: string;
    readonly regulateId?: string;
  }[];
  readonly reason?: string;
  readonly code?: string;
  readonly detail?: string;
  readonly issues?: readonly {
    readonly message: string;
    readonly place?: Place;
    readonly pointer?: string;
  }[];
  readonly segment?: { readonly status?: number };
  readonly validationResponse?: string;
}

/** Reads an answer of the webhook. `received` is what Segment's stand-in got, for the users, which no answer names. */
export function readAnswer(
  { status, body: text = '' }: { readonly status: number; readonly body?: string },
  received: readonly ReceivedCall[],
): Answer {
  const body = bodyOf(text);
  const calls = [body, ...(body.deliveries ?? [])].flatMap((one) => one.calls ?? []);
  const sent = calls.map(({ messageId, type, regulateId = messageId }) => {
    const kept = received.find((call) => call.messageId === regulateId);
    const isAgain = (kept?.duplicates ?? 0) > 0;
    return {
      type: isAgain ? `${type} again` : type,
      told: isAgain ? `${type} again, which Segment drops` : `${type} ${subjectOf(kept)}`.trim(),
    };
  });
  return {
    status,
    outcome:
      body.code ?? String(body.status ?? (body.validationResponse === undefined ? 'no answer' : 'answered')),
    calls: sent.map(({ type }) => type),
    told: visible(sent.length > 0 ? sent.map(({ told }) => told).join(', ') : reasonOf(body)),
    text,
  };
}

/** What a delivery holds must not steer the terminal, nor turn the direction of a line. */
function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\ufffd');
}

/** Whether it came as it must. A mapping may leave out what would be sent: it is switched off, or its "when:" says so. */
export function isExpected({ status, outcome, calls }: Answer, expected: Expectation): boolean {
  if (outcome === 'skipped' && ['sent', 'segment-unavailable'].includes(expected.outcome))
    return status === 200;
  return (
    status === expected.status &&
    outcome === expected.outcome &&
    calls.length > 0 === (outcome === 'sent') &&
    calls.every((call) => call.endsWith(' again') === expected.isAgain)
  );
}

function bodyOf(text: string): Body {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

/** The event of a track call, or what is done by a regulation, and who it is about. */
function subjectOf(received: ReceivedCall | undefined): string {
  const { event, regulationType, userId, anonymousId, subjectIds } = received?.call ?? {};
  const subjects = Array.isArray(subjectIds) ? subjectIds.join(' ') : (userId ?? anonymousId);
  return [event, regulationType, subjects].filter((part) => typeof part === 'string').join(' ');
}

function reasonOf({ reason, issues = [], segment, detail = '', validationResponse }: Body): string {
  if (reason !== undefined) return reason;
  if (validationResponse !== undefined) return 'the code that Event Grid sent, sent back';
  if (segment?.status !== undefined) return `Segment said ${segment.status}; send it again later`;
  const [issue] = issues;
  if (issue === undefined) return detail;
  return `${issue.place === undefined ? (issue.pointer ?? '') : showPlace(issue.place)} ${issue.message}`.trim();
}
