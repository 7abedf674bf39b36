import type { Ast } from '../../ast.ts';
import { isInherited, literal, member } from './escape.ts';
import { type At, any, type Code, constantList, emit, helper, hoist, local, used } from './module.ts';

/** A path of plain names, maybe behind a variable. */
export function emitNames(at: At, steps: readonly Ast[]): Code {
  const [first] = steps;
  const names = steps.filter(({ type }) => type === 'name').map(({ value }) => String(value));
  const isVariable = first?.type === 'variable';
  const getters = gettersOf(at, names);
  const list = isVariable
    ? `${helper(at, 'fromList')}(${getters}, o)`
    : `${helper(at, 'unwrap')}(${helper(at, 'walk')}(${getters}, o, false, false))`;
  const one = `${helper(at, 'flat')}(${chainOf(at, names)}(o))`;
  const read = hoist(at.module, `(o) => (${helper(at, 'isArray')}(o) ? ${list} : ${one})`);
  const input = isVariable ? emit(at, first).js : used(at, at.input);
  return any(names.some(isInherited) ? `${read}(${input})` : quickNames(at, input, names, read));
}

/** Field after field in its place, as long as each is in an object that is no list; else `read`, which knows all cases. */
function quickNames(at: At, input: string, names: readonly string[], read: string): string {
  const start = /^\w+$/.test(input) ? input : local(at, 't');
  const tests = [plainTest(at, start, start === input ? start : `(${start} = ${input})`)];
  let from = start;
  for (const name of names.slice(0, -1)) {
    const value = local(at, 't');
    tests.push(plainTest(at, value, `(${value} = ${member(from, name)})`));
    from = value;
  }
  const value = local(at, 't');
  const item = names.length === 1 ? `${helper(at, 'unwrap')}(${value})` : value;
  const found = `typeof (${value} = ${member(from, names.at(-1) ?? '')}) === "object" ? ${helper(at, 'flat')}(${item}) : ${value}`;
  return `(${tests.join(' && ')} ? (${found}) : ${read}(${start}))`;
}

/** Whether a variable holds an object that is no list; `js` gives it its value, where it has none yet. */
function plainTest(at: At, variable: string, js: string): string {
  return `typeof ${js} === "object" && ${variable} !== null && !${helper(at, 'isArray')}(${variable})`;
}

function gettersOf(at: At, names: readonly string[]): string {
  return constantList(
    at,
    names.map((name) => getter(at, name)),
  );
}

/** A function that reads one field, as a step of a path. */
export function getter(at: At, name: string): string {
  const get = `${helper(at, 'get')}(o, ${literal(name)})`;
  if (isInherited(name)) return hoist(at.module, `(o) => ${get}`);
  const list = `${helper(at, 'getFromList')}(o, ${literal(name)})`;
  const value = `${helper(at, 'unwrap')}(${member('o', name)})`;
  return hoist(
    at.module,
    `(o) => (typeof o === "object" && o !== null ? (${helper(at, 'isArray')}(o) ? ${list} : ${value}) : undefined)`,
  );
}

/** Leaves a function where there is nothing to read a field of. */
export const unlessObject = 'if (typeof o !== "object" || o === null) return undefined;';

/**
 * A function that reads field after field of one item, maybe not from the first one on. Where it meets a list, it goes on
 * for each of its items, or says so where it is inside of one.
 */
export function chainOf(at: At, names: readonly string[]): string {
  const [only] = names;
  if (names.length === 1 && only !== undefined) return getter(at, only);
  const getters = gettersOf(at, names);
  if (names.some(isInherited)) return hoist(at.module, `(o) => ${helper(at, 'within')}(${getters}, o)`);
  const lines = names.map((name, index) => {
    const list =
      index === 0
        ? `${helper(at, 'within')}(${getters}, o)`
        : `${helper(at, 'onwards')}(${getters}, o, ${index}, chain)`;
    const met = `if (${helper(at, 'isArray')}(o)) return isInside ? ${helper(at, 'met')} : ${list};`;
    return `case ${index}: ${unlessObject} ${met} o = ${member('o', name)};`;
  });
  return hoist(
    at.module,
    `function chain(o, from = 0, isInside = false) { switch (from) { ${lines.join(' ')} } return o; }`,
  );
}
