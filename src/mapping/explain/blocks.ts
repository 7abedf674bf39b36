import type { Json } from '../catalog.ts';
import type { Ast } from '../language/ast.ts';
import { isAst } from '../language/ast.ts';
import { type Explainer, leaf } from './explainer.ts';
import type { Step } from './explanation.ts';
import type { Scope } from './scope.ts';
import { sameResult, valueIn } from './values.ts';

/** `(…; …)`: each expression sees the names that those before it gave; the last one gives the value. */
export const explainBlock: Explainer = async ({ expressions = [] }, scope, claimed, explain) => {
  const locals = new Map<string, Json | undefined>(scope.locals);
  const steps: Step[] = [];
  for (const [index, expression] of expressions.entries()) {
    const inner: Scope = { ...scope, locals: new Map(locals) };
    const bound = boundBy(expression);
    const role = index === expressions.length - 1 ? 'last' : 'item';
    const step = await explain(
      bound?.value ?? expression,
      inner,
      bound === undefined ? { role } : { role: 'bound', name: bound.name },
    );
    // A name of a function: what follows cannot be evaluated without it.
    if (step === undefined || (step.result.status === 'failed' && claimed.result.status !== 'failed'))
      return leaf;
    steps.push(step);
    if (bound !== undefined) locals.set(bound.name, valueIn(step.result));
  }
  const last = steps.at(-1);
  if (last !== undefined && !sameResult(last.result, claimed.result)) return leaf;
  return { kind: 'block', steps, ...(last === undefined ? {} : { blamed: [last] }) };
};

function boundBy(node: Ast): { readonly name: string; readonly value: Ast } | undefined {
  const { type, lhs, rhs } = node;
  return type === 'bind' && isAst(lhs) && isAst(rhs) ? { name: String(lhs.value), value: rhs } : undefined;
}
