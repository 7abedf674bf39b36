import type { Ast } from '../../language/ast.ts';
import { grouped } from './construct.ts';
import { type At, type Code, emit } from './module.ts';
import { emitNames } from './names.ts';
import { isPlainName, isTuplePath, notesOf } from './syntax.ts';
import { emitTuples } from './tuples.ts';
import { emitWalk } from './walk.ts';

/** A path of one step or several. What comes out is a sequence as the reference makes it, not taken for its item yet. */
export function emitPath(at: At, node: Ast, last: (at: At, node: Ast) => Code = emit): Code {
  const steps = node.steps ?? [];
  const { group } = notesOf(node);
  const keeps = node.keepSingletonArray === true;
  if (isTuplePath(node)) return emitTuples(at, node, last);
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
