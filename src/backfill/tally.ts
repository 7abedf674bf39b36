import type { Failure } from '../report/failure.ts';
import { showPlace } from '../report/place.ts';
import type { Settled, SettledBatch } from './settled.ts';

/** What a run has come to so far. `read` is always `sent` + `skipped` + `failed`: what is not settled is not counted. */
export interface Tally {
  /** Deliveries of which is known what became of them. */
  readonly read: number;
  readonly sent: number;
  readonly skipped: number;
  readonly failed: number;
  /** Calls that Segment has accepted. */
  readonly calls: number;
  /** Requests to Segment. */
  readonly requests: number;
  /** How many were skipped, by the reason. */
  readonly reasons: Readonly<Record<string, number>>;
  /** How many were sent, but a part of what was meant to be was not, by the reason. */
  readonly inPart: Readonly<Record<string, number>>;
  /** How many failed, by the code. */
  readonly codes: Readonly<Record<string, number>>;
  /** How many failed by the code and by what is wrong, with its place where it is in a file; the first `mostCauses` of a code. */
  readonly causes: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** What is wrong in many ways, such as a broken export, would fill the screen. */
const mostCauses = 10;
const others = 'others';

export const nothingYet: Tally = {
  read: 0,
  sent: 0,
  skipped: 0,
  failed: 0,
  calls: 0,
  requests: 0,
  reasons: {},
  inPart: {},
  codes: {},
  causes: {},
};

export function withBatch(tally: Tally, { settled, requests }: SettledBatch): Tally {
  const failures = settled.flatMap(({ outcome }) => (outcome.status === 'failed' ? outcome.failure : []));
  const of = (status: string) => settled.filter(({ outcome }) => outcome.status === status).length;
  return {
    read: tally.read + settled.length,
    sent: tally.sent + of('sent'),
    skipped: tally.skipped + of('skipped'),
    failed: tally.failed + of('failed'),
    calls: tally.calls + settled.reduce((sum, one) => sum + callsOf(one), 0),
    requests: tally.requests + requests,
    reasons: counted(
      tally.reasons,
      settled.flatMap(({ outcome }) => (outcome.status === 'skipped' ? outcome.reason : [])),
    ),
    inPart: counted(
      tally.inPart,
      settled.flatMap(({ outcome }) => (outcome.status === 'sent' ? (outcome.reason ?? []) : [])),
    ),
    codes: counted(
      tally.codes,
      failures.map(({ code }) => code),
    ),
    causes: failures.reduce(withCause, tally.causes),
  };
}

function withCause(causes: Tally['causes'], failure: Failure): Tally['causes'] {
  const before = causes[failure.code] ?? {};
  const words = causeOf(failure);
  const isNew = before[words] === undefined && Object.keys(before).length >= mostCauses;
  return { ...causes, [failure.code]: counted(before, [isNew ? others : words]) };
}

/** By the first of its issues, which mostly brings the others with it. */
function causeOf({ detail, issues: [first] = [] }: Failure): string {
  if (first === undefined) return detail;
  const { place, pointer = '', message } = first;
  if (place !== undefined) return `${showPlace(place)}: ${message}`;
  return [detail, pointer, message].filter((words) => words !== '').join(': ');
}

function callsOf({ outcome }: Settled): number {
  return outcome.status === 'sent' ? outcome.calls : 0;
}

function counted(
  before: Readonly<Record<string, number>>,
  more: readonly string[],
): Readonly<Record<string, number>> {
  const counts = new Map(Object.entries(before));
  for (const one of more) counts.set(one, (counts.get(one) ?? 0) + 1);
  return Object.fromEntries(counts);
}
