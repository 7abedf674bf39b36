import type { Ast } from '../../ast.ts';
import { literal } from './escape.ts';
import { type At, emit, helper, nodeOfContext } from './module.ts';
import { isBare, isLiteral, isPlainName, type Stage, uncovered } from './syntax.ts';

/**
 * What a predicate leaves of a value. Where `keepsList`, one item stays in its list; else nobody could tell the
 * difference, and it need not be made.
 */
export function emitStage(at: At, value: string, { type, expr }: Stage, keepsList: boolean): string {
  if (type !== 'filter') return uncovered('a variable that counts items');
  if (expr.type === 'number') {
    const take = helper(at, keepsList ? 'listAt' : 'itemAt');
    return `${take}(${value}, ${literal(Number(expr.value))})`;
  }
  const compared = keepsList ? undefined : equality(expr);
  if (compared !== undefined) {
    const field = nodeOfContext(at, compared.field);
    return `${helper(at, 'where')}(${value}, ${field}, ${emit(at, compared.wanted).js})`;
  }
  return `${helper(at, 'filter')}(${value}, ${nodeOfContext(at, expr)})`;
}

/** `[name = value]` with a value that is the same for each item, and that cannot fail. */
function equality(node: Ast): { readonly field: Ast; readonly wanted: Ast } | undefined {
  if (node.type !== 'binary' || node.value !== '=' || !isBare(node)) return undefined;
  const [left, right] = [node.lhs as Ast, node.rhs as Ast];
  if (isField(left) && isFixed(right)) return { field: left, wanted: right };
  return isField(right) && isFixed(left) ? { field: right, wanted: left } : undefined;
}

function isField(node: Ast): boolean {
  const [only, another] = node.steps ?? [];
  return (
    node.type === 'path' && isBare(node) && only !== undefined && another === undefined && isPlainName(only)
  );
}

function isFixed(node: Ast): boolean {
  if (!isBare(node)) return false;
  if (isLiteral(node) || isNamed(node)) return true;
  const [first, ...rest] = node.steps ?? [];
  return (
    node.type === 'path' && first !== undefined && isNamed(first) && isBare(first) && rest.every(isPlainName)
  );
}

/** A variable other than the context. */
function isNamed({ type, value }: Ast): boolean {
  return type === 'variable' && value !== '';
}
