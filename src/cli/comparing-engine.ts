import type { Engine, EngineDifference } from '../mapping/engine.ts';
import { distinctIssues, type Issue } from '../report/issue.ts';

const kinds: Readonly<Record<EngineDifference['kind'], string>> = {
  'other-value': 'another value',
  'value-or-nothing': 'a value in one case and nothing in the other',
  'value-or-issue': 'a value compiled, and an issue by jsonata',
};

/** Evaluates every expression compiled and by jsonata itself; `issues` tells where that came to something else so far. */
export function comparingEngine(): { readonly engine: Engine; readonly issues: () => readonly Issue[] } {
  const issues: Issue[] = [];
  const onDifference = ({ place, kind }: EngineDifference) => {
    issues.push({
      code: 'engines-differ',
      severity: 'error',
      message: `compiled, the expression comes to ${kinds[kind]} than evaluated by jsonata itself`,
      place,
      hint: 'set ENGINE=reference until that is mended, and report the expression',
    });
  };
  return { engine: { name: 'shadow', onDifference }, issues: () => distinctIssues(issues) };
}
