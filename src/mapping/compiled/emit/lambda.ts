import type { Ast } from '../../language/ast.ts';
import { literal } from './escape.ts';
import { type At, again, type Code, closure, emit, helper, hoist, type Variable } from './module.ts';
import { boundIn, endsInCall, isBare, notesOf, required, uncovered } from './syntax.ts';
import { emitBind, emptied, frame } from './variable.ts';

/** A function that the expression writes out, as a value. */
export function emitLambda(at: At, node: Ast): Code {
  const { signature } = notesOf(node);
  // Left of `?:` and `??`, jsonata 2.2.2 loses what a signature does.
  if (signature !== undefined && typeof signature.validate !== 'function')
    uncovered('a signature left of ?: or ??');
  const count = String(node.arguments?.length ?? 0);
  const parts = [count, lambdaBody(at, node)];
  if (signature !== undefined)
    parts.push(hoist(at.module, `${helper(at, 'signature')}(${literal(signature.definition)})`));
  return { js: `${helper(at, 'lambda')}(${parts.join(', ')})`, kind: 'function', isDefined: true };
}

/** The JavaScript function of a written one. It may give a call that is yet to be made. */
export function lambdaBody(at: At, node: Ast, end: (at: At, node: Ast) => Code = emitEnding): string {
  const body = required(node.body);
  const names = (node.arguments ?? []).map(({ value }) => String(value));
  return closure(at, names.length, (inner, parameters) => {
    const own = names.map((name, index): readonly [string, Variable] => {
      return [name, { js: parameters[index] ?? '', isSet: true, isAsked: false, isOpen: true }];
    });
    const variables = new Map(own);
    const isFramed = body.type !== 'block' && boundIn(body).some((name) => !variables.has(name));
    const scope = { parent: at.scope, variables };
    const framed = isFramed ? frame({ ...inner, scope }, body) : { ...inner, scope };
    return inOrder([...emptied({ ...inner, scope }, framed), end(framed, body).js]);
  });
}

function emitEnding(at: At, node: Ast): Code {
  return at.module.emitEnd(at, node, 0);
}

/** Whether the function may give a call that is yet to be made. */
export function mayEndInCall(node: Ast): boolean {
  return endsInCall(node.body);
}

/** A function that is written out where it is used, so that it need not become a value. */
export function isDirect(node: Ast | undefined): node is Ast {
  return (
    node?.type === 'lambda' && node.thunk !== true && isBare(node) && notesOf(node).signature === undefined
  );
}

/** `(…; …)`, with what its last part is emitted by. */
export function emitBlock(at: At, node: Ast, end: (at: At, node: Ast) => Code): Code {
  const parts = node.expressions ?? [];
  const inner = frame(at, parts);
  const codes = parts.map((part, index) => {
    if (part.type === 'bind' && isBare(part)) return again(inner, emitBind(inner, part, true));
    return index === parts.length - 1 ? end(inner, part) : emit(inner, part);
  });
  const last = codes.at(-1);
  if (last === undefined) return { js: 'undefined', kind: 'any' };
  return { ...last, js: inOrder([...emptied(at, inner), ...codes.map(({ js }) => js)]) };
}

function inOrder(parts: readonly string[]): string {
  const [only, ...more] = parts;
  return more.length === 0 && only !== undefined ? only : `(${parts.join(', ')})`;
}
