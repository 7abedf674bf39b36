import type { Json } from '../catalog.ts';
import type { Expression } from '../expression/expression.ts';
import type { Fetcher } from '../fetcher.ts';
import { evaluateFields } from '../fields.ts';
import { readable, readableCopy } from '../language/readable.ts';
import { evaluator, type LetName } from '../let.ts';
import type { CompiledCall, Program } from '../run.ts';
import { type FetchedValue, fetchAll, givenBy } from '../run-fetching.ts';
import { finished } from '../work.ts';
import type { ExplainedCall, ExplainedField, ExplainedName, Explanation, Step } from './explanation.ts';
import { fetchedName, resultOfFetch } from './fetched.ts';
import { explainFields } from './fields.ts';
import { claim, type Scope, writtenOf } from './scope.ts';
import { explainClaim } from './step.ts';

/** Explains an expression of a mapping for one delivery. */
export type ExplainExpression = (expression: Expression) => Promise<Step>;

/**
 * How a mapping comes from one delivery to each field of its calls. Evaluates the expressions and their parts as the
 * mapping does, sends nothing and never throws for what is wrong in a mapping: a step says that it failed. What the mapping
 * fetches comes from the fetcher, also where a condition keeps the mapping from asking for it.
 */
export async function explainMapping(
  program: Program,
  payload: unknown,
  occurredAt: string,
  fetcher?: Fetcher,
): Promise<Explanation> {
  const input = readableCopy(payload);
  const { fetched } = await fetchAll(program, readable(payload), { fetcher });
  const { explain, names } = explaining(input, program, fetched);
  const lets = [...givenBy(fetched), ...program.lets];
  const when = program.when && (await explain(program.when));
  const needs: Explanation['needs'][number][] = [];
  for (const { value, reason } of program.needs)
    needs.push({ name: value.source.text.slice(1), reason, step: await explain(value) });
  const calls: ExplainedCall[] = [];
  for (const call of program.calls)
    calls.push(await explainCall(call, await callOf(call, input, lets, occurredAt), explain));
  return { ...(when === undefined ? {} : { when }), needs, calls, names: Object.fromEntries(names) };
}

function explaining(input: unknown, { lets, fetches = [] }: Program, fetched: readonly FetchedValue[]) {
  const names = new Map<string, ExplainedName>();
  const named: Scope['named'] = async (name) => {
    const fetch = fetches.find((one) => one.name === name);
    if (fetch !== undefined) {
      const leading = names.get(name)?.fetched?.leading ?? (await explain(fetch.expression));
      const explained = fetchedName(fetch, leading, fetched);
      names.set(name, explained);
      return resultOfFetch(explained.fetched);
    }
    const found = lets.find((one) => one.name === name);
    if (found === undefined) return undefined;
    const { made } = found;
    const known = names.get(name);
    if ('value' in made) {
      names.set(name, { name, from: 'table', ...placeOf(found) });
      return { status: 'value', value: made.value };
    }
    const step = known?.step ?? (await explain(made.expression));
    // A shared value has the place of its name; one of the mapping has that of its expression.
    const from = found.place === undefined ? 'let' : 'shared';
    names.set(name, { name, from, place: step.place, step });
    return step.result;
  };
  const explain: ExplainExpression = async (expression) => {
    const { source, ast } = expression;
    const written = writtenOf(expression);
    const scope: Scope = { written, input, nested: false, locals: new Map(), named };
    const whole = { start: 0, end: source.text.trimEnd().length };
    const claimed = await claim(whole, scope);
    if (claimed === undefined) throw new Error(`${source.text} was compiled before`);
    return explainClaim(ast, scope, claimed);
  };
  return { explain, names };
}

function placeOf({ place }: LetName): Pick<ExplainedName, 'place'> {
  return place === undefined ? {} : { place };
}

/** The call as the mapping makes it, but unchecked. */
async function callOf(
  { type, fields, contract }: CompiledCall,
  input: unknown,
  lets: readonly LetName[],
  occurredAt: string,
): Promise<{ readonly [part: string]: Json }> {
  const given = await finished(evaluateFields(fields, evaluator(input, lets), () => undefined));
  return contract.keepLists({ type, timestamp: occurredAt, ...given });
}

async function explainCall(
  { type, fields, place }: CompiledCall,
  call: { readonly [part: string]: Json },
  explain: ExplainExpression,
): Promise<ExplainedCall> {
  const { event, timestamp = null } = call;
  const own = await explainFields(fields, call, explain);
  const added: ExplainedField = {
    path: ['timestamp'],
    place,
    optional: false,
    expression: '',
    value: timestamp,
    added: true,
  };
  return {
    type,
    ...(typeof event === 'string' ? { event } : {}),
    place,
    fields: fields.some(({ name }) => name === 'timestamp') ? own : [...own, added],
  };
}
