import type { Ast } from './ast.ts';

const comparisons = ['=', '<', '<=', '>', '>='];

/**
 * The paths, and names with their `$`, that have a value wherever a condition is true: what it asks for with $exists,
 * what it compares with something, and what is true by itself. Joined by "or" or turned round, nothing is known.
 */
export function presentBy(condition: Ast | undefined): ReadonlySet<string> {
  return new Set(condition === undefined ? [] : held(condition));
}

function held(node: Ast): readonly string[] {
  const { type, value, expressions = [], procedure } = node;
  const [only, ...more] = expressions;
  if (type === 'block') return only !== undefined && more.length === 0 ? held(only) : [];
  if (type === 'binary' && value === 'and') return [...held(node.lhs as Ast), ...held(node.rhs as Ast)];
  if (type === 'binary')
    return comparisons.includes(String(value))
      ? [...written(node.lhs as Ast), ...written(node.rhs as Ast)]
      : [];
  if (type === 'function')
    return procedure?.value === 'exists' ? (node.arguments ?? []).flatMap(written) : [];
  return written(node);
}

/** A path of plain names and each path on the way to it. */
function written(node: Ast): readonly string[] {
  const steps = node.steps ?? [node];
  const names = steps.map(({ type, value, stages, predicate, focus, index }, at) => {
    const isPlain = [stages, predicate, focus, index].every((part) => part === undefined);
    if (!isPlain) return undefined;
    if (type === 'variable' && at === 0) return `$${String(value)}`;
    return type === 'name' ? String(value) : undefined;
  });
  if (names.some((name) => name === undefined)) return [];
  return names.map((_, at) => names.slice(0, at + 1).join('.'));
}
