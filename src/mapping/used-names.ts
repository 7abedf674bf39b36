import { type Ast, allNodes } from './ast.ts';

/** The names of variables in an expression, its own among them. */
export function usedNames(ast: Ast): readonly string[] {
  const names = allNodes(ast).flatMap(({ type, value }) =>
    type === 'variable' && typeof value === 'string' ? value : [],
  );
  return [...new Set(names)];
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
