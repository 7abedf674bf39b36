import { type Fields, isRecord } from '../commercetools/fields.ts';
import type { Answer, Ask } from '../commercetools/lookup/api.ts';
import { largestPage, pageAfter, type Selection } from '../commercetools/lookup/pages.ts';
import { scopeFor } from '../commercetools/lookup/resources.ts';
import { wayAdvice } from '../report/way-words.ts';
import { type Backfilled, createdMessage } from './created-message.ts';
import { type Patience, patiently } from './patiently.ts';
import { ended, isStop, type Piece, type Stop } from './piece.ts';
import { goOnLater } from './what-passes.ts';

export interface Reading {
  readonly ask: Ask;
  readonly projectKey: string;
  readonly what: Backfilled;
  readonly selection: Selection;
  readonly patience: Patience;
  /** The last id that is done. */
  readonly after?: string | undefined;
  /** So many at most. */
  readonly limit?: number | undefined;
}

interface Resource extends Fields {
  readonly id: string;
}

/** Each resource as the message that told of it, in the order of their ids; the next page is fetched meanwhile. */
export async function* apiSource(reading: Reading): AsyncGenerator<Piece | Stop> {
  const { what, projectKey, limit = Number.POSITIVE_INFINITY } = reading;
  let left = limit;
  let coming = nextPage(reading, reading.after, left);
  for (;;) {
    const page = await coming;
    if (isStop(page)) return yield page;
    const last = page.at(-1);
    if (last === undefined) return;
    left -= page.length;
    if (left > 0) coming = nextPage(reading, last.id, left);
    for (const resource of page)
      yield {
        came: { notification: createdMessage(what, resource, projectKey) },
        position: { id: resource.id },
      };
    if (left <= 0) return yield { reason: 'limit', detail: `as many as --limit says: ${limit}` };
  }
}

async function nextPage(
  { ask, projectKey, selection, patience }: Reading,
  after: string | undefined,
  left: number,
): Promise<readonly Resource[] | Stop> {
  const question = pageAfter(selection, { after, limit: Math.min(largestPage, left) });
  const answer = await patiently(
    () => ask(question, () => 3 * patience.requestMs),
    (one) => (one.status === 'unavailable' ? one.details : undefined),
    patience,
  );
  if (answer === undefined) return ended;
  if (answer.status !== 'answered') return stopped(answer, scopeFor(selection.kind, projectKey));
  const results = 'results' in answer.body ? answer.body.results : undefined;
  if (!Array.isArray(results) || !results.every(isResource)) return noPage;
  return isInOrder(results, after) ? results : outOfOrder;
}

function isResource(value: unknown): value is Resource {
  return isRecord(value) && isId(value['id']);
}

/** It goes into the next question, in quotes. */
export function isId(value: unknown): value is string {
  return typeof value === 'string' && /^[\w:-]{1,256}$/.test(value);
}

/** Behind an id that is too large, all that come too early would never be seen. */
function isInOrder(page: readonly Resource[], after = ''): boolean {
  return page.every(({ id }, index) => id > (page[index - 1]?.id ?? after));
}

const noPage: Stop = {
  reason: 'unavailable',
  detail:
    'commercetools answered with something else than a page of resources; go on later with the same command',
};

const outOfOrder: Stop = {
  reason: 'unavailable',
  detail:
    'commercetools gave resources that are not in the order of their ids, so some would be left out; nothing of that page was sent',
};

function stopped(answer: Exclude<Answer<object>, { readonly status: 'answered' }>, scope: string): Stop {
  if (answer.status === 'unavailable') {
    const { cause, status, retryAfter } = answer.details;
    const onTheWay = wayAdvice(cause, 'CTP_API_URL and CTP_AUTH_URL');
    const todo =
      onTheWay === undefined
        ? `; ${goOnLater('https://status.commercetools.com', retryAfter)}`
        : `: ${onTheWay}; then go on with the same command`;
    const why = cause ?? status ?? 'unknown cause';
    return { reason: 'unavailable', detail: `commercetools did not give the next page (${why})${todo}` };
  }
  const status = answer.status === 'absent' ? 404 : answer.details.status;
  return {
    reason: 'refused',
    detail: `commercetools answered ${status ?? 'nothing'}; ${advice(status, scope)}`,
  };
}

function advice(status: number | undefined, scope: string): string {
  if (status === 401 || status === 403)
    return `check CTP_CLIENT_ID, CTP_CLIENT_SECRET and CTP_SCOPES: the API client needs the scope ${scope}, and CTP_API_URL and CTP_AUTH_URL must be of its region`;
  if (status === 400) return `check --where; or CTP_CLIENT_ID and CTP_SCOPES (${scope}), if it was the token`;
  return 'check CTP_PROJECT_KEY, CTP_API_URL and CTP_AUTH_URL';
}
