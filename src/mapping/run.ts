import type { Issue } from '../report/issue.ts';
import type { Place } from '../report/place.ts';
import { typeName } from '../schema.ts';
import type { CallContract } from './call-contract.ts';
import { callAtOnce } from './call-fields.ts';
import type { MappedCall, Mapping, MappingResult } from './catalog.ts';
import type { Engine } from './engine.ts';
import type { Expression } from './expression.ts';
import { type Evaluate, evaluateFields, type Field, type Work } from './fields.ts';
import { evaluator, type LetName } from './let.ts';
import type { Readable } from './readable.ts';
import type { InTurn } from './turns.ts';
import { finished } from './work.ts';

/** One call of a mapping, with what is known of it only before it runs in `Contract`. */
export interface CompiledCall<Contract extends CallContract = CallContract> {
  readonly type: string;
  readonly place: Place;
  readonly fields: readonly Field[];
  readonly contract: Contract;
}

/** What must be there for the calls to be made, and what is said where it is not. */
export interface Need {
  /** The named value alone. */
  readonly value: Expression;
  readonly reason: string;
}

/** What a mapping fetches before it runs, in the order in which each is made of those above it. */
export interface Fetch {
  readonly name: string;
  readonly kind: string;
  readonly by: string;
  /** Whether the mapping goes on where there is no such thing, or nothing that fetches it. */
  readonly optional: boolean;
  /** Gives an id or a reference; where it gives nothing, nothing is fetched and the name has no value. */
  readonly expression: Expression;
  /** What is wrong with a resource by its schema. */
  readonly check: (resource: unknown) => readonly Issue[];
}

export interface Program<Contract extends CallContract = CallContract> {
  readonly when?: Expression;
  readonly needs: readonly Need[];
  readonly lets: readonly LetName[];
  readonly calls: readonly CompiledCall<Contract>[];
  readonly fetches?: readonly Fetch[];
  readonly inTurn: InTurn;
  readonly engine?: Engine | undefined;
}

/** Runs a compiled mapping on one delivery: filter, evaluate, keep lists, check. */
export function runner({ when, needs, lets, calls, inTurn, engine }: Program): Mapping['run'] {
  const run = function* (payload: Readable, occurredAt: string): Work<MappingResult> {
    const issues: Issue[] = [];
    // A name of "let:" that fails is met by each field that uses it.
    const report = (issue: Issue) => {
      if (!issues.includes(issue)) issues.push(issue);
    };
    const evaluate = evaluator(payload, lets, engine);
    const wanted = when === undefined || (yield* decide(when, evaluate, report));
    if (issues.length > 0) return { status: 'failed', stage: 'mapping-failed', issues };
    if (!wanted) return { status: 'filtered' };
    const unmet = needs.length === 0 ? undefined : yield* firstUnmet(needs, evaluate, report);
    if (issues.length > 0) return { status: 'failed', stage: 'mapping-failed', issues };
    if (unmet !== undefined) return { status: 'filtered', reason: unmet.reason };

    const mapped: { readonly call: MappedCall; readonly compiled: CompiledCall }[] = [];
    for (const compiled of calls) {
      const fields =
        callAtOnce(compiled.fields, evaluate) ?? (yield* evaluateFields(compiled.fields, evaluate, report));
      const call = compiled.contract.keepLists({ type: compiled.type, timestamp: occurredAt, ...fields });
      mapped.push({ call: call as MappedCall, compiled });
    }
    if (issues.length > 0) return { status: 'failed', stage: 'mapping-failed', issues };
    const broken: Issue[] = [];
    for (const { call, compiled } of mapped)
      broken.push(...compiled.contract.check(call, compiled.fields, compiled.place));
    if (broken.length > 0) return { status: 'failed', stage: 'call-invalid', issues: broken };
    return {
      status: 'mapped',
      calls: mapped.map(({ call }) => call),
      places: mapped.map(({ compiled }) => compiled.place),
    };
  };
  return (payload, occurredAt, isWanted = () => true) =>
    inTurn<MappingResult>(() => (isWanted() ? finished(run(payload, occurredAt)) : { status: 'abandoned' }));
}

function* firstUnmet(
  needs: readonly Need[],
  evaluate: Evaluate,
  report: (issue: Issue) => void,
): Work<Need | undefined> {
  for (const need of needs) {
    const found = evaluate(need.value);
    const result = found instanceof Promise ? yield found : found;
    if (!result.ok) report(result.issue);
    else if (result.value === undefined) return need;
  }
  return undefined;
}

function* decide(when: Expression, evaluate: Evaluate, report: (issue: Issue) => void): Work<boolean> {
  const found = evaluate(when);
  const result = found instanceof Promise ? yield found : found;
  if (!result.ok) report(result.issue);
  else if (typeof result.value === 'boolean') return result.value;
  else {
    const message = `"when" must be true or false; found ${typeName(result.value)}`;
    const hint = 'where a field may be absent, write $default(field, false) = true';
    report({ code: 'when-not-boolean', severity: 'error', message, place: when.source.placeAt(0), hint });
  }
  return false;
}
