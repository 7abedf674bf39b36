import { checkLength, tick } from './meter.ts';
import { asSequence, isList, kept, type Marked } from './sequence.ts';
import type { Step } from './walk.ts';

/** What a step makes of an item, with the place of the one it comes from in its list. */
type CountedStep = (item: unknown, index: number) => unknown;

/** `list#$index.…`: each list that a step gives is taken apart, and what was counted goes along with its items. */
export function counted(
  first: Step,
  input: unknown,
  isAbsolute: boolean,
  steps: readonly CountedStep[],
  keeps: boolean,
): Marked {
  let items: Marked = [];
  let indexes: number[] = [];
  for (const one of isList(input) && !isAbsolute ? input : [input])
    for (const [index, item] of listOf(first(one)).entries()) {
      tick();
      items.push(item);
      indexes.push(index);
    }
  checkLength(items.length);
  for (const step of steps) {
    const next: Marked = [];
    const places: number[] = [];
    for (const [at, item] of items.entries()) {
      tick();
      const index = indexes[at] ?? 0;
      for (const value of listOf(step(item, index))) {
        next.push(value);
        places.push(index);
      }
      checkLength(next.length);
    }
    items = next;
    indexes = places;
  }
  return keeps ? kept(asSequence(items)) : asSequence(items);
}

function listOf(value: unknown): Marked {
  return value === undefined ? [] : isList(value) ? value : [value];
}
