import type { Ast } from '../language/ast.ts';
import { explainBlock } from './blocks.ts';
import { explainCall, explainChain } from './calls.ts';
import { explainCondition } from './conditions.ts';
import { type Explain, type Explainer, leaf } from './explainer.ts';
import type { Step, StepRole } from './explanation.ts';
import { explainList, explainObject, explainOperator } from './operators.ts';
import { explainFiltered, explainPath } from './paths.ts';
import { type Claim, claim, type Scope } from './scope.ts';
import { explainVariable } from './variables.ts';

/** Parts that are no data: functions, patterns, placeholders. */
const noData = new Set(['lambda', 'partial', 'regex', 'operator', 'transform', 'parent']);

export const explainNode: Explain = async (node, scope, as = {}) => {
  if (noData.has(node.type)) return undefined;
  const claimed = await claim(scope.written.spans.of(node), scope);
  return claimed && explainClaim(node, scope, claimed, as);
};

/** Explains what has been evaluated already. */
export async function explainClaim(
  node: Ast,
  scope: Scope,
  claimed: Claim,
  as: { readonly role?: StepRole; readonly name?: string } = {},
): Promise<Step> {
  const inside = await explainerOf(node)(node, scope, claimed, explainNode);
  // What fails alone and not in the whole was not evaluated there.
  const steps = inside.steps.filter(
    ({ result }) => claimed.result.status === 'failed' || result.status !== 'failed',
  );
  const blamed =
    claimed.result.status === 'failed'
      ? steps.filter(({ result }) => result.status === 'failed').slice(0, 1)
      : (inside.blamed ?? []);
  const isUnexplained = claimed.result.status === 'nothing' && blamed.length === 0;
  const why = inside.why ?? (isUnexplained ? ({ kind: 'gives-nothing', what: '' } as const) : undefined);
  return {
    kind: inside.kind,
    ...as,
    ...claimed,
    ...(inside.refers === undefined ? {} : { refers: inside.refers }),
    ...(why === undefined ? {} : { why }),
    because: blamed.map((step) => steps.indexOf(step)).filter((index) => index >= 0),
    steps,
  };
}

function explainerOf(node: Ast): Explainer {
  if (node.group !== undefined) return async () => leaf;
  if (node.predicate !== undefined) return explainFiltered;
  switch (node.type) {
    case 'path':
      return explainPath;
    case 'variable':
      return explainVariable;
    case 'function':
      return explainCall;
    case 'apply':
      return explainChain;
    case 'condition':
      return explainCondition;
    case 'block':
      return explainBlock;
    case 'binary':
      return explainOperator;
    case 'unary':
      return node.value === '[' ? explainList : node.value === '{' ? explainObject : explainOperator;
    case 'string':
    case 'number':
    case 'value':
      return async () => ({ kind: 'constant', steps: [] });
    default:
      return async () => leaf;
  }
}
