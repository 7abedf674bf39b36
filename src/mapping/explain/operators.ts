import { type Ast, isAst } from '../language/ast.ts';
import { type Explain, type Explainer, type Inside, leaf } from './explainer.ts';
import type { Step } from './explanation.ts';
import type { Scope } from './scope.ts';
import { isTrue } from './values.ts';

/** `a + b`, `a = b`, `a and b`, `-a`. */
export const explainOperator: Explainer = async (node, scope, claimed, explain) => {
  const [left, right] = [node.lhs ?? node.expression, node.rhs].map((one) => (isAst(one) ? one : undefined));
  if (left === undefined) return leaf;
  const first = await explain(left, scope, { role: 'operand' });
  if (first === undefined) return leaf;
  // The right side is not looked at where the left one decides.
  const decides =
    (node.value === 'and' && !(await isTrue(first.result))) ||
    (node.value === 'or' && (await isTrue(first.result)));
  const second =
    right === undefined || decides ? undefined : await explain(right, scope, { role: 'operand' });
  const steps = [first, ...(second === undefined ? [] : [second])];
  if (claimed.result.status !== 'nothing') return { kind: 'operator', steps };
  const blamed = steps.filter(({ result }) => result.status === 'nothing');
  return { kind: 'operator', steps, blamed, why: { kind: 'needs-nothing', what: String(node.value) } };
};

/** `[a, b]` */
export const explainList: Explainer = async ({ expressions = [] }, scope, _claimed, explain) => {
  const steps = await explainAll(expressions, scope, explain, { role: 'item' });
  return { kind: 'list', steps, blamed: steps.filter(({ result }) => result.status === 'nothing') };
};

/** `{"key": value}` */
export const explainObject: Explainer = async ({ lhs }, scope, _claimed, explain): Promise<Inside> => {
  const steps: Step[] = [];
  for (const [key, value] of pairsOf(lhs)) {
    const name = key.type === 'string' ? String(key.value) : undefined;
    const written = name === undefined ? await explain(key, scope, { role: 'item' }) : undefined;
    if (written !== undefined) steps.push(written);
    const step = await explain(value, scope, { role: 'item', ...(name === undefined ? {} : { name }) });
    if (step !== undefined) steps.push(step);
  }
  return { kind: 'object', steps };
};

export async function explainAll(
  nodes: readonly Ast[],
  scope: Scope,
  explain: Explain,
  as: Parameters<Explain>[2],
): Promise<readonly Step[]> {
  const steps: Step[] = [];
  for (const node of nodes) {
    const step = await explain(node, scope, as);
    if (step !== undefined) steps.push(step);
  }
  return steps;
}

function pairsOf(pairs: unknown): readonly (readonly [Ast, Ast])[] {
  if (!Array.isArray(pairs)) return [];
  return pairs.flatMap(([key, value]: readonly unknown[]) =>
    isAst(key) && isAst(value) ? [[key, value] as const] : [],
  );
}
