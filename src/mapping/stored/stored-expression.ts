import { type Compiled, compiledOf } from '../compiled/compiled.ts';
import { linkText } from '../compiled/link.ts';
import { type Expression, type ExpressionSource, evaluation } from '../expression/evaluation.ts';
import { type Reference, readReference } from '../expression/reference.ts';
import type { StoredExpression, StoredSource, StoredText } from './stored.ts';

/**
 * A stored expression. Its JavaScript is made into a function when it is first evaluated; JSONata reads its text only where
 * an evaluation is left to it.
 */
export function storedExpression(
  { text, emitted }: StoredText,
  { places, names }: StoredExpression,
  file: string,
): Expression {
  const source: ExpressionSource = { text, placeAt: placeAt(places, file) };
  const reference = once((): Reference => readReference(text));
  const compiled = once(() => emitted && compiledFrom(emitted));
  return {
    source,
    names,
    get ast() {
      return reference().ast;
    },
    uncompiled: () => (emitted === undefined ? 'it was not compiled when it was stored' : undefined),
    compiled,
    evaluate: evaluation(source, reference, compiled),
  };
}

function compiledFrom(stored: StoredSource): Compiled | undefined {
  const linked = linkText(stored.source);
  return linked && compiledOf(linked, stored);
}

function placeAt(places: StoredExpression['places'], file: string): ExpressionSource['placeAt'] {
  return (index) => {
    const [from, line, column] = places.findLast(([begin]) => begin <= Math.max(index, 0)) ?? [0, 1, 1];
    return { file, line, column: column + Math.max(index, 0) - from };
  };
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
