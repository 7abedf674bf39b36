import { compileExpression, type Expression, type ExpressionSource } from './expression.ts';
import type { StoredExpression } from './stored.ts';

/** A stored expression; it is read by JSONata when it is first needed. */
export function storedExpression(stored: StoredExpression, file: string): Expression {
  const source: ExpressionSource = { text: stored.text, placeAt: placeAt(stored, file) };
  let compiled: Expression | undefined;
  const whole = (): Expression => {
    compiled ??= compiledAgain(source);
    return compiled;
  };
  return {
    source,
    names: stored.names,
    get ast() {
      return whole().ast;
    },
    evaluate: (input, names) => whole().evaluate(input, names),
  };
}

function compiledAgain(source: ExpressionSource): Expression {
  const result = compileExpression(source);
  if (result.ok) return result.expression;
  throw new Error('a stored expression was compiled before it was stored');
}

function placeAt({ places }: StoredExpression, file: string): ExpressionSource['placeAt'] {
  return (index) => {
    const [from, line, column] = places.findLast(([begin]) => begin <= Math.max(index, 0)) ?? [0, 1, 1];
    return { file, line, column: column + Math.max(index, 0) - from };
  };
}
