import { type Ast, allNodes } from '../language/ast.ts';

const comparisons = ['=', '<', '<=', '>', '>=', 'in'];

/**
 * The paths, and names with their `$`, that have a value wherever a condition is true: what it asks for with $exists,
 * what it compares with something, and what is true by itself. Joined by "or" or turned round, nothing is known.
 */
export function presentBy(condition: Ast | undefined): ReadonlySet<string> {
  return new Set(condition === undefined ? [] : held(condition));
}

/** The same of all that an expression asks of whether it is there, whichever way it goes then: who wrote it has thought of that. */
export function askedIn(root: Ast): ReadonlySet<string> {
  return new Set(allNodes(root).flatMap(asked));
}

function asked({
  type,
  value,
  lhs,
  rhs,
  condition,
  procedure,
  arguments: given = [],
}: Ast): readonly string[] {
  if (type === 'condition') return held(condition as Ast);
  if (type === 'binary' && value === 'and') return [lhs, rhs].flatMap((side) => held(side as Ast));
  const asks = type === 'function' && ['exists', 'not', 'boolean'].includes(String(procedure?.value));
  return asks ? given.flatMap(written) : [];
}

/** How what has been asked of is written, where it is a path of plain names, or made of one by a function. */
export function isAskedIn(asks: ReadonlySet<string>, { arguments: given = [], ...node }: Ast): boolean {
  return [node, ...given].some((one) => asks.has(written(one).at(-1) ?? ''));
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
