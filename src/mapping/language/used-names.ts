import { type Ast, allNodes, nodesIn } from './ast.ts';

/** The names of variables in an expression, without those that it means where it gives the same name to something of its own. */
export function usedNames(ast: Ast): readonly string[] {
  const nodes = allNodes(ast);
  const own = new Set(nodes.flatMap(ownIn));
  const names = nodes.flatMap((node) =>
    node.type === 'variable' && typeof node.value === 'string' && !own.has(node) ? node.value : [],
  );
  return [...new Set(names)];
}

/** The variables that mean a parameter of a function, or what a block has given their name further up. */
function ownIn({ type, arguments: parameters = [], body, expressions = [] }: Ast): readonly Ast[] {
  if (type === 'lambda') return [...parameters, ...variables(body, parameters)];
  if (type !== 'block') return [];
  return expressions.flatMap((one, index) => {
    const given = one.type === 'bind' ? nodesIn(one.lhs) : [];
    return [...given, ...expressions.slice(index + 1).flatMap((later) => variables(later, given))];
  });
}

/** The variables below a node that are called as one of those. */
function variables(below: unknown, called: readonly Ast[]): readonly Ast[] {
  if (called.length === 0) return [];
  return allNodes(below).filter(
    ({ type, value }) => type === 'variable' && called.some((one) => one.value === value),
  );
}

/** Every name that expressions use, also through other names. */
export function reached(
  expressions: readonly { readonly names: readonly string[] }[],
  madeOf: (name: string) => { readonly names: readonly string[] } | undefined,
): ReadonlySet<string> {
  const names = new Set(expressions.flatMap((one) => one.names));
  for (const name of names) for (const next of madeOf(name)?.names ?? []) names.add(next);
  return names;
}
