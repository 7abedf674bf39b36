import { builtIn } from './built-in.ts';
import { type Callable, callable, isCallable } from './callable.ts';
import { bail, tick } from './meter.ts';
import { isList } from './sequence.ts';

type Making = (context: unknown) => unknown;

/** `|pattern|update,delete|`: a function that gives a copy with changes. It writes to nothing but its copy. */
export function transform(find: Making, update: Making, remove: Making | undefined): Callable {
  const clone = builtIn('clone');
  const run = ([value, ...more]: readonly unknown[]): unknown => {
    if (more.length > 0) bail();
    if (value === undefined) return undefined;
    if (typeof value !== 'object' || value === null || isCallable(value)) return bail();
    const copy = clone(value);
    const found = find(copy);
    for (const match of found === undefined ? [] : isList(found) ? found : [found]) {
      tick();
      put(match, update(match));
      if (remove !== undefined) takeAway(match, remove(match));
    }
    return copy;
  };
  return callable('native', 1, run);
}

function put(match: unknown, changes: unknown): void {
  if (changes === undefined) return;
  if (typeof changes !== 'object' || changes === null || isList(changes)) bail();
  for (const [key, value] of Object.entries(changes as object)) {
    if (typeof match !== 'object' || match === null || key === '__proto__') bail();
    (match as Record<string, unknown>)[key] = value;
  }
}

function takeAway(match: unknown, names: unknown): void {
  if (names === undefined) return;
  for (const name of isList(names) ? names : [names]) {
    if (typeof name !== 'string') bail();
    if (typeof match === 'object' && match !== null) Reflect.deleteProperty(match, name as string);
  }
}
