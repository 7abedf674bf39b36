import { get } from './lookup.ts';
import { isList, unwrap } from './sequence.ts';
import { flat, onwards, over, type Step, walk, within } from './walk.ts';

/** A function that reads one field, as a step of a path. */
interface Getter extends Step {
  readonly key: string;
}

export function getters(names: readonly string[]): readonly Getter[] {
  return names.map((key) => Object.assign((item: unknown) => get(item, key), { key }));
}

/** A path of plain names, of the context. `rests`: what reads the names behind each but the last, of an item of a list. */
export function namesOfContext(names: readonly Getter[], rests: readonly Step[]): Step {
  return (value) =>
    isList(value) ? unwrap(walk(names, value, false, false)) : flat(chain(names, rests, value));
}

/** The same behind a variable. */
export function namesOfVariable(names: readonly Getter[], rests: readonly Step[]): Step {
  return (value) => {
    if (!isList(value)) return flat(chain(names, rests, value));
    return flat(value.cons === true ? within(names, value) : over(names, value));
  };
}

/** What is behind a name, where it is no plain object: what the rest of the names comes to. */
export function namesOn(
  names: readonly Getter[],
  rests: readonly Step[],
): (value: unknown, at: number) => unknown {
  return (value, at) => (isList(value) ? flat(onwards(names, value, at, rests)) : undefined);
}

/** Of one item. */
function chain(names: readonly Getter[], rests: readonly Step[], item: unknown): unknown {
  const [only] = names;
  if (names.length === 1 && only !== undefined) return only(item);
  // One of the names is of something that every object has.
  if (rests.length === 0) return within(names, item);
  let value = item;
  for (let at = 0; at < names.length; at++) {
    if (typeof value !== 'object' || value === null) return undefined;
    if (isList(value)) return onwards(names, value, at, rests);
    value = (value as Record<string, unknown>)[(names[at] as Getter).key];
  }
  return value;
}
