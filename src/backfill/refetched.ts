import { decodeDelivery } from '../commercetools/decode.ts';
import type { Source as Fetch, Found, Wanted } from '../commercetools/lookup/wanted.ts';
import type { Failure } from '../report/failure.ts';
import type { LinePiece } from './lines-source.ts';
import type { Logged } from './logged.ts';
import { type Patience, patiently } from './patiently.ts';
import { ended, isStop, type Piece, type Stop } from './piece.ts';
import { stopFor, worthAnother } from './what-passes.ts';

export interface Refetching {
  /** Where messages are had from; absent without credentials. */
  readonly from: { readonly source: Fetch; readonly projectKey: string } | undefined;
  readonly patience: Patience;
}

/**
 * The same pieces, with the messages that the log names, as commercetools' API has them: the deliveries that they were,
 * so that their calls have the ids that they had.
 */
export async function* refetched(
  pieces: AsyncIterable<LinePiece | Stop>,
  refetching: Refetching,
): AsyncGenerator<Piece | Stop> {
  for await (const next of pieces) {
    if (isStop(next)) return yield next;
    const came = 'logged' in next.came ? await messageOf(next.came, refetching) : next.came;
    if (isStop(came)) return yield came;
    yield { ...next, came };
  }
}

async function messageOf(
  { logged: { identity = [] }, body }: Extract<LinePiece['came'], { readonly logged: Logged }>,
  { from, patience }: Refetching,
): Promise<Piece['came'] | Stop> {
  const [kind, projectKey] = identity;
  const wanted = wantedFor(identity);
  if (wanted === undefined) return { body, failure: kind === undefined ? nothingNamed : notToBeFetched };
  if (from === undefined) return noCredentials;
  if (projectKey !== from.projectKey) return otherProject;
  const found = await patiently(
    () => from.source(wanted, () => patience.requestMs),
    (one) => (one.status === 'failed' ? worthAnother(one.failure) : undefined),
    patience,
  );
  if (found === undefined) return ended;
  if (found.status === 'failed') return stopFor(found.failure);
  const notification = notificationIn(found, { identity, projectKey });
  return notification === undefined ? { body, failure: gone } : { notification };
}

/** Only messages are kept by commercetools, by their id or by their place among those of a resource. */
function wantedFor([kind, , , resource, place, id]: readonly string[]): Wanted | undefined {
  if (kind !== 'message' || resource === undefined || place === undefined) return undefined;
  if (id !== undefined) return { kind: 'message', by: 'id', value: id };
  return { kind: 'message', by: 'place', value: `${resource}:${place}` };
}

/** Nothing where it is not the one that was asked for. */
function notificationIn(
  found: Found,
  { identity, projectKey }: { readonly identity: readonly string[]; readonly projectKey: string },
) {
  if (found.status !== 'found') return undefined;
  const notification = { ...found.value, notificationType: 'Message', projectKey };
  const decoded = decodeDelivery(notification);
  const isSame = decoded.ok && JSON.stringify(decoded.value.identity) === JSON.stringify(identity);
  return isSame ? notification : undefined;
}

const gone: Failure = {
  code: 'payload-not-included',
  detail:
    'commercetools does not have this message, or no longer: are messages switched on for the project (Messages Query API), and for how many days?',
  retryable: false,
};

const nothingNamed: Failure = {
  code: 'not-a-delivery',
  detail: 'this line of the log names no delivery: nothing that came was one',
  retryable: false,
};

const notToBeFetched: Failure = {
  code: 'not-a-delivery',
  detail:
    'this line of the log is of a change or an Event, of which commercetools keeps no copy: take it from the dead letters or from the queue',
  retryable: false,
};

const noCredentials: Stop = {
  reason: 'usage',
  detail:
    'the log only names deliveries; to fetch their messages again, set the CTP_… variables of .env.example, with the scope view_messages',
};

const otherProject: Stop = {
  reason: 'usage',
  detail: 'a line of the log is of another project than CTP_PROJECT_KEY names; set that to its project',
};
