import type { Explainer } from './explainer.ts';

/** `$` and `$$` are the data itself; other names were given in the expression, or are values of the mapping. */
export const explainVariable: Explainer = async ({ value }, { locals, named }, { result }) => {
  const name = String(value ?? '');
  const isOwn = name === '' || name === '$' || locals.has(name) || (await named(name)) === undefined;
  const why = result.status === 'nothing' ? { why: { kind: 'name-nothing', name } as const } : {};
  return isOwn ? { kind: 'local', steps: [], ...why } : { kind: 'name', refers: name, steps: [], ...why };
};
