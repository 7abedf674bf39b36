import { call, isCallable } from './callable.ts';
import { bail, checkLength, tick } from './meter.ts';
import { type Marked, sequence } from './sequence.ts';
import { isNumber, truth } from './value.ts';

/** What is called for each item: a function written out, or one that was handed on. */
export type Called = (first: unknown, second: unknown, third: unknown, fourth?: unknown) => unknown;

/** A function value as something to call: it is offered no more arguments than it takes. */
function calledOf(value: unknown): Called {
  if (!isCallable(value)) return bail();
  const { arity } = value;
  if (arity >= 3) return (first, second, third) => call(value, [first, second, third], null);
  if (arity === 2) return (first, second) => call(value, [first, second], null);
  return (first) => call(value, [first], null);
}

export function mapped(list: Marked | undefined, each: Called): unknown {
  if (list === undefined) return undefined;
  const found = sequence();
  for (let index = 0; index < list.length; index++) {
    tick();
    const value = each(list[index], index, list);
    if (value !== undefined) found.push(value);
  }
  checkLength(found.length);
  return found;
}

export function filtered(list: Marked | undefined, each: Called): unknown {
  if (list === undefined) return undefined;
  const found = sequence();
  for (let index = 0; index < list.length; index++) {
    tick();
    const item = list[index];
    if (truth(each(item, index, list))) found.push(item);
  }
  checkLength(found.length);
  return found;
}

export function single(list: Marked | undefined, each?: Called): unknown {
  if (list === undefined) return undefined;
  let found: unknown;
  let count = 0;
  for (let index = 0; index < list.length; index++) {
    tick();
    const item = list[index];
    if (each !== undefined && !truth(each(item, index, list))) continue;
    if (count++ > 0) bail();
    found = item;
  }
  return count === 1 ? found : bail();
}

/** `arity`: of the function that is called, which must take at least what has come so far and the next item. */
export function reduced(list: Marked | undefined, each: Called, arity: number, initial: unknown): unknown {
  if (list === undefined) return undefined;
  if (arity < 2) bail();
  const hasInitial = initial !== undefined || list.length === 0;
  let result = hasInitial ? initial : list[0];
  for (let index = hasInitial ? 0 : 1; index < list.length; index++) {
    tick();
    result = each(result, list[index], index, list);
  }
  return result;
}

export function sifted(object: object, each: Called): unknown {
  const found: Record<string, unknown> = {};
  let count = 0;
  for (const [key, value] of Object.entries(object)) {
    tick();
    if (!truth(each(value, key, object))) continue;
    if (key === '__proto__') bail();
    found[key] = value;
    count++;
  }
  return count === 0 ? undefined : found;
}

export function eachField(object: object, each: Called): unknown {
  const found = sequence();
  for (const [key, value] of Object.entries(object)) {
    tick();
    const made = each(value, key, object);
    if (made !== undefined) found.push(made);
  }
  checkLength(found.length);
  return found;
}

/** `isAfter`: whether its first argument belongs behind its second; without it, numbers or texts in their own order. */
export function sorted(list: Marked | undefined, isAfter?: Called): unknown {
  if (list === undefined || list.length <= 1) return list;
  if (isAfter !== undefined)
    return mergeSorted(list, (one, other) => Boolean(isAfter(one, other, undefined)));
  if (!allNumbers(list) && !list.every((item) => typeof item === 'string')) bail();
  return mergeSorted(list, (one, other) => (one as number) > (other as number));
}

function allNumbers(list: readonly unknown[]): boolean {
  return list.every((item) => isNumber(item));
}

/** The reference's own order of comparisons, so that a function that contradicts itself gives the same list. */
export function mergeSorted(list: Marked, isAfter: (one: unknown, other: unknown) => boolean): Marked {
  if (list.length <= 1) return list;
  const middle = Math.floor(list.length / 2);
  const left = mergeSorted(list.slice(0, middle), isAfter);
  const right = mergeSorted(list.slice(middle), isAfter);
  const merged: Marked = [];
  let [at, other] = [0, 0];
  while (at < left.length && other < right.length) {
    tick();
    merged.push(isAfter(left[at], right[other]) ? right[other++] : left[at++]);
  }
  while (at < left.length) merged.push(left[at++]);
  while (other < right.length) merged.push(right[other++]);
  return merged;
}

type Values = readonly unknown[];
const optional = (value: unknown): Called | undefined => (value === undefined ? undefined : calledOf(value));

/** The same as functions of jsonata's arguments. */
export const higherOrder: Readonly<Record<string, (...values: unknown[]) => unknown>> = {
  __proto__: null as never,
  map: (...[list, each]: Values) => (list === undefined ? undefined : mapped(list as Marked, calledOf(each))),
  filter: (...[list, each]: Values) =>
    list === undefined ? undefined : filtered(list as Marked, calledOf(each)),
  single: (...[list, each]: Values) =>
    list === undefined ? undefined : single(list as Marked, optional(each)),
  reduce: (...[list, each, initial]: Values) => {
    if (list === undefined) return undefined;
    if (!isCallable(each)) return bail();
    const called: Called = (...given) =>
      call(each, given.slice(0, Math.max(2, Math.min(4, each.arity))), null);
    return reduced(list as Marked, called, each.arity, initial);
  },
  sift: (...[object, each]: Values) => sifted(fieldsOf(object), calledOf(each)),
  each: (...[object, each]: Values) => eachField(fieldsOf(object), calledOf(each)),
  sort: (...[list, isAfter]: Values) =>
    sorted(list as Marked | undefined, isAfter === undefined ? undefined : sortCall(isAfter)),
};

/** Calls in the order of its own two arguments, whatever it says how many it takes. */
function sortCall(value: unknown): Called {
  return isCallable(value) ? (one, other) => call(value, [one, other], null) : bail();
}

function fieldsOf(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}
