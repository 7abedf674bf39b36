import { compileExpression } from '../../src/mapping/expression/expression.ts';

/** What an expression comes to: its value, or the code of the issue and the column at which the issue points. */
export type Outcome = { readonly value: unknown } | { readonly issue: string; readonly column: number };

/** Compiles and evaluates an expression that stands on one line, at the beginning of a file. */
export async function outcomeOf(
  text: string,
  input?: unknown,
  names?: Readonly<Record<string, unknown>>,
): Promise<Outcome> {
  const placeAt = (index: number) => ({ file: 'f.yaml', line: 1, column: index + 1 });
  const compiled = compileExpression({ text, placeAt });
  const result = compiled.ok ? await compiled.expression.evaluate(input, names) : compiled;
  if (result.ok) return { value: result.value };
  return { issue: result.issue.code, column: result.issue.place?.column ?? 0 };
}
