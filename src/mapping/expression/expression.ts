import type { Issue } from '../../report/issue.ts';
import { type Expression, type ExpressionSource, evaluation, issueAt } from './evaluation.ts';
import { readText } from './read-text.ts';
import { type Reference, readReference } from './reference.ts';

export { type Evaluation, type Expression, type ExpressionSource, issueAt } from './evaluation.ts';

/** Compiles an expression once; gives an issue with its place where JSONata cannot read it. */
export function compileExpression(
  source: ExpressionSource,
): { readonly ok: true; readonly expression: Expression } | { readonly ok: false; readonly issue: Issue } {
  const read = readText(source.text);
  if (!read.ok) return { ok: false, issue: issueAt(source, read.index, read.trouble) };
  const { ast, names, made } = read;
  const compiled = () => {
    const one = made();
    return one.ok ? one.compiled : undefined;
  };
  const uncompiled = () => {
    const one = made();
    return one.ok ? undefined : one.reason;
  };
  // What jsonata keeps while it evaluates is each expression's own.
  let reference: Reference | undefined;
  const own = () => {
    reference ??= readReference(source.text);
    return reference;
  };
  return {
    ok: true,
    expression: { source, ast, names, uncompiled, compiled, evaluate: evaluation(source, own, compiled) },
  };
}
