import type { Issue } from '../report/issue.ts';
import type { Json } from './catalog.ts';
import type { Evaluation, Expression } from './expression.ts';
import type { Evaluate } from './fields.ts';
import { allowance, type TimeLimit } from './time-limit.ts';

/** A named value that the expressions of a mapping may use: made of the delivery and of other names, or given. */
export interface LetName {
  readonly name: string;
  readonly made: { readonly expression: Expression } | { readonly value: Json };
}

/** What all of one delivery's evaluations of a mapping may take together. */
const budget: TimeLimit = { work: 500, clock: 2_000 };

/**
 * Evaluates the expressions of one mapping for one delivery. A named value is evaluated when the first expression
 * that uses it is, once; a name that nothing uses costs nothing. Time is taken only to stop what takes too long.
 */
export function evaluator(payload: unknown, names: readonly LetName[]): Evaluate {
  const values = new Map<string, Promise<Evaluation>>();
  const time = allowance(budget);

  const named = (name: string): Promise<Evaluation> | undefined => {
    const found = names.find((one) => one.name === name);
    const value = values.get(name) ?? (found && make(found));
    if (value !== undefined) values.set(name, value);
    return value;
  };

  const make = async ({ made }: LetName): Promise<Evaluation> =>
    'value' in made ? { ok: true, value: made.value } : evaluate(made.expression);

  const evaluate: Evaluate = async (expression) => {
    const bindings: Record<string, Json> = {};
    for (const name of expression.names) {
      const result = await named(name);
      if (result?.ok === false) return result;
      if (result?.value !== undefined) bindings[name] = result.value;
    }
    if (time.isOver()) return { ok: false, issue: tooSlow(expression) };
    return expression.evaluate(payload, bindings);
  };
  return evaluate;
}

function tooSlow({ source }: Expression): Issue {
  const message = `the mapping took more than ${budget.work} ms before it came to this expression`;
  return {
    code: 'limit-exceeded',
    severity: 'error',
    message,
    place: source.placeAt(0),
    hint: 'make the expressions above it simpler',
  };
}
