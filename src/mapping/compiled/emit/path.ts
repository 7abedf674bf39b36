import type { Ast } from '../../ast.ts';
import { grouped } from './construct.ts';
import {
  type At,
  any,
  type Code,
  closure,
  constantList,
  emit,
  helper,
  nodeOfContext,
  used,
  type Variable,
} from './module.ts';
import { emitNames } from './names.ts';
import { counterOf, isPlainName, notesOf } from './syntax.ts';
import { emitWalk } from './walk.ts';

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
