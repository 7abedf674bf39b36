import { openEnvelope } from '../commercetools/envelope.ts';
import { jsonExcesses } from '../commercetools/json-bounds.ts';
import type { Content } from '../commercetools/notification.ts';
import { noHeaders } from '../commercetools/request-headers.ts';
import { type Processing, processDelivery } from '../pipeline.ts';
import type { DeadLetterSink } from '../report/dead-letter.ts';
import type { Failure } from '../report/failure.ts';
import { retryAfterMs, retryAfterOf } from '../report/retry-after.ts';
import { cameOf } from '../webhook/came-of.ts';
import { type Keeping, keepDeadLetters } from '../webhook/dead-letters.ts';
import { failed, unexpected } from '../webhook/failed.ts';
import { inParallel } from '../webhook/in-parallel.ts';
import { parseJson } from '../webhook/parse-json.ts';
import { sparing } from '../webhook/sparing.ts';
import type { Told } from '../webhook/told.ts';

/**
 * What the queue is told of a record. `done`: it may forget it. `again`: a redelivery may succeed. `stuck`: none will
 * before somebody mends something of ours, or there was no place to put a record that is beyond help.
 */
export type Verdict = 'done' | 'again' | 'stuck';

export interface Settled {
  readonly verdict: Verdict;
  /** How long Segment or commercetools asks to be left alone; 0 where they do not. */
  readonly askedMs: number;
}

export interface Taken extends Settled {
  /** At least one. */
  readonly told: readonly Told[];
  readonly isList: boolean;
  readonly keeping: Keeping;
}

export interface Taking {
  readonly processing: Processing;
  /** Absent where the environment names none; then what is beyond help stays in the queue, whose own limit ends it. */
  readonly deadLetters?: DeadLetterSink | undefined;
  readonly now: () => Date;
  /** Which failures go to the dead letters; those beyond help if absent. */
  readonly isGivenUp?: ((failure: Failure) => boolean) | undefined;
}

/** Deliveries of one record that are sent at the same time. */
const atOnce = 10;

/**
 * One record of a queue, as text: JSON in any known envelope. Every delivery in it is processed as the webhook would;
 * what is beyond help goes to the dead letters once everything else of the record is done. Never throws.
 */
export async function takeRecord(
  text: string,
  { processing, deadLetters, now, isGivenUp }: Taking,
): Promise<Taken> {
  const processed = await processRecord(text, processing);
  const { told } = processed;
  const failures = told.flatMap(({ outcome }) => (outcome.status === 'failed' ? outcome.failure : []));
  const keeping = await keepDeadLetters(told, { sink: deadLetters, now: now(), isGivenUp });
  const isDone = failures.length === 0 || keeping.status === 'kept';
  // Dead letters that could not be kept may be kept later.
  const mayHelp = keeping.status === 'unkept' || failures.some(({ retryable }) => retryable);
  const verdict = isDone ? 'done' : mayHelp ? 'again' : 'stuck';
  const askedMs = Math.max(0, ...failures.map((failure) => retryAfterMs(retryAfterOf(failure))));
  return { ...processed, keeping, verdict, askedMs };
}

async function processRecord(text: string, processing: Processing): Promise<Pick<Taken, 'told' | 'isList'>> {
  const excessOf = jsonExcesses();
  const json = parseJson(text, excessOf);
  if (!json.ok) return { told: [failed(json.failure, { came: { body: text } })], isList: false };
  const { contents, isList } = openEnvelope(json.value, noHeaders, excessOf);
  const all = { ...processing, ...sparing(processing) };
  const process = async (content: Content): Promise<Told> => ({
    ...(await processContent(content, all).catch(unexpected)),
    wrappers: content.wrappers,
    came: cameOf(content, () => text),
  });
  return { told: await inParallel(contents, atOnce, process), isList };
}

async function processContent(content: Content, processing: Processing): Promise<Told> {
  if (content.kind === 'notification') return processDelivery(content.notification, processing);
  return failed(content.kind === 'unknown' ? content.failure : handshakeInQueue);
}

const handshakeInQueue: Failure = {
  code: 'not-a-delivery',
  detail:
    'this is what a queue asks an HTTP endpoint when a subscription is made; it has no place in a queue',
  retryable: false,
};
