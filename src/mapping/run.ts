import type { Issue } from '../report/issue.ts';
import type { Place } from '../report/place.ts';
import { typeName } from '../schema.ts';
import type { CallContract } from './call-contract.ts';
import { callAtOnce } from './call-fields.ts';
import type { Json, MappedCall, Mapping, MappingResult } from './catalog.ts';
import type { Engine } from './expression/engine.ts';
import type { Evaluation, Expression } from './expression/expression.ts';
import type { InTurn } from './expression/turns.ts';
import { type Evaluator, evaluateFields, type Field } from './fields.ts';
import type { Readable } from './language/readable.ts';
import { evaluator as evaluatorOf, type LetName } from './let.ts';
import { after, finished, type Soon } from './work.ts';

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

/** One delivery on its way through a mapping. */
interface Running {
  readonly evaluator: Evaluator;
  /** What went wrong so far. */
  readonly issues: readonly Issue[];
  readonly report: (issue: Issue) => void;
}

interface MadeCall {
  readonly call: MappedCall;
  readonly compiled: CompiledCall;
}

/**
 * Runs a compiled mapping on one delivery: filter, evaluate, keep lists, check. No generator and no promise is made where
 * nothing must wait, as nearly always.
 */
export function runner(program: Program): Mapping['run'] {
  const { lets, calls, inTurn, engine } = program;
  const run = (payload: Readable, occurredAt: string): Soon<MappingResult> => {
    const issues: Issue[] = [];
    // A name of "let:" that fails is met by each field that uses it.
    const report = (issue: Issue) => {
      if (!issues.includes(issue)) issues.push(issue);
    };
    const running = { evaluator: evaluatorOf(payload, lets, engine), issues, report };
    const mapped = (stopped: MappingResult | undefined) =>
      stopped ?? after(callsOf(calls, occurredAt, running), (made) => resultOf(made, running));
    return after(stopOf(program, running), mapped);
  };
  return (payload, occurredAt, isWanted = () => true) =>
    inTurn<MappingResult>(() => (isWanted() ? run(payload, occurredAt) : { status: 'abandoned' }));
}

/** What comes of a delivery of which no call is made: "when" or "needs" is against it. */
function stopOf({ when, needs }: Program, running: Running): Soon<MappingResult | undefined> {
  const { evaluator, issues } = running;
  const unmet = (): Soon<MappingResult | undefined> =>
    after(firstUnmet(needs, running), (need) => {
      if (issues.length > 0) return { status: 'failed', stage: 'mapping-failed', issues };
      return need && { status: 'filtered', reason: need.reason };
    });
  if (when === undefined) return needs.length === 0 ? undefined : unmet();
  return after(evaluator.evaluate(when), (found) => {
    const isWanted = decide(when, found, running);
    if (issues.length > 0) return { status: 'failed', stage: 'mapping-failed', issues };
    return isWanted ? unmet() : { status: 'filtered' };
  });
}

function firstUnmet(needs: readonly Need[], running: Running, at = 0): Soon<Need | undefined> {
  const need = needs[at];
  if (need === undefined) return undefined;
  return after(running.evaluator.evaluate(need.value), (found) => {
    if (!found.ok) running.report(found.issue);
    else if (found.value === undefined) return need;
    return firstUnmet(needs, running, at + 1);
  });
}

function decide(when: Expression, found: Evaluation, { report }: Running): boolean {
  if (!found.ok) report(found.issue);
  else if (typeof found.value === 'boolean') return found.value;
  else {
    const message = `"when" must be true or false; found ${typeName(found.value)}`;
    const hint = 'where a field may be absent, write $default(field, false) = true';
    report({ code: 'when-not-boolean', severity: 'error', message, place: when.source.placeAt(0), hint });
  }
  return false;
}

/** All calls, behind those that are made already. */
function callsOf(
  calls: readonly CompiledCall[],
  occurredAt: string,
  running: Running,
  made: readonly MadeCall[] = [],
): Soon<readonly MadeCall[]> {
  const { evaluator, report } = running;
  const soFar = [...made];
  for (let at = made.length; at < calls.length; at++) {
    const compiled = calls[at] as CompiledCall;
    const { fields } = compiled;
    const given = callAtOnce(fields, evaluator) ?? finished(evaluateFields(fields, evaluator, report));
    if (given instanceof Promise)
      return given.then((parts) =>
        callsOf(calls, occurredAt, running, [...soFar, madeOf(compiled, occurredAt, parts)]),
      );
    soFar.push(madeOf(compiled, occurredAt, given));
  }
  return soFar;
}

function madeOf(
  compiled: CompiledCall,
  occurredAt: string,
  parts: { readonly [part: string]: Json },
): MadeCall {
  const { type, contract } = compiled;
  const call = contract.keepLists({ type, timestamp: occurredAt, ...parts });
  return { call: call as MappedCall, compiled };
}

function resultOf(made: readonly MadeCall[], { issues }: Running): MappingResult {
  if (issues.length > 0) return { status: 'failed', stage: 'mapping-failed', issues };
  const broken: Issue[] = [];
  const [calls, places]: [MappedCall[], Place[]] = [[], []];
  for (const { call, compiled } of made) {
    const { contract, fields, place } = compiled;
    broken.push(...contract.check(call, fields, place));
    calls.push(call);
    places.push(place);
  }
  if (broken.length > 0) return { status: 'failed', stage: 'call-invalid', issues: broken };
  return { status: 'mapped', calls, places };
}
