import type { Answer, Ask } from '../commercetools/lookup/api.ts';
import type { Question } from '../commercetools/lookup/question.ts';
import type {
  Subscription,
  SubscriptionDraft,
  SubscriptionUpdateAction,
} from '../commercetools/lookup/sdk.ts';
import type { ApiDetails } from '../report/failure.ts';
import { type Destination, destinationValue } from './destinations.ts';
import { draftOf, selectionsOf } from './draft.ts';
import { driftOf } from './drift.ts';
import type { Wanted } from './wanted.ts';

/**
 * What became of it. `nowhere`: it is not there, and no destination was said to make it with. `other-format`: it is as it
 * was, since the destination does not take its format.
 */
export type Applied =
  | { readonly status: 'in-step' | 'created' | 'nowhere' | 'other-format' }
  | { readonly status: 'updated'; readonly actions: readonly string[] }
  | { readonly status: 'refused' | 'unavailable'; readonly during: During; readonly details: ApiDetails };

export type During = 'read' | 'create' | 'update';

export interface Application {
  readonly key: string;
  readonly wanted: Wanted;
  /** Absent: the one that is there stays as it is. */
  readonly destination?: Destination;
  /** Whether to set the destination though nothing that can be compared is another: its key or secret is new. */
  readonly renewsDestination: boolean;
}

/** Somebody else may change it at the same time; so often it is read again. */
const mostRounds = 3;

/** For all of one question: commercetools first sends its test notification. */
const questionMs = 60_000;
const timeLeft = () => questionMs;

const subscriptions = { collection: 'subscriptions' } as const satisfies Partial<Question>;

/** The Subscription of that key, where there is one. */
export function readSubscription(ask: Ask, key: string): Promise<Answer<Subscription>> {
  return ask({ method: 'GET', ...subscriptions, one: { by: 'key', value: key } }, timeLeft);
}

/**
 * Makes the Subscription deliver what is wanted: reads it by its key, and creates it or sends the update actions that are
 * needed, none where nothing is. Safe to repeat.
 */
export async function applySubscription(ask: Ask, application: Application): Promise<Applied> {
  for (let round = 1; ; round++) {
    const found = await readSubscription(ask, application.key);
    if (found.status !== 'answered' && found.status !== 'absent') return { ...found, during: 'read' };
    const done =
      found.status === 'answered'
        ? await update(ask, found.body, application)
        : await create(ask, application);
    if (done.status !== 'refused' || round === mostRounds) return done;
    // Another version by now, or made meanwhile: https://docs.commercetools.com/api/errors#409-conflict
    const isMade =
      done.during === 'create' && (await readSubscription(ask, application.key)).status === 'answered';
    if (done.details.status !== 409 && !isMade) return done;
  }
}

async function create(ask: Ask, { key, wanted, destination }: Application): Promise<Applied> {
  if (destination === undefined) return { status: 'nowhere' };
  const body = sent<SubscriptionDraft>(
    draftOf({ key, destination, selections: selectionsOf(wanted.deliveries) }),
  );
  const answer = await ask({ method: 'POST', ...subscriptions, body }, timeLeft);
  return answer.status === 'answered' ? { status: 'created' } : failed(answer, 'create');
}

async function update(ask: Ask, found: Subscription, application: Application): Promise<Applied> {
  const { wanted, destination } = application;
  if (driftOf(found, wanted, destination).hasOtherFormat) return { status: 'other-format' };
  const actions = actionsFor(found, application);
  if (actions.length === 0) return { status: 'in-step' };
  const body = { version: found.version, actions: [...actions] };
  const { key } = application;
  const one = { by: 'key', value: key } as const;
  const answer = await ask({ method: 'POST', ...subscriptions, one, body }, timeLeft);
  if (answer.status !== 'answered') return failed(answer, 'update');
  return { status: 'updated', actions: actions.map(({ action }) => action) };
}

/** The update actions that lead from what is there to what is wanted. */
export function actionsFor(
  found: Subscription,
  { wanted, destination, renewsDestination }: Omit<Application, 'key'>,
): readonly SubscriptionUpdateAction[] {
  const { messages, changes, events } = selectionsOf(wanted.deliveries);
  const drift = driftOf(found, wanted, destination);
  const differs = new Set([...drift.notDelivered, ...drift.notMapped].map(({ by }) => by));
  const isMoved = destination !== undefined && (drift.isElsewhere || renewsDestination);
  return sent([
    ...(isMoved ? [{ action: 'changeDestination', destination: destinationValue(destination) }] : []),
    ...(differs.has('messages') ? [{ action: 'setMessages', messages }] : []),
    ...(differs.has('changes') ? [{ action: 'setChanges', changes }] : []),
    ...(differs.has('events') ? [{ action: 'setEvents', events }] : []),
  ]);
}

function failed<Body>(answer: Answer<Body>, during: During): Applied {
  if (answer.status === 'refused' || answer.status === 'unavailable') return { ...answer, during };
  // It was deleted meanwhile.
  return { status: 'refused', during, details: { status: 409, attempts: 1 } };
}

/** A copy that the SDK may change. Its declarations want one type for each kind of destination; ours are plain data. */
function sent<Body>(body: unknown): Body {
  return structuredClone(body) as Body;
}
