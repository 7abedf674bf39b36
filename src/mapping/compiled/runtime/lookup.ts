import { bail, checkLength, tick } from './meter.ts';
import { emptySequence, isList, type Marked, sequence, sequenceOf, unwrap } from './sequence.ts';

/** A field of an object, or of each object in a list, as a step of a path gives it. */
export function get(value: unknown, key: string): unknown {
  return unwrap(getOpen(value, key));
}

/** The same, where a sequence of one is not taken for its item yet. */
export function getOpen(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  if (isList(value)) return getAll(value, key);
  const found = (value as Record<string, unknown>)[key];
  // What every object has by itself is a function, or its prototype; what a delivery holds is neither.
  const isOwn = (typeof found !== 'function' && key !== '__proto__') || Object.hasOwn(value, key);
  return isOwn ? found : undefined;
}

/** The same where the value is known to be a list. */
export function getFromList(list: Marked, key: string): unknown {
  return unwrap(getAll(list, key));
}

function getAll(list: Marked, key: string): Marked {
  const found = sequence();
  for (let index = 0; index < list.length; index++) {
    tick();
    const item = list[index];
    if (typeof item !== 'object' || item === null) continue;
    const value = isList(item)
      ? getAll(item, key)
      : Object.hasOwn(item, key)
        ? (item as Record<string, unknown>)[key]
        : undefined;
    if (isList(value)) for (const one of value) found.push(one);
    else if (value !== undefined) found.push(value);
    checkLength(found.length);
  }
  return found;
}

/** `*`: what stands behind each key, with lists taken apart. */
export function wildcard(input: unknown): unknown {
  const value = isList(input) && input.outerWrapper === true && input.length > 0 ? input[0] : input;
  if (typeof value !== 'object' || value === null) return emptySequence;
  let found: Marked = sequence();
  // The reference would give its own marks of a sequence, too.
  if (isList(value) && value.sequence === true) bail();
  for (const part of isList(value) ? value : Object.values(value)) {
    tick();
    // From the first list on it is no sequence any more: what `concat` gives has no marks.
    if (isList(part)) found = found.concat(flattened(part, []));
    else found.push(part);
    checkLength(found.length);
  }
  return found;
}

function flattened(value: unknown, found: unknown[]): unknown[] {
  tick();
  if (isList(value)) for (const item of value) flattened(item, found);
  else found.push(value);
  return found;
}

/** `**`: the value and everything in it. */
export function descendants(input: unknown): unknown {
  if (input === undefined) return undefined;
  const found = sequence();
  descend(input, found);
  return found.length === 1 ? found[0] : found;
}

function descend(value: unknown, found: unknown[]): void {
  tick();
  if (isList(value)) for (const item of value) descend(item, found);
  else {
    found.push(value);
    checkLength(found.length);
    if (typeof value === 'object' && value !== null)
      for (const part of Object.values(value)) descend(part, found);
  }
}

/** `[n]` with a number: one item, or what it holds where it is a list. */
export function itemAt(value: unknown, at: number): unknown {
  const item = found(value, at);
  if (item === undefined) return emptySequence;
  return item;
}

/** The same, where it matters that it is a list. */
export function listAt(value: unknown, at: number): unknown {
  const item = found(value, at);
  if (item === undefined) return emptySequence;
  return isList(item) ? item : sequenceOf(item);
}

function found(value: unknown, at: number): unknown {
  const list = isList(value) ? value : [value];
  const index = Math.floor(at);
  return list[index < 0 ? list.length + index : index];
}
