import type { Ast } from '../../language/ast.ts';
import { functionNamed, isForbidden } from '../library.ts';
import { isInherited, literal, member } from './escape.ts';
import { type At, any, type Code, helper, hoist, local, type Scope, used, type Variable } from './module.ts';
import { boundIn, uncovered } from './syntax.ts';

/** `$`, `$$`, `$name`. */
export function emitVariable(at: At, name: string): Code {
  if (name === '') return emitSelf(at);
  if (name === '$') return any(used(at, 'root'));
  const candidates = variablesNamed(at.scope, name);
  const last = candidates.at(-1);
  const isOpen = candidates.some((one) => one.isOpen);
  if (last?.isSet && candidates.length === 1) return any(used(at, last.js), isOpen);
  let js = last?.isSet ? used(at, last.js) : undefined;
  const asked = last?.isSet ? candidates.slice(0, -1) : candidates;
  let found = js === undefined ? emitOuter(at, name) : any(js, isOpen);
  for (const variable of asked.toReversed()) {
    variable.isAsked = true;
    js = used(at, variable.js);
    found = any(`(${js} !== ${helper(at, 'unset')} ? ${js} : ${found.js})`, isOpen);
  }
  return found;
}

/** `%`: what a step of a path around it keeps; in a function of the language none does. */
export function emitKept(at: At, label = ''): Code {
  return isLexical(at.scope, label) ? emitVariable(at, label) : { js: 'undefined', kind: 'any' };
}

function emitSelf(at: At): Code {
  const input = used(at, at.input);
  return any(at.isOutermost ? `${helper(at, 'self')}(${input})` : input, true);
}

/** The variables that a name may mean, from the inside to the first that has a value for sure. */
function variablesNamed(scope: Scope | undefined, name: string): readonly Variable[] {
  if (scope === undefined) return [];
  const found = scope.variables.get(name);
  if (found === undefined) return variablesNamed(scope.parent, name);
  return found.isSet ? [found] : [found, ...variablesNamed(scope.parent, name)];
}

export function isLexical(scope: Scope, name: string): boolean {
  return variablesNamed(scope, name).length > 0;
}

/** What a name means outside of the expression: a function, or a value that it is given. */
function emitOuter(at: At, name: string): Code {
  if (isForbidden(name)) uncovered('a function that may not be called');
  if (functionNamed(name) !== undefined) {
    at.module.functions.add(name);
    return {
      js: hoist(at.module, `${helper(at, 'builtInValue')}(${literal(name)})`),
      kind: 'function',
      isDefined: true,
    };
  }
  const names = used(at, 'names');
  return any(isInherited(name) ? `${helper(at, 'get')}(${names}, ${literal(name)})` : member(names, name));
}

/** A frame with the variables that are bound in it; they have no value before. */
export function frame(at: At, bound: unknown): At {
  const names = boundIn(bound);
  if (names.length === 0) return at;
  const variables = new Map(
    names.map((name) => [name, { js: local(at, 'x'), isSet: false, isAsked: false, isOpen: true }] as const),
  );
  return { ...at, scope: { parent: at.scope, variables } };
}

/** Takes the values from the variables of a frame that may be asked before they have one. */
export function emptied(outer: At, inner: At): readonly string[] {
  if (inner.scope === outer.scope) return [];
  return [...inner.scope.variables.values()]
    .filter(({ isAsked }) => isAsked)
    .map(({ js }) => `${js} = ${helper(inner, 'unset')}`);
}

/** `$name := …`; from now on the name has its value, where `isCertain`. */
export function emitBind(at: At, node: Ast, isCertain: boolean): Code {
  const name = String((node.lhs as Ast).value);
  const value = at.module.emit(at, node.rhs as Ast);
  const variable = at.scope.variables.get(name) ?? uncovered('a variable that is bound in an unusual place');
  if (isCertain) variable.isSet = true;
  return { ...value, js: `(${used(at, variable.js)} = ${value.js})` };
}
