import { evaluationLimits, longestText, mappingLimit, timeLimit } from '../../language/limits.ts';
import { type Allowance, allowance } from '../../language/time-limit.ts';

/** Something that only the reference can tell exactly: an error, or a case that the compiled form leaves to it. */
export class Bail extends Error {}

/** The expression's time is over: it must not be begun again. */
export class TimeOver extends Error {}

/** Steps between two looks at the clock: well under a millisecond of ordinary ones. */
const stepsPerLook = 2_000;
/** Functions inside each other. The reference would come to its own limit soon after; it decides. */
const deepestCall = 100;

let fuel = 0;
let depth = 0;
let begun = 0;
let time: Allowance | undefined;
let all: Allowance | undefined;
let count = 0;

/** Begins an evaluation. Evaluations never run inside each other, so there is one account for all. */
export function beginEvaluation(): void {
  fuel = stepsPerLook;
  depth = 0;
  time = undefined;
  all = undefined;
}

/** Begins several evaluations that are made together. */
export function beginAll(): void {
  beginEvaluation();
  count = 0;
}

/** Begins the next of them. */
export function beginNext(): void {
  if (time !== undefined) addLong();
  fuel = stepsPerLook;
  depth = 0;
  count++;
}

/** From the first long one on, they have a limit together; behind it, each is evaluated by itself, and told to be too late. */
function addLong(): void {
  time = undefined;
  if (all === undefined) all = allowance(mappingLimit);
  else if (all.isOver()) bail();
}

/** What is left for the evaluations behind those that were made together, where one of them was long. */
export function timeOfAll(): Allowance | undefined {
  return all;
}

/** Which of them was the last to begin, counted from 0. */
export function begunLast(): number {
  return count - 1;
}

/** Whether the evaluation that ended last, or one of several, was long enough for its time to be taken. */
export function isTimed(): boolean {
  return time !== undefined || all !== undefined;
}

/** Milliseconds since the evaluation first took long enough to be looked at; 0 where it never did. */
export function timeSpent(): number {
  return time === undefined ? 0 : performance.now() - begun;
}

/** Counts one step of a loop or a call. Throws a TimeOver where the time is over. */
export function tick(): void {
  if (--fuel < 0) look();
}

/** Counts work that a single function does at a stretch. */
export function spend(steps: number): void {
  fuel -= steps;
  if (fuel < 0) look();
}

function look(): void {
  fuel = stepsPerLook;
  if (time === undefined) {
    begun = performance.now();
    time = allowance(timeLimit);
  } else if (time.isOver()) throw new TimeOver();
}

/** Leaves the expression to the reference. */
export function bail(): never {
  throw new Bail();
}

export function enter(): void {
  if (++depth > deepestCall) bail();
}

export function leave(): void {
  depth--;
}

/** Lists in between have a limit, as the reference has it for each list that it makes. */
export function checkLength(length: number): void {
  if (length > evaluationLimits.sequence) bail();
}

/** The value itself, where it is no text or list that has grown too long on the way. */
export function sized(value: unknown): unknown {
  if (typeof value === 'string') {
    if (value.length > longestText) bail();
  } else if (Array.isArray(value)) checkLength(value.length);
  return value;
}
