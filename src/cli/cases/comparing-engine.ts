import type { Engine, EngineDifference } from '../../mapping/expression/engine.ts';
import { distinctIssues, type Issue } from '../../report/issue.ts';

const kinds: Readonly<Record<EngineDifference['kind'], string>> = {
  'other-value': 'compiled, the expression gives another value than by jsonata itself',
  'value-or-nothing':
    'the expression gives a value compiled and nothing by jsonata itself, or the other way round',
  'value-or-issue': 'compiled, the expression gives a value; by jsonata itself it fails',
};

/** Evaluates every expression compiled and by jsonata itself; `issues` tells where that came to something else so far. */
export function comparingEngine(): { readonly engine: Engine; readonly issues: () => readonly Issue[] } {
  const issues: Issue[] = [];
  const onDifference = ({ place, kind }: EngineDifference) => {
    issues.push({
      code: 'engines-differ',
      severity: 'error',
      message: kinds[kind],
      place,
      hint: 'set ENGINE=reference until that is mended, and report the expression',
    });
  };
  return { engine: { name: 'shadow', onDifference }, issues: () => distinctIssues(issues) };
}
