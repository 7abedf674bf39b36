import { bail, checkLength, spend, tick } from './meter.ts';
import { asSequence, isList, isSequence, kept, type Marked, sequenceOf } from './sequence.ts';

/** What a step of a path makes of one item: nothing, a value, or a list that is taken apart. */
export type Step = (item: unknown) => unknown;

/** A step that is no plain function of an item. */
export interface WholeStep {
  /** `[…]` at the beginning: made once of all; what it holds are the items of the next step. */
  readonly made?: Step;
  /** `^(…)`: takes all items together, and its predicates what comes out of it. */
  readonly ordered?: (items: Marked) => unknown;
  readonly then?: Step;
}

/** What a step makes of each item of a list, as one list. The last step gives the one list that it finds as it is. */
export function many(step: Step, items: Marked, isLast: boolean): Marked {
  const found: Marked = [];
  let count = 0;
  let first: unknown;
  for (let index = 0; index < items.length; index++) {
    tick();
    const value = step(items[index]);
    if (value === undefined) continue;
    if (count++ === 0) first = value;
    if (isList(value) && value.cons !== true) for (const one of value) found.push(one);
    else found.push(value);
    checkLength(found.length);
  }
  checkLength(count);
  if (isLast && count === 1 && isList(first) && first.sequence !== true) return first;
  return count === 0 ? nothing : isLast ? asSequence(found) : found;
}

const nothing: Marked = Object.freeze([]) as unknown as Marked;

/**
 * The rest of a chain of plain names, from a list on. Gives nothing where the last name is nowhere, which is not the
 * same as a list without items.
 */
export function over(steps: readonly Step[], list: Marked): unknown {
  let items = list;
  checkLength(list.length);
  for (let at = 0; at < steps.length - 1; at++) {
    items = many(steps[at] as Step, items, false);
    if (items.length === 0) return undefined;
  }
  const found = many(steps[steps.length - 1] as Step, items, true);
  return found === nothing ? undefined : found;
}

/** The same where the list is one item of a step before: its first name is looked up in the list as a whole. */
export function within(steps: readonly Step[], list: unknown): unknown {
  const first = (steps[0] as Step)(list);
  if (steps.length === 1 || first === undefined) return first;
  const rest = steps.slice(1);
  return over(rest, isList(first) && first.cons !== true ? first : [first]);
}

/** Stands for what a list comes to, where only one that holds no other can be read to the end at once. */
export const met: unique symbol = Symbol('a list');

/**
 * The rest of a chain of plain names, where it meets a list before the name at a place: a list that `[…]` made in a path is
 * one item. Mostly there is no other list behind it, so that `rests` can read each item to the end at once.
 */
export function onwards(steps: readonly Step[], list: Marked, at: number, rests: readonly Step[]): unknown {
  if (list.cons === true) return within(steps.slice(at), list);
  checkLength(list.length);
  const rest = rests[at - 1];
  if (rest === undefined) return over(steps.slice(at), list);
  spend(list.length);
  const found: Marked = [];
  for (let index = 0; index < list.length; index++) {
    const value = rest(list[index]);
    if (value === undefined) continue;
    if (value === met || isList(value)) return over(steps.slice(at), list);
    found.push(value);
  }
  return found.length === 0 ? undefined : asSequence(found);
}

/** The result of a path: what it found is in a new sequence, whatever was marked before. */
export function flat(value: unknown): unknown {
  if (typeof value !== 'object' || !isSequence(value) || value.length > 1) return value;
  return value[0];
}

/** The steps of a path. `isStarted`: the input is what a variable at its beginning gives, not the context. */
export function walk(
  steps: readonly (Step | WholeStep)[],
  input: unknown,
  isStarted: boolean,
  keeps: boolean,
): unknown {
  if (isStarted && (input === undefined || isEmpty(input))) return undefined;
  if (isStarted && isList(input)) checkLength(input.length);
  const items = isList(input) ? input : undefined;
  if (!isStarted || items === undefined || (items.cons !== true && items.length !== 1))
    return proceed(steps, 0, items, input, keeps);
  return proceed(steps, 0, undefined, items.cons === true ? items : items[0], keeps);
}

/** The rest of a path behind the step that gave a list for its one item. */
export function walkOn(
  steps: readonly (Step | WholeStep)[],
  at: number,
  list: Marked,
  keeps: boolean,
): unknown {
  const isLast = at === steps.length - 1;
  if (list.cons === true)
    return isLast ? (keeps ? keptOne(list) : list) : proceed(steps, at + 1, undefined, list, keeps);
  if (isLast && list.sequence !== true) return list;
  if (isLast) return keeps ? kept(asSequence(list.slice())) : asSequence(list.slice());
  checkLength(list.length);
  if (list.length === 0) return undefined;
  return list.length === 1
    ? proceed(steps, at + 1, undefined, list[0], keeps)
    : proceed(steps, at + 1, list, undefined, keeps);
}

export function keptOne(value: unknown): Marked {
  return kept(sequenceOf(value));
}

/** The steps from one on, for the items, or for one item. */
function proceed(
  steps: readonly (Step | WholeStep)[],
  from: number,
  givenItems: Marked | undefined,
  givenItem: unknown,
  keeps: boolean,
): unknown {
  let [items, item] = [givenItems, givenItem];
  for (let at = from; at < steps.length; at++) {
    const step = steps[at] as Step | WholeStep;
    const isLast = at === steps.length - 1;
    if (typeof step !== 'function') {
      const whole = wholeStep(step, items ?? sequenceOf(item));
      if (whole === undefined || isLast || whole.length === 0) return finished(whole, keeps);
      items = whole;
      continue;
    }
    if (items === undefined) {
      const value = step(item);
      if (value === undefined) return undefined;
      if (isList(value)) return walkOn(steps, at, value, keeps);
      if (isLast) return keeps ? keptOne(value) : value;
      item = value;
      continue;
    }
    const found = many(step, items, isLast);
    // What was just found as a sequence is nobody else's.
    if (isLast && keeps && found.sequence === true) return kept(found);
    if (isLast) return found === nothing ? undefined : finished(found, keeps);
    if (found.length === 0) return undefined;
    items = found.length === 1 ? undefined : found;
    item = found[0];
  }
  return undefined;
}

function isEmpty(value: unknown): boolean {
  return isList(value) && value.length === 0 && value.cons !== true;
}

function wholeStep({ made, ordered, then }: WholeStep, items: Marked): Marked | undefined {
  const first = made === undefined ? ordered?.(items) : made(items);
  const value = then === undefined ? first : then(first);
  if (value === undefined || isList(value)) return value;
  // The reference would go on with the letters of a text, or with nothing.
  return bail();
}

function finished(found: Marked | undefined, keeps: boolean): unknown {
  if (!keeps) return found;
  if (found === undefined) return bail();
  if (found.cons === true && found.sequence !== true) return kept(sequenceOf(found));
  if (found.sequence !== true || found.keepSingleton === true) return found;
  return kept(asSequence(found.slice()));
}
