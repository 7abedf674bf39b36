import { unreadable } from '../../language/readable.ts';
import { bail, checkLength, tick } from './meter.ts';
import { append, isList, type Marked } from './sequence.ts';

type Making = (context: unknown) => unknown;

/** The context in which the values of `{…}` with fixed keys are made: of a list, all its items together. */
export function gathered(list: Marked): unknown {
  if (list.length === 0) return list.sequence === true ? undefined : bail();
  let all = list[0];
  for (let index = 1; index < list.length; index++) {
    tick();
    all = append(all, list[index]);
  }
  return all;
}

/** `{…}` behind or around a list: items with the same key are gathered, then the values are made. */
export function grouped(input: unknown, pairs: readonly (readonly [key: Making, value: Making])[]): object {
  const items = isList(input) ? input : [input];
  // The reference would write into a list of the delivery here.
  if (isList(input) && input.length === 0 && input.sequence !== true) bail();
  const groups = new Map<string, { readonly pair: number; data: unknown }>();
  for (const item of items.length === 0 ? [undefined] : items)
    for (const [pair, [keyOf]] of pairs.entries()) {
      tick();
      const key = keyOf(item);
      if (key === undefined) continue;
      if (typeof key !== 'string' || unreadable.has(key)) bail();
      const group = groups.get(key as string);
      if (group === undefined) groups.set(key as string, { pair, data: item });
      else if (group.pair === pair) group.data = append(group.data, item);
      else bail();
    }
  return madeOf(groups, pairs);
}

function madeOf(
  groups: ReadonlyMap<string, { readonly pair: number; readonly data: unknown }>,
  pairs: readonly (readonly [key: Making, value: Making])[],
): object {
  const made: Record<string, unknown> = {};
  for (const [key, { pair, data }] of groups) {
    const value = pairs[pair]?.[1](data);
    if (value !== undefined) made[key] = value;
  }
  return made;
}

/** What makes objects, which are plain ones: they have the prototype of all others. */
export function maker(make: (this: object, ...values: readonly unknown[]) => void): Maker {
  make.prototype = Object.prototype;
  return make as unknown as Maker;
}

type Maker = new (...values: readonly unknown[]) => object;

/** `[…]`: lists are taken apart, but for those at a place where the author wrote a list. */
export function listOf(values: readonly unknown[], written: readonly boolean[] | undefined): Marked {
  const list: Marked = [];
  for (let index = 0; index < values.length; index++) {
    const value = values[index];
    if (value === undefined) continue;
    if (isList(value) && written?.[index] !== true) for (const item of value) list.push(item);
    else list.push(value);
  }
  checkLength(list.length);
  return list;
}

/** The same of `[…]` that stands in a path: it is not taken apart by the path. */
export function listInPath(values: readonly unknown[], written: readonly boolean[] | undefined): Marked {
  const list = listOf(values, written);
  list.cons = true;
  return list;
}
