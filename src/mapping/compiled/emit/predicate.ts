import type { Ast } from '../../language/ast.ts';
import { isInherited, literal, member } from './escape.ts';
import { type At, emit, helper, hoist, nodeOfContext } from './module.ts';
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
    return `${finder(at, compared.field)}(${value}, ${emit(at, compared.wanted).js})`;
  }
  return `${helper(at, 'filter')}(${value}, ${nodeOfContext(at, expr)})`;
}

/**
 * A function that finds the items whose field is a value. Mostly it is one object among others that has one text, which is
 * found without another call; everything else is left to the general way.
 */
function finder(at: At, path: Ast): string {
  const key = String(path.steps?.[0]?.value);
  const general = `${helper(at, 'where')}(list, ${nodeOfContext(at, path)}, wanted)`;
  if (isInherited(key)) return hoist(at.module, `(list, wanted) => ${general}`);
  const lines = [
    `if (typeof wanted !== "string" || !${helper(at, 'isArray')}(list)) return ${general};`,
    `${helper(at, 'spend')}(list.length);`,
    'let found;',
    'for (let at = 0; at < list.length; at++) {',
    'const o = list[at];',
    `if (typeof o !== "object" || o === null || isArray(o)) return ${general};`,
    `const field = ${member('o', key)};`,
    `if (field === wanted) { if (found !== undefined) return ${general}; found = o; }`,
    `else if (typeof field === "object" && field !== null) return ${general};`,
    '}',
    `return found === undefined ? ${helper(at, 'emptySequence')} : found;`,
  ];
  return hoist(at.module, `(list, wanted) => { ${lines.join(' ')} }`);
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
