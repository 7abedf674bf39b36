import { filter } from './filter.ts';
import { checkLength, tick } from './meter.ts';
import { ordered } from './order.ts';
import { asSequence, isList, kept, type Marked } from './sequence.ts';

/** An item of a path with what goes along with it: its variables, each at a place of its own. */
type Tuple = readonly unknown[];

/** What is made of an item and its variables. */
type Making = (...tuple: Tuple) => unknown;

/** At which place of a tuple something is kept; 0 where it is not. */
type Slot = number;

/** `step@$focus`, `step#$index`, and the item that `%` behind it means. */
type Step = readonly [of: Making, focus: Slot, index: Slot, ancestor: Slot, stages?: readonly Stage[]];

/** `^(…)`; `index` where it is the first step of all that keeps something. */
interface Order {
  readonly by: readonly (readonly [by: Making, isDescending: boolean])[];
  readonly index: Slot;
}

/** What follows a step, of all its tuples together: a predicate, a number as one, or what counts them. */
type Stage = { readonly keeps: Making } | { readonly at: number } | { readonly index: Slot };

/** What is the same for each evaluation of a path. */
interface Fixed {
  /** Places of a tuple. */
  readonly size: number;
  /** Whether one item stays in a list. */
  readonly keeps: boolean;
  /** What the input is: the context of the path, what a variable is looked up in, or what the steps before came to. */
  readonly from: 'context' | 'variable' | 'steps';
}

/**
 * The steps of a path from the first on that keeps something in a variable: each list that a step gives is taken apart, and
 * what was kept goes along with its items.
 */
export function tuples(
  input: unknown,
  steps: readonly (Step | Order)[],
  { size, keeps, from }: Fixed,
): Marked {
  let found: readonly Tuple[] = itemsOf(input, from).map((item) => tupleOf(item, size));
  for (const step of steps) found = 'by' in step ? inOrder(found, step) : taken(found, step);
  const items: Marked = found.map(([item]) => item);
  return keeps ? kept(asSequence(items)) : asSequence(items);
}

function itemsOf(input: unknown, from: Fixed['from']): readonly unknown[] {
  if (from === 'variable' || (from === 'steps' && isList(input) && input.cons === true)) return [input];
  return from === 'context' && !isList(input) ? [input] : listOf(input);
}

function tupleOf(item: unknown, size: number): Tuple {
  const tuple: unknown[] = new Array(size).fill(undefined);
  tuple[0] = item;
  return tuple;
}

function taken(from: readonly Tuple[], [of, focus, index, ancestor, stages = []]: Step): readonly Tuple[] {
  const found: Tuple[] = [];
  for (const tuple of from) {
    tick();
    const items = listOf(of(...tuple));
    for (let at = 0; at < items.length; at++) {
      const next = tuple.slice();
      next[focus] = items[at];
      if (index > 0) next[index] = at;
      if (ancestor > 0) next[ancestor] = tuple[0];
      found.push(next);
    }
    checkLength(found.length);
  }
  return stages.reduce<readonly Tuple[]>(staged, found);
}

function staged(from: readonly Tuple[], stage: Stage): readonly Tuple[] {
  if ('keeps' in stage) {
    const { keeps } = stage;
    return filter(from, (tuple) => keeps(...(tuple as Tuple))) as readonly unknown[] as readonly Tuple[];
  }
  if ('at' in stage) {
    const one = from.at(Math.floor(stage.at));
    return one === undefined ? [] : [one];
  }
  // One that a predicate took twice is one still, and has the last of its places.
  for (const [place, tuple] of from.entries()) (tuple as unknown[])[stage.index] = place;
  return from;
}

function inOrder(from: readonly Tuple[], { by, index }: Order): readonly Tuple[] {
  const terms = by.map(([of, isDescending]) => {
    return [(tuple: unknown) => of(...(tuple as Tuple)), isDescending] as const;
  });
  const found = ordered(terms)(from as unknown as Marked) as readonly unknown[] as readonly Tuple[];
  return index === 0 ? found : staged(found, { index });
}

function listOf(value: unknown): Marked {
  return value === undefined ? [] : isList(value) ? value : [value];
}
