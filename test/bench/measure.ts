import { setTimeout as pause } from 'node:timers/promises';

/** Something to be measured: one run of it, numbered from 0 so that it can take another input each time. */
export type Candidate = (run: number) => unknown;

/** What one candidate came to, beside the others of the same measurement. */
export interface Measured {
  /** The median of all rounds. */
  readonly value: number;
  /** Of each round. */
  readonly rounds: readonly number[];
}

export type Measurements<Name extends string> = Readonly<Record<Name, Measured>>;

export interface Rounds {
  readonly rounds: number;
  /** Milliseconds that each candidate has in each round. */
  readonly ms: number;
}

const warmUpMs = 500;
const warmUpParts = 10;

/** Runs without looking at the clock in between. */
const chunk = 8;

/**
 * Microseconds of one run of each candidate. They take turns within each round, in another order each time, so
 * that a machine that is slow for a while is slow for all of them. Each is run
 * before, until it is compiled as far as it ever is.
 */
export async function interleaved<Name extends string>(
  candidates: Readonly<Record<Name, Candidate>>,
  { rounds, ms }: Rounds,
): Promise<Measurements<Name>> {
  const timed = mapValues(candidates, (candidate) => () => timeOf(candidate, ms));
  // In turns, too: V8 would make functions that all of them call for the first one alone.
  for (let part = 0; part < warmUpParts; part++)
    for (const candidate of Object.values<Candidate>(candidates))
      await timeOf(candidate, warmUpMs / warmUpParts);
  return inRounds(timed, rounds);
}

/** The same of candidates that measure themselves, once in each round. */
export async function inRounds<Name extends string>(
  candidates: Readonly<Record<Name, () => Promise<number>>>,
  rounds: number,
): Promise<Measurements<Name>> {
  const names = Object.keys(candidates) as Name[];
  const seen = new Map(names.map((name): [Name, number[]] => [name, []]));
  for (let round = 0; round < rounds; round++)
    for (const name of orderOf(names, round)) seen.get(name)?.push(await candidates[name]());
  return mapValues(candidates, (_, name) => {
    const values = seen.get(name) ?? [];
    return { value: median(values), rounds: values };
  });
}

/**
 * Each comes as often behind one of the others as behind any other (a Williams design): what allocates much leaves V8 with work that
 * falls into the time of the next.
 */
function orderOf<Name extends string>(names: readonly Name[], round: number): readonly Name[] {
  const count = names.length;
  const order = names.flatMap((_, index) => {
    const zigzag = index % 2 === 0 ? index / 2 : count - (index + 1) / 2;
    return names[(zigzag + round) % count] ?? [];
  });
  return Math.floor(round / count) % 2 === 0 ? order : order.reverse();
}

/** Microseconds of one run of a candidate, run for so many milliseconds. */
export async function timeOf(candidate: Candidate, ms: number): Promise<number> {
  const isAsync = candidate(0) instanceof Promise;
  await pause(0);
  const began = performance.now();
  let run = 0;
  do {
    for (let more = 0; more < chunk; more++) {
      const result = candidate(run++);
      if (isAsync) await result;
    }
  } while (performance.now() - began < ms);
  return (1_000 * (performance.now() - began)) / run;
}

/** The first as a multiple of the second: the median of what it was in each round. */
export function ratio(first: Measured, second: Measured): number {
  return median(first.rounds.map((value, round) => value / (second.rounds[round] ?? Number.NaN)));
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

export function mapValues<Name extends string, From, To>(
  record: Readonly<Record<Name, From>>,
  make: (value: From, name: Name) => To,
): Readonly<Record<Name, To>> {
  const entries = Object.entries<From>(record).map(([name, value]) => [name, make(value, name as Name)]);
  return Object.fromEntries(entries) as Record<Name, To>;
}
