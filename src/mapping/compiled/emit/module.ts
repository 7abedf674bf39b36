import type { Ast } from '../../language/ast.ts';
import type { Helper } from '../runtime.ts';

/** What is known of a value before it is there. A number may be one that is not finite. */
export type Kind = 'text' | 'number' | 'boolean' | 'null' | 'object' | 'list' | 'function' | 'any';

/** A JavaScript expression, and what it gives. */
export interface Code {
  readonly js: string;
  readonly kind: Kind;
  /** Whether it gives something always. */
  readonly isDefined?: boolean;
  /** Whether a sequence may come out that is not taken for its one item yet. */
  readonly isOpen?: boolean;
}

/** A JavaScript function under way, with its own variables. That of the whole expression runs once per evaluation. */
export interface Body {
  readonly parent?: Body;
  readonly locals: string[];
  /** The variable that says of another one whether it is an object that is no list; it is set when the function begins. */
  readonly plain: Map<string, string>;
  /** Whether it uses a variable of a function around it, so that it has to be made there. */
  captures: boolean;
}

/** A variable of the expression, in a frame as jsonata has it. */
export interface Variable {
  readonly js: string;
  /** Whether it has its value wherever it is read from now on. */
  isSet: boolean;
  /** Whether it is read where it may have no value yet. */
  isAsked: boolean;
  /** Whether a sequence may be in it that is not taken for its one item yet. */
  readonly isOpen: boolean;
}

export interface Scope {
  readonly parent?: Scope;
  readonly variables: ReadonlyMap<string, Variable>;
}

/** One expression's source under way. */
export interface Module {
  count: number;
  /** Of the node under way. */
  depth: number;
  /** Declarations outside of all functions, by their text. */
  readonly hoisted: Map<string, string>;
  readonly helpers: Set<Helper>;
  readonly owners: Map<string, Body>;
  /** Variables of the whole expression that are used, and those of them that functions in it use. */
  readonly asked: Set<string>;
  readonly shared: Set<string>;
  /** Variables that hold what is the same wherever it is read in one evaluation, by its JavaScript. */
  readonly kept: Map<string, string>;
  /** The functions of the language that it calls. */
  readonly functions: Set<string>;
  /** Whether it can make more than it is given, so that sizes are watched on the way. */
  readonly grows: boolean;
  readonly emit: (at: At, node: Ast) => Code;
  readonly emitEnd: (at: At, node: Ast, levels: number) => Code;
}

/** Where code is put. */
export interface At {
  readonly module: Module;
  readonly body: Body;
  readonly scope: Scope;
  /** The JavaScript variable that holds the context. */
  readonly input: string;
  /** Whether the context may be a list at the root, in its wrapper. */
  readonly isOutermost: boolean;
}

export function helper({ module }: At, name: Helper): string {
  module.helpers.add(name);
  return name;
}

export function emit(at: At, node: Ast): Code {
  return at.module.emit(at, node);
}

export function any(js: string, isOpen = false): Code {
  return { js, kind: 'any', isOpen };
}

/** Declares a variable of the function under way. */
export function local({ module, body }: At, prefix: string): string {
  const name = `${prefix}${++module.count}`;
  body.locals.push(name);
  module.owners.set(name, body);
  return name;
}

/** Names a variable that may belong to a function around this one, or to the whole expression. */
export function used({ module, body }: At, name: string): string {
  const owner = module.owners.get(name);
  if (owner?.parent === undefined) {
    module.asked.add(name);
    if (body.parent !== undefined) module.shared.add(name);
    return name;
  }
  for (let one: Body | undefined = body; one !== undefined && one !== owner; one = one.parent)
    one.captures = true;
  return name;
}

/** Reads a path of the whole input once in an evaluation, where a function may come to it again and again. */
export function keptOnce(at: At, key: string, js: string): string {
  const { module, body } = at;
  let outermost = body;
  while (outermost.parent !== undefined) outermost = outermost.parent;
  if (outermost === body) return js;
  const name = module.kept.get(key) ?? local({ ...at, body: outermost }, 'm');
  module.kept.set(key, name);
  module.shared.add(name);
  return `(${name} !== undefined ? ${name} : (${name} = ${js}))`;
}

