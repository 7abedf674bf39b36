import type { Explainer } from './explainer.ts';
import { leaf } from './explainer.ts';
import { isTrue, sameResult } from './values.ts';

/** `a ? b : c`, and the two that stand in where something is nothing: `a ?: b`, `a ?? b`. */
export const explainCondition: Explainer = async (node, scope, claimed, explain) => {
  const { condition, then, else: otherwise } = node;
  if (condition === undefined || then === undefined) return leaf;
  const { spans } = scope.written;
  const asked = spans.of(condition);
  const isFallback = asked === undefined || asked.start === spans.of(then)?.start;
  const first = await explain(isFallback ? then : condition, scope, {
    role: isFallback ? 'first' : 'condition',
  });
  if (first === undefined) return leaf;
  if (first.result.status === 'failed')
    return { kind: isFallback ? 'fallback' : 'condition', steps: [first] };
  // "??" asks whether there is anything; the others ask whether it counts as true.
  const holds = asked === undefined ? first.result.status === 'value' : await isTrue(first.result);
  const alternative = (taken: number) =>
    ({ kind: 'alternative', taken, asked: asked === undefined ? 'value' : 'truth' }) as const;
  if (isFallback && holds) {
    const why = alternative(0);
    return sameResult(first.result, claimed.result) ? { kind: 'fallback', steps: [first], why } : leaf;
  }
  const taken = holds ? then : otherwise;
  if (taken === undefined)
    return {
      kind: 'condition',
      steps: [first],
      why: { kind: 'branch', condition: first.text, taken: 'none' },
    };
  const role = isFallback ? 'otherwise' : holds ? 'then' : 'else';
  const branch = await explain(taken, scope, { role });
  if (branch === undefined || !sameResult(branch.result, claimed.result)) return leaf;
  return {
    kind: isFallback ? 'fallback' : 'condition',
    steps: [first, branch],
    why: isFallback
      ? alternative(1)
      : { kind: 'branch', condition: first.text, taken: holds ? 'then' : 'else' },
    blamed: isFallback ? [first, branch] : [branch],
  };
};
