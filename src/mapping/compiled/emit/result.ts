import type { Ast } from '../../language/ast.ts';
import { longestText } from '../../language/limits.ts';
import { functionNamed } from '../library.ts';
import { emitMapped, isMapped } from './built-in.ts';
import { emitFields, isFixedObject, marksOf } from './construct.ts';
import { emitBlock } from './lambda.ts';
import { type At, again, type Code, emit, helper, local } from './module.ts';
import { emitCondition } from './operator.ts';
import { emitPath } from './path.ts';
import { isBare, isLiteral, isPlainName, isTupleStep, notesOf } from './syntax.ts';
import { isLexical } from './variable.ts';

/** Lists and objects inside each other, up to which what an expression writes out is made as plain JSON at once. */
const deepest = 20;

/** Where a part of the result stands. */
interface Standing {
  /** Nodes around it that take a sequence of one for its item. */
  readonly levels: number;
  /** Lists and objects around it. */
  readonly depth: number;
}

/** What a node gives as plain JSON: the result of the expression, or a part of it. */
export function emitPlain(at: At, node: Ast, { levels, depth }: Standing = { levels: 0, depth: 0 }): Code {
  if (!isBare(node) || depth > deepest) return emitValue(at, node, { levels, depth });
  const end = (inner: At, one: Ast) => emitPlain(inner, one, { levels: levels + 1, depth });
  const inside = (inner: At, one: Ast) => emitPlain(inner, one, { levels: 0, depth: depth + 1 });
  if (node.type === 'condition') return emitCondition(at, node, end);
  // Where it ends by giving a value a name, the name keeps the value as it is, and only what comes out is made plain.
  if (node.type === 'block' && node.expressions?.at(-1)?.type !== 'bind') return emitBlock(at, node, end);
  if (isFixedObject(node)) return freshly(at, emitFields(at, node, inside));
  if (node.type === 'unary' && node.value === '[') return emitPlainList(at, node, inside);
  // Of a path and of $map, each item stands in a list.
  if (endsWithObject(node)) return withoutMarks(at, emitPath(at, node, inside));
  if (isMapped(at, node)) return withoutMarks(at, emitMapped(at, node, inside));
  return emitValue(at, node, { levels, depth });
}

function freshly(at: At, code: Code): Code {
  return { ...code, js: `${helper(at, 'fresh')}(${code.js})` };
}

function withoutMarks(at: At, code: Code): Code {
  const js = `${helper(at, 'bare')}(${helper(at, 'unwrap')}(${code.js}))`;
  return { js, kind: 'any' };
}

function emitPlainList(at: At, node: Ast, inside: (at: At, node: Ast) => Code): Code {
  const items = node.expressions ?? [];
  const [only, another] = items;
  const codes = items.map((one) => inside(at, one).js);
  const isOne = only !== undefined && another === undefined && only.value !== '[';
  const js = isOne
    ? `${helper(at, 'plainListOfOne')}(${codes.join()})`
    : `${helper(at, 'plainList')}([${codes.join(', ')}], ${marksOf(at, items)})`;
  return { js, kind: 'list', isDefined: true };
}

/** A path that ends with an object for each item. */
function endsWithObject(node: Ast): boolean {
  const last = node.steps?.at(-1);
  const isPlain = node.type === 'path' && notesOf(node).group === undefined;
  return isPlain && last !== undefined && isBare(last) && !isTupleStep(last) && isFixedObject(last);
}

function emitValue(at: At, node: Ast, { levels, depth }: Standing): Code {
  const code = again(at, emit(at, node), levels);
  const { kind, js } = code;
  if (
    (isLiteral(node) && isBare(node) && !Object.is(node.value, -0)) ||
    kind === 'boolean' ||
    kind === 'null'
  )
    return code;
  if (kind === 'text') return { ...code, js: `${helper(at, 'plainText')}(${js})` };
  if (kind === 'number') return { ...code, js: `${helper(at, 'plainNumber')}(${js})` };
  if (depth === 0 && at.isOutermost && givesParts(at, node))
    return { ...code, js: `${helper(at, 'part')}(${js})` };
  const value = local(at, 't');
  const isText = `typeof (${value} = ${js}) === "string" && ${value}.length <= ${longestText}`;
  const other =
    depth === 0 ? `${helper(at, 'plainWhole')}(${value})` : `${helper(at, 'plain')}(${value}, ${depth})`;
  return { ...code, js: `(${isText} ? ${value} : ${other})` };
}

/** A name, or a path of plain names: what it gives is a part of what the expression is given. */
function givesParts(at: At, node: Ast): boolean {
  const [first, ...rest] = node.steps ?? [];
  if (!isBare(node)) return false;
  if (node.type === 'variable') return isGiven(at, String(node.value));
  const begins =
    first !== undefined && (isPlainName(first) || (first.type === 'variable' && givesParts(at, first)));
  return node.type === 'path' && begins && rest.every(isPlainName);
}

function isGiven(at: At, name: string): boolean {
  return !isLexical(at.scope, name) && functionNamed(name) === undefined;
}
