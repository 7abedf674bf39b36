import type { Ast } from '../../ast.ts';
import { grouped } from './construct.ts';
import { isInherited, literal, member } from './escape.ts';
import {
  type At,
  any,
  type Code,
  closure,
  constantList,
  emit,
  helper,
  hoist,
  nodeOfContext,
  ofContext,
  used,
  type Variable,
} from './module.ts';
import { emitStage } from './predicate.ts';
import { counterOf, isPlainName, notesOf, uncovered } from './syntax.ts';

/** A path of one step or several. What comes out is a sequence as the reference makes it, not taken for its item yet. */
export function emitPath(at: At, node: Ast, last: (at: At, node: Ast) => Code = emit): Code {
  const steps = node.steps ?? [];
  const { group } = notesOf(node);
  const keeps = node.keepSingletonArray === true;
  const counter = counterOf(node);
  if (counter !== undefined) return emitCounted(at, steps, counter, keeps);
  const path = keeps || !isNames(steps) ? emitWalk(at, steps, keeps, last) : emitNames(at, steps);
  if (group === undefined) return path;
  return { js: grouped(at, path.js, group.lhs), kind: 'object', isDefined: true };
}

/** Plain names, maybe behind a variable. */
function isNames(steps: readonly Ast[]): boolean {
  const [first, ...rest] = steps;
  if (first === undefined) return false;
  return first.type === 'variable' ? rest.length > 0 && rest.every(isPlainName) : steps.every(isPlainName);
}

function emitNames(at: At, steps: readonly Ast[]): Code {
  const [first] = steps;
  const names = steps.filter(({ type }) => type === 'name').map(({ value }) => String(value));
  const chain = chainOf(at, names);
  const getters = gettersOf(at, names);
  if (first?.type === 'variable') {
    const list = `${helper(at, 'fromList')}(${getters}, o)`;
    const read = hoist(
      at.module,
      `(o) => ${helper(at, 'isArray')}(o) ? ${list} : ${helper(at, 'flat')}(${chain}(o))`,
    );
    return any(`${read}(${emit(at, first).js})`);
  }
  const list = `${helper(at, 'unwrap')}(${helper(at, 'walk')}(${getters}, o, false, false))`;
  const read = hoist(
    at.module,
    `(o) => ${helper(at, 'isArray')}(o) ? ${list} : ${helper(at, 'flat')}(${chain}(o))`,
  );
  return any(`${read}(${used(at, at.input)})`);
}

function gettersOf(at: At, names: readonly string[]): string {
  return constantList(
    at,
    names.map((name) => getter(at, name)),
  );
}

function emitWalk(at: At, steps: readonly Ast[], keeps: boolean, last: (at: At, node: Ast) => Code): Code {
  const [first, ...rest] = steps;
  const isStarted = first?.type === 'variable';
  if (first === undefined || (isStarted && rest.length === 0)) return uncovered('a path of one variable');
  const input = isStarted ? emit(at, first).js : used(at, at.input);
  const made = joinedNames(isStarted ? rest : steps).map((part, index, all) =>
    typeof part[0] === 'string'
      ? chainOf(at, part as string[])
      : emitStep(at, part[0] as Ast, index === 0 && !isStarted, index === all.length - 1 ? last : emit),
  );
  const list = constantList(at, made);
  const walk = (from: string) => `${helper(at, 'walk')}(${list}, ${from}, ${isStarted}, ${keeps})`;
  const isFixed = [list, ...made].every((one) => /^k\d+$/.test(one));
  return any(
    isFixed ? `${quickWalk(at, list, made, { walk: walk('o'), keeps, isStarted })}(${input})` : walk(input),
    true,
  );
}

interface Walk {
  readonly walk: string;
  readonly isStarted: boolean;
  readonly keeps: boolean;
}

