import { spend, tick } from './meter.ts';
import { truthOrNothing } from './quick.ts';
import { append, isList, type Marked, sequence } from './sequence.ts';
import { deepEqual, truth } from './value.ts';

/** jsonata's functions that can be had faster, or that must be able to stop. */
export const withoutPauses: Readonly<Record<string, (...values: unknown[]) => unknown>> = {
  __proto__: null as never,
  append,
  distinct: (list) => (isList(list) && list.length > 1 ? distinct(list) : list),
  boolean: truthOrNothing,
  not: (value) => (value === undefined ? undefined : !truth(value)),
  sum: (list) => (isList(list) ? sum(list as readonly number[]) : list),
};

/** Of equal items the first. */
function distinct(list: Marked): Marked {
  const found: Marked = list.sequence === true ? sequence() : [];
  if (list.every((item) => typeof item === 'string')) {
    for (const item of new Set(list)) found.push(item);
    spend(list.length);
    return found;
  }
  for (const item of list) {
    tick();
    if (!found.some((one) => equalItems(item, one))) found.push(item);
  }
  return found;
}

function equalItems(one: unknown, other: unknown): boolean {
  tick();
  return deepEqual(one, other);
}

function sum(numbers: readonly number[]): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}
