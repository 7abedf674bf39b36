import type { Ast } from '../../language/ast.ts';
import { isInherited, literal, member } from './escape.ts';
import {
  type At,
  any,
  type Code,
  emit,
  helper,
  hoist,
  isPlainForAll,
  isPlainObject,
  keptOnce,
  local,
  used,
} from './module.ts';

/** A path of plain names, maybe behind a variable. */
export function emitNames(at: At, steps: readonly Ast[]): Code {
  const [first] = steps;
  const names = steps.filter(({ type }) => type === 'name').map(({ value }) => String(value));
  const isVariable = first?.type === 'variable';
  const whole = helper(at, isVariable ? 'namesOfVariable' : 'namesOfContext');
  const known = `${gettersOf(at, names)}, ${restsOf(at, names)}`;
  const read = hoist(at.module, `${whole}(${known})`);
  const input = isVariable ? emit(at, first).js : used(at, at.input);
  if (names.some(isInherited)) return any(`${read}(${input})`);
  const js = quickNames(at, input, names, { read, known });
  return any(input === 'root' ? keptOnce(at, read, js) : js);
}

interface Reading {
  /** What reads all the names, in all cases. */
  readonly read: string;
  /** What it is made of. */
  readonly known: string;
}

/** Field after field in its place, as long as each is in an object that is no list. */
function quickNames(at: At, input: string, names: readonly string[], { read, known }: Reading): string {
  const isVariable = /^\w+$/.test(input);
  const start = isVariable ? input : local(at, 't');
  const test = isVariable ? isPlainForAll(at, input) : isPlainObject(at, start, `(${start} = ${input})`);
  const field = (from: string, [name = '', ...more]: readonly string[], place: number): string => {
    const value = local(at, 't');
    const js = `${value} = ${member(from, name)}`;
    if (more.length > 0) {
      const on = `${hoist(at.module, `${helper(at, 'namesOn')}(${known})`)}(${value}, ${place})`;
      return `(${isPlainObject(at, value, `(${js})`)} ? ${field(value, more, place + 1)} : ${on})`;
    }
    const item = names.length === 1 ? `${helper(at, 'unwrap')}(${value})` : value;
    return `(typeof (${js}) === "object" ? ${helper(at, 'flat')}(${item}) : ${value})`;
  };
  return `(${test} ? ${field(start, names, 1)} : ${read}(${start}))`;
}

/** One name, which is not a path. `keeps`: `[]` stands behind it. */
export function emitName(at: At, name: string, keeps: boolean): Code {
  const input = used(at, at.input);
  if (keeps) {
    const open = `${helper(at, 'getOpen')}(${input}, ${literal(name)})`;
    if (isInherited(name)) return any(open, true);
    return any(`(${isPlainForAll(at, input)} ? ${member(input, name)} : ${open})`, true);
  }
  const read = `${getter(at, name)}(${input})`;
  if (isInherited(name)) return any(read);
  return any(`(${isPlainForAll(at, input)} ? ${helper(at, 'unwrap')}(${member(input, name)}) : ${read})`);
}

/** Functions that read each one field, and know all cases. */
function gettersOf(at: At, names: readonly string[]): string {
  return hoist(at.module, `${helper(at, 'getters')}(${listOf(names.map(literal))})`);
}

function listOf(parts: readonly string[]): string {
  return `[${parts.join(', ')}]`;
}

/**
 * Functions that read the rest of the names, behind each but the last, of one item of a list; where they meet another list, they
 * say so.
 */
function restsOf(at: At, names: readonly string[]): string {
  if (names.some(isInherited)) return '[]';
  const rests = names.slice(1).map((_, index) => {
    const lines = names.slice(index + 1).map((name) => {
      return `${unlessObject} if (${helper(at, 'isArray')}(o)) return ${helper(at, 'met')}; o = ${member('o', name)};`;
    });
    return hoist(at.module, `(o) => { ${lines.join(' ')} return o; }`);
  });
  return listOf(rests);
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

/** A function that reads field after field of one item. Where it meets a list, it goes on for each of its items. */
export function chainOf(at: At, names: readonly string[]): string {
  const [only] = names;
  if (names.length === 1 && only !== undefined) return getter(at, only);
  const getters = gettersOf(at, names);
  if (names.some(isInherited)) return hoist(at.module, `(o) => ${helper(at, 'within')}(${getters}, o)`);
  const rests = hoist(at.module, restsOf(at, names));
  const lines = names.map((name, index) => {
    const list =
      index === 0
        ? `${helper(at, 'within')}(${getters}, o)`
        : `${helper(at, 'onwards')}(${getters}, o, ${index}, ${rests})`;
    return `${unlessObject} if (${helper(at, 'isArray')}(o)) return ${list}; o = ${member('o', name)};`;
  });
  return hoist(at.module, `(o) => { ${lines.join(' ')} return o; }`);
}
