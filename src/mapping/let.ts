import type { Issue } from '../report/issue.ts';
import type { Place } from '../report/place.ts';
import type { Json } from './catalog.ts';
import { tookLong } from './compiled/compiled.ts';
import type { Engine } from './engine.ts';
import type { Evaluation, Expression } from './expression.ts';
import type { Evaluate } from './fields.ts';
import { type Allowance, allowance, type TimeLimit } from './time-limit.ts';

/** A named value that the expressions of a mapping may use: made of the delivery and of other names, or given. */
export interface LetName {
  readonly name: string;
  readonly made: { readonly expression: Expression } | { readonly value: Json };
  /** Where it is written, where that is no part of the mapping's own file. */
  readonly place?: Place;
}

/** What all of one delivery's evaluations of a mapping may take together. */
const budget: TimeLimit = { work: 500, clock: 2_000 };

type Soon = Evaluation | Promise<Evaluation>;

/**
 * Evaluates the expressions of one mapping for one delivery. A named value is evaluated when the first expression
 * that uses it is, once; a name that nothing uses costs nothing. Time is taken only to stop what takes too long, from
 * the first evaluation on that is long enough to be counted.
 */
export function evaluator(payload: unknown, names: readonly LetName[], engine?: Engine): Evaluate {
  const values = new Map<string, Soon>();
  const needed = neededBy(names);
  let time: Allowance | undefined;

  const evaluationOf = ({ name, made }: LetName): Soon => {
    const before = values.get(name);
    if (before !== undefined) return before;
    const value: Soon = 'value' in made ? { ok: true, value: made.value } : evaluate(made.expression);
    values.set(name, value);
    return value;
  };

  const withNames = (
    expression: Expression,
    used: readonly LetName[],
    given: readonly Evaluation[],
  ): Soon => {
    const bindings: Record<string, Json> = {};
    for (const [index, result] of given.entries()) {
      if (!result.ok) return result;
      const name = used[index]?.name;
      if (name !== undefined && result.value !== undefined) bindings[name] = result.value;
    }
    if (time?.isOver()) return { ok: false, issue: tooSlow(expression) };
    const result = expression.evaluate(payload, bindings, engine);
    if (time === undefined && (result instanceof Promise || tookLong())) time = allowance(budget);
    return result;
  };

  const evaluate: Evaluate = (expression) => {
    const used = needed(expression);
    const given = used.map(evaluationOf);
    return given.some((one) => one instanceof Promise)
      ? Promise.all(given).then((all) => withNames(expression, used, all))
      : withNames(expression, used, given as Evaluation[]);
  };
  return evaluate;
}

type NeededBy = (expression: Expression) => readonly LetName[];

const known = new WeakMap<readonly LetName[], NeededBy>();

/** Tells which of the names an expression uses; the same answer for each delivery. */
function neededBy(names: readonly LetName[]): NeededBy {
  const before = known.get(names);
  if (before !== undefined) return before;
  const byExpression = new Map<Expression, readonly LetName[]>();
  const tell: NeededBy = (expression) => {
    const found =
      byExpression.get(expression) ??
      expression.names.flatMap((name) => names.find((one) => one.name === name) ?? []);
    byExpression.set(expression, found);
    return found;
  };
  known.set(names, tell);
  return tell;
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
