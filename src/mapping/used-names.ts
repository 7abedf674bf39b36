import { type Ast, allNodes } from './ast.ts';

/** The names of variables in an expression, its own among them. */
export function usedNames(ast: Ast): readonly string[] {
  const names = allNodes(ast).flatMap(({ type, value }) =>
    type === 'variable' && typeof value === 'string' ? value : [],
  );
  return [...new Set(names)];
}
