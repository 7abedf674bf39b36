import type { Ast } from '../../language/ast.ts';
import { functionNamed, isForbidden } from '../library.ts';
import { emitBuiltIn } from './built-in.ts';
import { type At, any, type Code, emit, helper, local, used } from './module.ts';
import { isBare, required, uncovered } from './syntax.ts';
import { isLexical } from './variable.ts';

/** Where a call stands: whether it is the end of a function, and what `~>` hands it as its first argument. */
export interface CallPlace {
  readonly isEnd: boolean;
  readonly first?: Code;
}

/** `$name(…)`, or a call of what another expression gives. */
export function emitCall(at: At, node: Ast, { isEnd, first }: CallPlace): Code {
  const procedure = required(node.procedure);
  const name = procedure.type === 'variable' && isBare(procedure) ? String(procedure.value) : '';
  const written = node.arguments ?? [];
  if (name !== '' && !isLexical(at.scope, name)) {
    if (isForbidden(name)) uncovered('a function that may not be called');
    const known = functionNamed(name);
    if (known !== undefined) return emitBuiltIn(at, known, { written, first, isEnd });
  }
  if (isEnd) {
    const callee = emit(at, procedure).js;
    const values = written.map((argument) => emit(at, argument).js);
    return any(`${helper(at, 'tailCall')}(${callee}, [${values.join(', ')}])`, true);
  }
  return any(dynamicCall(at, procedure, written, first), true);
}

function dynamicCall(at: At, procedure: Ast, written: readonly Ast[], first: Code | undefined): string {
  const handed = first === undefined ? undefined : local(at, 't');
  const callee = emit(at, procedure).js;
  const values = [
    ...(handed === undefined ? [] : [handed]),
    ...written.map((argument) => asArgument(at, emit(at, argument))),
  ];
  const call = `${helper(at, 'call')}(${callee}, [${values.join(', ')}], ${used(at, at.input)})`;
  return handed === undefined ? call : `(${handed} = ${first?.js}, ${call})`;
}

/** A function that is handed on loses its context; what is surely none stays as it is. */
export function asArgument(at: At, { js, kind }: Code): string {
  return kind === 'any' || kind === 'function' ? `${helper(at, 'argument')}(${js})` : js;
}

/** `left ~> right` */
export function emitApply(at: At, node: Ast): Code {
  const left = emit(at, node.lhs as Ast);
  const right = node.rhs as Ast;
  if (right.type !== 'function')
    return any(`${helper(at, 'chain')}(${left.js}, ${emit(at, right).js})`, true);
  if (!isBare({ ...right, keepArray: false })) uncovered('a predicate behind ~>');
  return emitCall(at, right, { isEnd: false, first: left });
}

/** `$f(?, 1)` */
export function emitPartial(at: At, node: Ast): Code {
  const values = (node.arguments ?? []).map((argument) =>
    argument.type === 'operator' && argument.value === '?' ? helper(at, 'hole') : emit(at, argument).js,
  );
  const callee = emit(at, required(node.procedure)).js;
  return {
    js: `${helper(at, 'partial')}([${values.join(', ')}], ${callee})`,
    kind: 'function',
    isDefined: true,
  };
}
