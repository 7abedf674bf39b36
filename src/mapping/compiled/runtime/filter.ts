import { checkLength, tick } from './meter.ts';
import { emptySequence, isList, type Marked, sequence, sequenceOf } from './sequence.ts';
import { deepEqual, isNumber, truth } from './value.ts';

/** What a predicate says of an item: true or false, or at which places of the list it wants one. */
type Predicate = (item: unknown) => unknown;

/** The items of a list, or the one value, for which a predicate holds. */
export function filter(value: unknown, predicate: Predicate): Marked {
  const items = isList(value) ? value : [value];
  const found = sequence();
  for (let index = 0; index < items.length; index++) {
    tick();
    const item = items[index];
    const verdict = predicate(item);
    if (typeof verdict === 'boolean') {
      if (verdict) found.push(item);
    } else pushWhere(verdict, item, index, items.length, found);
    checkLength(found.length);
  }
  return found;
}

/** A number is a place in the list, from its end where it is negative; a list of numbers is several. */
function pushWhere(verdict: unknown, item: unknown, index: number, length: number, found: Marked): void {
  const wanted = isNumber(verdict) ? [verdict] : verdict;
  if (!isList(wanted) || !allNumbers(wanted)) {
    if (truth(verdict)) found.push(item);
    return;
  }
  for (const number of wanted) {
    tick();
    const place = Math.floor(number as number);
    if ((place < 0 ? length + place : place) === index) found.push(item);
  }
}

/** Each is looked at, as the reference does: one out of range is an error. */
function allNumbers(list: readonly unknown[]): boolean {
  let all = true;
  for (const item of list) {
    tick();
    if (!isNumber(item)) all = false;
  }
  return all;
}

/**
 * The items of which a field equals a value: what `[id = $x]` gives as a step of a path, where one item needs no list
 * around it.
 */
export function where(value: unknown, field: Predicate, wanted: unknown): unknown {
  if (!isList(value)) return isEqual(field(value), wanted) ? loose(value) : emptySequence;
  let found: Marked | undefined;
  let first: unknown;
  let count = 0;
  for (let index = 0; index < value.length; index++) {
    tick();
    const item = value[index];
    if (!isEqual(field(item), wanted)) continue;
    if (count++ === 0) first = item;
    else {
      found ??= sequenceOf(first);
      found.push(item);
    }
  }
  checkLength(count);
  return found ?? (count === 0 ? emptySequence : loose(first));
}

function loose(item: unknown): unknown {
  return item === undefined || isList(item) ? sequenceOf(item) : item;
}

function isEqual(value: unknown, wanted: unknown): boolean {
  if (value === undefined || wanted === undefined) return false;
  return value === wanted || (typeof value === 'object' && deepEqual(value, wanted));
}
