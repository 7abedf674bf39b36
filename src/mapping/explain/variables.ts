import type { Explainer } from './explainer.ts';

/** `$` and `$$` are the data itself; other names were given in the expression, or are values of the mapping. */
export const explainVariable: Explainer = async ({ value }, { locals, named }, { result }) => {
  const name = String(value ?? '');
  const isLocal = name === '' || name === '$' || locals.has(name);
  const isShared = !isLocal && (await named(name)) !== undefined;
  const why =
    result.status === 'nothing'
      ? ({ why: { kind: 'name-nothing', name, given: isLocal || isShared } } as const)
      : {};
  return isShared ? { kind: 'name', refers: name, steps: [], ...why } : { kind: 'local', steps: [], ...why };
};
