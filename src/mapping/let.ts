import type { Issue } from '../report/issue.ts';
import type { Place } from '../report/place.ts';
import type { Json } from './catalog.ts';
import {
  begunLast,
  left,
  type NoValue,
  noNames,
  timeOfAll,
  timeOver,
  tookLong,
} from './compiled/compiled.ts';
import { type Engine, onlyCompiled } from './expression/engine.ts';
import type { Evaluation, Expression } from './expression/expression.ts';
import type { Evaluator, Together } from './fields.ts';
import { mappingLimit } from './language/limits.ts';
import { type Allowance, allowance } from './language/time-limit.ts';
import { remembered } from './remembered.ts';
import type { Soon } from './work.ts';

/** A named value that the expressions of a mapping may use: made of the delivery and of other names, or given. */
export interface LetName {
  readonly name: string;
  readonly made: { readonly expression: Expression } | { readonly value: Json };
  /** Where it is written, where that is no part of the mapping's own file. */
  readonly place?: Place;
}

/** The evaluation of the expressions of one mapping for one delivery, under way. */
interface Evaluating {
  readonly payload: unknown;
  readonly needed: NeededBy;
  readonly engine: Engine;
  /** What names came to so far. */
  values: Map<string, Soon<Evaluation>> | undefined;
  time: Allowance | undefined;
  /** An expression that was evaluated already, and came to no value. */
  open: { readonly expression: Expression; readonly found: NoValue } | undefined;
}

/**
 * Evaluates the expressions of one mapping for one delivery. A named value is evaluated when the first expression
 * that uses it is, once; a name that nothing uses costs nothing. Time is taken only to stop what takes too long, from
 * the first evaluation on that is long enough to be counted.
 */
export function evaluator(payload: unknown, names: readonly LetName[], engine = onlyCompiled): Evaluator {
  const under: Evaluating = {
    payload,
    needed: neededBy(names),
    engine,
    values: undefined,
    time: undefined,
    open: undefined,
  };
  return {
    evaluate: (expression) => evaluate(under, expression),
    atOnce: (together) => evaluateTogether(under, together),
  };
}

function evaluate(under: Evaluating, expression: Expression): Soon<Evaluation> {
  const used = under.needed(expression);
  if (used.length === 0) return withNames(under, expression, used, []);
  const given = used.map((name) => valueOfName(under, name));
  return given.some((one) => one instanceof Promise)
    ? Promise.all(given).then((all) => withNames(under, expression, used, all))
    : withNames(under, expression, used, given as Evaluation[]);
}

function valueOfName(under: Evaluating, { name, made }: LetName): Soon<Evaluation> {
  const before = under.values?.get(name);
  if (before !== undefined) return before;
  const value: Soon<Evaluation> =
    'value' in made ? { ok: true, value: made.value } : evaluate(under, made.expression);
  under.values ??= new Map();
  under.values.set(name, value);
  return value;
}

function withNames(
  under: Evaluating,
  expression: Expression,
  used: readonly LetName[],
  given: readonly Evaluation[],
): Soon<Evaluation> {
  const { payload, engine, time, open } = under;
  const bindings = bound(used, given);
  if (!bindings.ok) return bindings;
  if (time?.isOver()) return { ok: false, issue: tooSlow(expression) };
  const found = open?.expression === expression ? open.found : undefined;
  const result = expression.evaluate(payload, bindings.names, engine, found);
  if (under.time === undefined && (result instanceof Promise || tookLong()))
    under.time = allowance(mappingLimit);
  return result;
}

function evaluateTogether(under: Evaluating, { expressions, compiled }: Together): Json | undefined {
  const { payload, needed, engine, time } = under;
  const made = engine.name === 'compiled' && time === undefined ? compiled() : undefined;
  const given = made === undefined ? undefined : namesOf(under, needed.byAll(expressions));
  if (made === undefined || given === undefined) return undefined;
  const found = made.evaluate(payload, given);
  if (found === left || found === timeOver) {
    const last = expressions[begunLast()];
    if (found === timeOver && last !== undefined) under.open = { expression: last, found };
    return undefined;
  }
  if (under.time === undefined && tookLong()) under.time = timeOfAll() ?? allowance(mappingLimit);
  return found;
}

/** The values of names; nothing where one cannot be had at once. */
function namesOf(under: Evaluating, used: readonly LetName[]): Readonly<Record<string, unknown>> | undefined {
  if (used.length === 0) return noNames;
  const given = used.map((name) => valueOfName(under, name));
  if (given.some((one) => one instanceof Promise)) return undefined;
  const bindings = bound(used, given as Evaluation[]);
  return bindings.ok ? bindings.names : undefined;
}

type Bound =
  | { readonly ok: true; readonly names: Readonly<Record<string, Json>> }
  | Extract<Evaluation, { ok: false }>;

/** The values of names, as far as there are any; or why one could not be had. */
function bound(used: readonly LetName[], given: readonly Evaluation[]): Bound {
  const names: Record<string, Json> = {};
  for (const [index, result] of given.entries()) {
    if (!result.ok) return result;
    const name = used[index]?.name;
    if (name !== undefined && result.value !== undefined) names[name] = result.value;
  }
  return { ok: true, names };
}

/** Tells which of the names an expression uses; the same answer for each delivery. */
interface NeededBy {
  (expression: Expression): readonly LetName[];
  /** The same of several together. */
  readonly byAll: (expressions: readonly Expression[]) => readonly LetName[];
}

const known = new WeakMap<readonly LetName[], NeededBy>();

function neededBy(names: readonly LetName[]): NeededBy {
  const before = known.get(names);
  if (before !== undefined) return before;
  const needed = remembered((expression: Expression): readonly LetName[] =>
    expression.names.flatMap((name) => names.find((one) => one.name === name) ?? []),
  );
  const tell = Object.assign(needed, {
    byAll: remembered((expressions: readonly Expression[]) => [...new Set(expressions.flatMap(needed))]),
  });
  known.set(names, tell);
  return tell;
}

function tooSlow({ source }: Expression): Issue {
  const message = `the mapping took more than ${mappingLimit.work} ms before it came to this expression`;
  return {
    code: 'limit-exceeded',
    severity: 'error',
    message,
    place: source.placeAt(0),
    hint: 'make the expressions above it simpler',
  };
}
