import { type Ast, isAst } from '../language/ast.ts';
import { callReason } from './call-reasons.ts';
import { type Explainer, type Inside, leaf } from './explainer.ts';
import type { Step, StepResult } from './explanation.ts';
import { explainAll } from './operators.ts';
import { sameResult } from './values.ts';

/** `$name(a, b)` */
export const explainCall: Explainer = async (node, scope, { result }, explain) => {
  const steps = await explainAll(node.arguments ?? [], scope, explain, { role: 'argument' });
  // An argument that is no data has no step: then what the others are cannot be told by their positions.
  const isComplete = steps.length === (node.arguments ?? []).length;
  return inside(nameOf(node.procedure), isComplete ? steps : [], steps, result);
};

/** `a ~> $name(b)` */
export const explainChain: Explainer = async ({ lhs, rhs }, scope, { result }, explain) => {
  if (!isAst(lhs) || !isAst(rhs)) return leaf;
  const others = rhs.type === 'function' ? (rhs.arguments ?? []) : [];
  const steps = await explainAll([lhs, ...others], scope, explain, { role: 'argument' });
  const name = nameOf(rhs.type === 'function' ? rhs.procedure : rhs);
  return inside(name, steps.length === 1 + others.length ? steps : [], steps, result);
};

function inside(name: string, given: readonly Step[], steps: readonly Step[], result: StepResult): Inside {
  if (result.status === 'failed') return { kind: 'call', steps };
  if (result.status === 'nothing') return { kind: 'call', steps, ...callReason(name, steps, given) };
  if (name !== 'default') return { kind: 'call', steps };
  const taken = given.findIndex((step) => sameResult(step.result, result));
  return {
    kind: 'call',
    steps,
    ...(taken < 0 ? {} : { why: { kind: 'alternative', taken, asked: 'value' } }),
  };
}

function nameOf(procedure: Ast | undefined): string {
  return procedure?.type === 'variable' ? String(procedure.value) : '';
}