/** Puts what needs no variable outside of all functions, once. */
export function hoist(module: Module, js: string): string {
  const before = module.hoisted.get(js);
  if (before !== undefined) return before;
  const name = `k${++module.count}`;
  module.hoisted.set(js, name);
  return name;
}

/** A list of parts, made once where all of them are. */
export function constantList({ module }: At, parts: readonly string[]): string {
  const js = `[${parts.join(', ')}]`;
  return parts.every((part) => /^(\[?k\d+(, k\d+\])?|true|false)$/.test(part)) ? hoist(module, js) : js;
}

/** A JavaScript function; outside of all others where it uses none of their variables. */
export function closure(
  at: At,
  parameters: number,
  build: (inner: At, names: readonly string[]) => string,
): string {
  const { module } = at;
  const body: Body = { parent: at.body, locals: [], plain: new Map(), captures: false };
  const names = Array.from({ length: parameters }, () => `p${++module.count}`);
  for (const name of names) module.owners.set(name, body);
  const js = build({ ...at, body }, names);
  const head = `(${names.join(', ')}) =>`;
  const begin = declared(at, body, body.locals);
  const text = begin === '' ? `${head} (${js})` : `${head} { ${begin} return ${js}; }`;
  return body.captures ? `(${text})` : hoist(module, text);
}

/** The variables of a function. */
export function declared(at: At, { plain }: Body, locals: readonly string[]): string {
  const tests = [...plain].map(([variable, name]) => `const ${name} = ${isPlainObject(at, variable)};`);
  return [...(locals.length === 0 ? [] : [`let ${locals.join(', ')};`]), ...tests].join(' ');
}

/** Whether a variable holds an object that is no list. `js` gives it its value, where it has none yet. */
export function isPlainObject(at: At, variable: string, js = variable): string {
  return `typeof ${js} === "object" && ${variable} !== null && !${helper(at, 'isArray')}(${variable})`;
}

/** The same of a variable that has one value for all of the function under way. */
export function isPlainForAll(at: At, variable: string): string {
  const { module, body } = at;
  if (module.owners.get(variable) !== body) return isPlainObject(at, variable);
  const name = body.plain.get(variable) ?? `f${++module.count}`;
  body.plain.set(variable, name);
  return name;
}

/** A function of the context: what a step, a predicate or a part of an object gives. */
export function ofContext(at: At, build: (inner: At) => string): string {
  return closure(at, 1, (inner, [input = '']) => build({ ...inner, input, isOutermost: false }));
}

/** The same of a node. */
export function nodeOfContext(at: At, node: Ast): string {
  return ofContext(at, (inner) => emit(inner, node).js);
}

export function asText(at: At, { js, kind, isDefined }: Code): string {
  if (kind === 'text' && isDefined) return js;
  const value = local(at, 't');
  return `(typeof (${value} = ${js}) === "string" ? ${value} : ${helper(at, 'text')}(${value}))`;
}

export function asTruth(at: At, { js, kind, isDefined }: Code): string {
  return kind === 'boolean' && isDefined ? js : `${helper(at, 'truth')}(${js})`;
}

/**
 * Takes a sequence of one for its item once more. The reference does so at each node, and a call at the end of a function may
 * leave one in another.
 */
export function again(at: At, code: Code, times = 1): Code {
  if (code.kind !== 'any' || times === 0) return code;
  return again(at, { ...code, js: `${helper(at, 'unwrap')}(${code.js})` }, times - 1);
}

/** In an expression that can grow, what may be long is measured. */
export function measured(at: At, code: Code): Code {
  const isSmall = ['number', 'boolean', 'null', 'object', 'function'].includes(code.kind);
  return !at.module.grows || isSmall ? code : { ...code, js: `${helper(at, 'sized')}(${code.js})` };
}
