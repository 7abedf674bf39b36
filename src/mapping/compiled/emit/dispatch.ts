import type { Ast } from '../../language/ast.ts';
import { allNodes } from '../../language/ast.ts';
import { emitApply, emitCall, emitPartial } from './call.ts';
import { emitList, emitLiteral, emitObject, emitTransform, grouped } from './construct.ts';
import { literal } from './escape.ts';
import { emitBlock, emitLambda } from './lambda.ts';
import { type At, again, any, type Code, emit, helper, hoist, measured, used } from './module.ts';
import { emitName } from './names.ts';
import { emitBinary, emitCondition, emitNegation } from './operator.ts';
import { emitPath } from './path.ts';
import { emitStage } from './predicate.ts';
import { endsInCall, isBare, notesOf, required, uncovered } from './syntax.ts';
import { emitBind, emitKept, emitVariable, isLexical } from './variable.ts';

/** Nodes inside each other: far fewer than the reference can evaluate, which has a limit of its own. */
const deepest = 200;

/** What a node gives, as the reference's own evaluation of it: with its predicates, and a sequence of one as its item. */
export function emitNode(at: At, node: Ast): Code {
  if (++at.module.depth > deepest) uncovered('it is nested deeply');
  const code = emitWhole(at, node);
  at.module.depth--;
  return code;
}

function emitWhole(at: At, node: Ast): Code {
  const { predicate = [], group } = notesOf(node);
  if (!isBare(node) && endsInCall(node)) uncovered('a predicate on a call at the end of a function');
  let code = emitCore(at, node);
  if (predicate.length > 0) {
    const keeps = node.keepArray === true;
    code = any(
      predicate.reduce((js, stage) => emitStage(at, js, stage, keeps), code.js),
      true,
    );
  }
  if (group !== undefined && node.type !== 'path')
    code = { js: grouped(at, code.js, group.lhs), kind: 'object', isDefined: true };
  if (code.isOpen !== true) return code;
  const unwrapped = helper(at, node.keepArray === true ? 'keep' : 'unwrap');
  return measuredPath(at, node, { ...code, js: `${unwrapped}(${code.js})`, isOpen: false });
}

/** The same at the end of a function, where calls are made after it has ended; `levels`: nodes around it that end so too. */
export function emitEnd(at: At, node: Ast, levels: number): Code {
  if (!endsInCall(node)) return again(at, emitNode(at, node), levels);
  if (!isBare(node)) return uncovered('a predicate on a call at the end of a function');
  const deeper = (inner: At, part: Ast) => emitEnd(inner, part, levels + 1);
  if (node.type === 'condition') return emitCondition(at, node, deeper);
  if (node.type === 'block') return emitBlock(at, node, deeper);
  const call = required(node.body);
  if (!isBare(call)) return uncovered('a group of a call at the end of a function');
  return emitCall(at, call, { isEnd: true });
}

function measuredPath(at: At, node: Ast, code: Code): Code {
  return node.type === 'path' ? measured(at, code) : code;
}

function emitCore(at: At, node: Ast): Code {
  switch (node.type) {
    case 'string':
    case 'number':
    case 'value':
      return emitLiteral(node);
    case 'path':
      return emitPath(at, node);
    case 'name':
      return emitName(at, String(node.value), node.keepArray === true);
    case 'wildcard':
      return any(`${helper(at, 'wildcard')}(${used(at, at.input)})`, true);
    case 'descendant':
      return any(`${helper(at, 'descendants')}(${used(at, at.input)})`, true);
    case 'variable':
      return emitVariable(at, String(node.value));
    case 'parent':
      return emitKept(at, notesOf(node).slot?.label);
    case 'condition':
      return open(emitCondition(at, node, emit));
    case 'block':
      return open(emitBlock(at, node, emit));
    case 'bind':
      return open(emitBind(at, node, false));
    case 'binary':
      return emitBinary(at, node);
    case 'unary':
      return emitUnary(at, node);
    case 'function':
      return emitCall(at, node, { isEnd: false });
    case 'lambda':
      return emitLambda(at, node);
    case 'partial':
      return emitPartial(at, node);
    case 'apply':
      return emitApply(at, node);
    case 'regex':
      return emitRegex(at, node);
    case 'transform':
      return emitChange(at, node);
    default:
      return uncovered(`a node of the type ${node.type}`);
  }
}

/** What a call at its end gives may be a sequence still. Predicates see that, and only what is left is taken for its item. */
function open(code: Code): Code {
  return code.kind === 'any' ? { ...code, isOpen: true } : code;
}

function emitUnary(at: At, node: Ast): Code {
  if (node.value === '-') return emitNegation(at, node);
  return node.value === '[' ? emitList(at, node) : emitObject(at, node);
}

function emitRegex(at: At, { value }: Ast): Code {
  // Left of `?:`, jsonata 2.2.2 loses the pattern.
  if (!(value instanceof RegExp)) return uncovered('a pattern left of ?: or ??');
  const made = hoist(at.module, `new RegExp(${literal(value.source)}, ${literal(value.flags)})`);
  return { js: `${helper(at, 'pattern')}(${made})`, kind: 'function', isDefined: true };
}

/** What a transform changes must be of its own copy, which a variable need not be. */
function emitChange(at: At, node: Ast): Code {
  if (isLexical(at.scope, 'clone')) uncovered('a $clone of its own');
  const called = new Set(allNodes(notesOf(node).pattern).map(({ procedure }) => procedure));
  const isForeign = allNodes(notesOf(node).pattern).some(
    (one) => one.type === 'variable' && one.value !== '' && !called.has(one),
  );
  return isForeign ? uncovered('a transform of a variable') : emitTransform(at, node);
}
