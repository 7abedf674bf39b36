import type { SegmentDetails } from '../report/failure.ts';
import { type Exchange, exchange, isAnswer } from './exchange.ts';
import type { OutgoingRequest } from './post.ts';
import { detailsOf } from './receipt-of.ts';
import { idOfRegulation, secondsBeforeNext } from './regulation-answer.ts';
import { pause, type Stop, stopAfter } from './stop.ts';
import { isWorthRepeating, judge, type Verdict } from './verdict.ts';

/** How to reach Segment's Public API. */
export interface PublicApiSettings {
  /**
   * Of the workspace; must be allowed to change its end user privacy. The smallest role for that is End User Privacy Admin:
   * https://www.twilio.com/docs/segment/segment-app/iam/roles
   */
  readonly token: string;
  /** With its scheme, without a path: https://api.segmentapis.com, or https://eu1.api.segmentapis.com. */
  readonly host: string;
}

export interface Regulation {
  readonly regulationType: string;
  readonly userIds: readonly string[];
}

/** What became of a regulation: as a receipt, and with the id that Segment gave to it. */
export type Regulated =
  | { readonly status: 'accepted'; readonly regulateId: string }
  | { readonly status: 'rejected' | 'unavailable'; readonly details: SegmentDetails };

/** Between one attempt and the next. */
const pausesMs = [100, 300];

/**
 * Asks for one regulation of the whole workspace, so of all its sources: an erasure that spares one is none.
 * `POST /regulations`, https://docs.segmentapis.com/tag/Deletion-and-Suppression#operation/createWorkspaceRegulation:
 * at most 5,000 user ids. Confirmed is a 2xx with the id of the regulation. It is repeated at most twice within the
 * time, as calls are; a repeat of one that had arrived all the same makes a second regulation, which deletes nothing
 * more. Never throws. `toShow` makes the text of an answer safe to show.
 */
export async function createRegulation(
  { token, host }: PublicApiSettings,
  { regulationType, userIds }: Regulation,
  { timeoutMs, toShow }: { readonly timeoutMs: number; readonly toShow: (text: string) => string },
): Promise<Regulated> {
  if (!(timeoutMs >= 1)) return tooLate(0);
  const request: OutgoingRequest = {
    url: `${host}/regulations`,
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': mediaType, accept: mediaType },
    body: JSON.stringify({ regulationType, subjectType: 'USER_ID', subjectIds: userIds }),
  };
  const stop = stopAfter(timeoutMs);
  try {
    return regulatedBy(await exchangesOf(request, stop), toShow);
  } finally {
    stop.end();
  }
}

/** What is told where the time is over. */
export function tooLate(attempts: number): Regulated {
  return { status: 'unavailable', details: { cause: 'timeout', attempts, api: 'public' } };
}

/** The version of the API that is meant. */
const mediaType = 'application/vnd.segment.v1+json';

async function exchangesOf(request: OutgoingRequest, stop: Stop): Promise<readonly Exchange[]> {
  const exchanges: Exchange[] = [await exchange(request, stop)];
  for (const ms of pausesMs) {
    if (!exchanges.slice(-1).every(isWorthRepeating)) break;
    await pause(ms, stop);
    if (stop.isOver()) break;
    exchanges.push(await exchange(request, stop));
  }
  return exchanges;
}

function regulatedBy(exchanges: readonly Exchange[], toShow: (text: string) => string): Regulated {
  const last = exchanges.at(-1);
  const done = last !== undefined && isAnswer(last) && isDone(last) ? last : undefined;
  const regulateId = done && idOfRegulation(done.body);
  if (regulateId !== undefined) return { status: 'accepted', regulateId };
  const answer = exchanges.findLast(isAnswer);
  const seconds = answer && secondsBeforeNext(answer);
  const isRefused = last !== undefined && verdictOf(last) === 'rejected';
  const details: SegmentDetails = {
    ...detailsOf(exchanges, toShow),
    ...(done === undefined ? {} : { cause: 'no-regulation-id' }),
    ...(seconds === undefined ? {} : { retryAfter: seconds }),
    api: 'public',
  };
  return { status: isRefused ? 'rejected' : 'unavailable', details };
}

/** An answer that should confirm and does not is no refusal; 409 passes, such as while Segment replays. */
function verdictOf(made: Exchange): Verdict {
  return isAnswer(made) && (isDone(made) || made.status === 409) ? 'unavailable' : judge(made);
}

function isDone({ status }: { readonly status: number }): boolean {
  return status >= 200 && status < 300;
}