/** The steps of a path written out, for one item. From the first list on, `walkOn` goes on. */
function quickWalk(at: At, list: string, steps: readonly string[], { walk, isStarted, keeps }: Walk): string {
  const isArray = helper(at, 'isArray');
  const lines = steps.map((step, index) => {
    const isLast = index === steps.length - 1;
    const nothing = isLast && !keeps ? '' : ' if (o === undefined) return undefined;';
    return `o = ${step}(o);${nothing} if (${isArray}(o)) return ${helper(at, 'walkOn')}(${list}, ${index}, o, ${keeps});`;
  });
  const end = keeps ? `${helper(at, 'keptOne')}(o)` : 'o';
  const start = isStarted ? 'if (o === undefined) return undefined; ' : '';
  return hoist(
    at.module,
    `(o) => { ${start}if (${isArray}(o)) return ${walk}; ${lines.join(' ')} return ${end}; }`,
  );
}

/** `list#$index.…`: every later step knows the place of the item that it comes from. */
function emitCounted(at: At, steps: readonly Ast[], counter: string, keeps: boolean): Code {
  const [first, ...rest] = steps;
  const { index: _index, tuple: _tuple, ...bare } = first as Ast & { tuple?: unknown };
  const made = rest.map((step) =>
    closure(at, 2, (inner, [input = '', index = '']) => {
      const variable: Variable = { js: index, isSet: true, isAsked: false, isOpen: false };
      const scope = { parent: at.scope, variables: new Map([[counter, variable]]) };
      return emit({ ...inner, scope, input, isOutermost: false }, step).js;
    }),
  );
  const start = nodeOfContext(at, bare);
  const isVariable = bare.type === 'variable';
  const input = used(at, at.input);
  const list = constantList(at, made);
  return any(`${helper(at, 'counted')}(${start}, ${input}, ${isVariable}, ${list}, ${keeps})`, true);
}

/** Steps one by one, but plain names that follow each other together. */
function joinedNames(steps: readonly Ast[]): readonly (readonly (string | Ast)[])[] {
  const parts: (string | Ast)[][] = [];
  for (const step of steps) {
    const last = parts.at(-1);
    if (!isPlainName(step)) parts.push([step]);
    else if (typeof last?.[0] === 'string') last.push(String(step.value));
    else parts.push([String(step.value)]);
  }
  return parts;
}

function emitStep(at: At, step: Ast, isFirst: boolean, emitted: (at: At, node: Ast) => Code): string {
  const { stages = [], terms = [], consarray } = notesOf(step);
  if (step.type === 'sort') {
    const by = terms.map(({ expression, descending }) => {
      return `[${nodeOfContext(at, expression)}, ${descending === true}]`;
    });
    const order = `${helper(at, 'ordered')}([${by.join(', ')}])`;
    const stagesOf = ofContext(at, (inner) =>
      stages.reduce((js, stage) => emitStage(inner, js, stage, true), inner.input),
    );
    return stages.length === 0 ? `{ ordered: ${order} }` : `{ ordered: ${order}, then: ${stagesOf} }`;
  }
  const { stages: _, ...bare } = step as Ast & { stages?: unknown };
  // Its context is the one around the path, with the wrapper of a list at the root.
  if (isFirst && consarray === true)
    return `{ made: ${closure(at, 1, (inner, [input = '']) => emit({ ...inner, input }, bare).js)} }`;
  return ofContext(at, (inner) =>
    stages.reduce((js, stage) => emitStage(inner, js, stage, false), emitted(inner, bare).js),
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

/**
 * A function that reads field after field of one item, maybe not from the first one on. Where it meets a list, it goes on
 * for each of its items, or says so where it is inside of one.
 */
function chainOf(at: At, names: readonly string[]): string {
  const [only] = names;
  if (names.length === 1 && only !== undefined) return getter(at, only);
  const getters = gettersOf(at, names);
  if (names.some(isInherited)) return hoist(at.module, `(o) => ${helper(at, 'within')}(${getters}, o)`);
  const lines = names.map((name, index) => {
    const list = `${helper(at, index === 0 ? 'within' : 'onwards')}(${getters}, o${index === 0 ? '' : `, ${index}, chain`})`;
    return (
      `case ${index}: if (typeof o !== "object" || o === null) return undefined; ` +
      `if (${helper(at, 'isArray')}(o)) return isInside ? ${helper(at, 'met')} : ${list}; o = ${member('o', name)};`
    );
  });
  return hoist(
    at.module,
    `function chain(o, from = 0, isInside = false) { switch (from) { ${lines.join(' ')} } return o; }`,
  );
}
