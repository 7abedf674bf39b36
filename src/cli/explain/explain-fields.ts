import type { ExplainedCall, ExplainedField, Explanation, Step } from '../../mapping/explain/explanation.ts';
import { nearest } from '../../report/nearest.ts';
import { UsageError } from '../command.ts';

/** The way to a field as a person writes it: `traits.address.city`. */
export function pathWords({ path }: Pick<ExplainedField, 'path'>): string {
  return path.join('.');
}

/**
 * The same explanation with the field of that name, or all fields inside it, and nothing else. Throws a UsageError
 * where no call has it, with the nearest name that there is.
 */
export function onlyField(explanation: Explanation, wanted: string): Explanation {
  const name = wanted.replaceAll('?', '').replaceAll(/\[(\d+)\]/g, '.$1');
  const calls = explanation.calls.flatMap((call): ExplainedCall[] => {
    const fields = call.fields.filter((field) => isNamed(call, field, name));
    return fields.length === 0 ? [] : [{ ...call, fields }];
  });
  if (calls.length === 0) throw new UsageError(noSuchField(explanation, wanted, name));
  const roots = calls.flatMap(({ fields }) => fields.flatMap(({ step }) => step ?? []));
  return { needs: [], calls, names: namesUsed(roots, explanation.names) };
}

function isNamed({ type }: ExplainedCall, field: ExplainedField, name: string): boolean {
  const path = pathWords(field);
  return [path, `${type}.${path}`].some((one) => one === name || one.startsWith(`${name}.`));
}

function noSuchField({ calls }: Explanation, wanted: string, name: string): string {
  const known = [...new Set(calls.flatMap(({ fields }) => fields.map(pathWords)))];
  // Who leaves out "traits." means it all the same.
  const ending = known.find((path) => path.endsWith(`.${name}`));
  const last = new Map(known.map((path) => [path.split('.').at(-1) ?? path, path]));
  const meant = ending ?? nearest(name, known) ?? last.get(nearest(name, last.keys()) ?? '');
  const hint = meant === undefined ? `there are: ${known.join(', ')}` : `did you mean ${meant}?`;
  return `no call has a field ${wanted}; ${hint}`;
}

/** The named values that steps use, also through one another. */
function namesUsed(roots: readonly Step[], names: Explanation['names']): Explanation['names'] {
  const used = new Set<string>();
  const visit = (step: Step): void => {
    const { refers } = step;
    if (refers !== undefined && !used.has(refers)) {
      used.add(refers);
      const named = names[refers];
      for (const made of [named?.step, named?.fetched?.leading]) if (made !== undefined) visit(made);
    }
    step.steps.forEach(visit);
  };
  roots.forEach(visit);
  return Object.fromEntries(Object.entries(names).filter(([name]) => used.has(name)));
}
