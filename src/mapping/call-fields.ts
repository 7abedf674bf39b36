import type { Issue } from '../report/issue.ts';
import type { Json } from './catalog.ts';
import { builderOf, type Part } from './compiled/builder.ts';
import type { Expression } from './expression.ts';
import { type Evaluate, evaluateFields, type Field, type FieldValue, type Work } from './fields.ts';

type Made = { readonly [name: string]: Json };

/**
 * What `evaluateFields` yields. Mostly every expression has its value at once and nothing is missing: then the values are
 * put together by a function that was made for these fields. Whatever else there is to say is said in the general way, which
 * begins where this one ended.
 */
export function* evaluateCall(
  fields: readonly Field[],
  evaluate: Evaluate,
  report: (issue: Issue) => void,
): Work<Made> {
  const { expressions, build } = planOf(fields);
  const values = evaluate.atOnce(expressions);
  const made = values.length === expressions.length ? build(values) : undefined;
  if (made !== undefined) return made as Made;
  let next = 0;
  const known = (expression: Expression) =>
    next < values.length ? { ok: true as const, value: values[next++] } : evaluate(expression);
  return yield* evaluateFields(fields, Object.assign(known, { atOnce: evaluate.atOnce }), report);
}

interface Plan {
  /** In the order in which they are evaluated. */
  readonly expressions: readonly Expression[];
  /** Nothing where a value is missing that must be there. */
  readonly build: (values: readonly unknown[]) => unknown;
}

const plans = new WeakMap<readonly Field[], Plan>();

function planOf(fields: readonly Field[]): Plan {
  const before = plans.get(fields);
  if (before !== undefined) return before;
  const expressions: Expression[] = [];
  const part = (value: FieldValue, optional: boolean): Part => {
    if (value.kind === 'constant') return { constant: value.value };
    if (value.kind === 'expression') return { value: expressions.push(value.expression) - 1, optional };
    if (value.kind === 'map') return { fields: value.fields.map(partOf), optional };
    return { items: value.items.map((item) => part(item, optional)), optional };
  };
  const partOf = ({ name, optional, value }: Field) => ({ name, part: part(value, optional) });
  const build = builderOf(fields.map(partOf));
  const plan = { expressions, build };
  plans.set(fields, plan);
  return plan;
}
