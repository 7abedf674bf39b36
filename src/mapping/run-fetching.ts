import type { Issue } from '../report/issue.ts';
import { typeName } from '../schema.ts';
import type { Json, Mapping, MappingResult } from './catalog.ts';
import type { Expression } from './expression/expression.ts';
import type { Fetcher } from './fetcher.ts';
import { type Readable, readable } from './language/readable.ts';
import { reached } from './language/used-names.ts';
import type { LetName } from './let.ts';
import { evaluator } from './let.ts';
import { type Fetch, type Program, runner } from './run.ts';

/**
 * Runs a mapping that fetches. What can be decided without it is decided first, so that nothing is fetched for a
 * delivery that is skipped anyway; then each resource is fetched, in the order of the file, while other
 * deliveries have their turn; then the mapping runs with the resources as values. One that fetches nothing runs at once.
 */
export function fetchingRunner(program: Program): Mapping['run'] {
  const { fetches = [] } = program;
  const isEarly = earlyIn(program);
  if (fetches.length === 0) return runner(program);
  const { when, ...rest } = program;
  const first = runner({
    ...rest,
    ...(when !== undefined && isEarly(when) ? { when } : {}),
    needs: program.needs.filter(({ value }) => isEarly(value)),
    calls: [],
  });
  return async (payload, occurredAt, isWanted = () => true, fetcher = nobody) => {
    const admitted = await first(payload, occurredAt, isWanted);
    if (admitted.status !== 'mapped') return admitted;
    const { fetched, stopped } = await fetchAll(program, payload, { isWanted, fetcher });
    if (stopped !== undefined) return stopped;
    const lets = [...givenBy(fetched), ...program.lets];
    return runner({ ...program, lets })(payload, occurredAt, isWanted);
  };
}

/** What became of one thing that a mapping fetches. */
export interface FetchedValue {
  readonly name: string;
  readonly value?: Json;
  /** Why there is none, where something leads to it. */
  readonly reason?: string;
}

/**
 * Fetches all that a mapping fetches, in the order of the file, up to one without which it cannot go on; `stopped` is what
 * comes of the delivery then.
 */
export async function fetchAll(
  program: Program,
  payload: Readable,
  {
    isWanted = () => true,
    fetcher = nobody,
  }: { readonly isWanted?: () => boolean; readonly fetcher?: Fetcher | undefined },
): Promise<{ readonly fetched: readonly FetchedValue[]; readonly stopped?: MappingResult }> {
  let fetched: readonly FetchedValue[] = [];
  for (const one of program.fetches ?? []) {
    if (!isWanted()) return { fetched, stopped: { status: 'abandoned' } };
    const names = [...program.lets, ...givenBy(fetched)];
    const { stopped, ...got } = await fetchOne(one, { payload, names, program, fetcher });
    fetched = [...fetched, { name: one.name, ...got }];
    if (stopped !== undefined) return { fetched, stopped };
  }
  return { fetched };
}

/** As values that expressions may use. */
export function givenBy(fetched: readonly FetchedValue[]): readonly LetName[] {
  return fetched.flatMap(({ name, value }) => (value === undefined ? [] : [{ name, made: { value } }]));
}

/** Whether an expression can be evaluated before anything is fetched. */
function earlyIn({ fetches = [], lets }: Program): (expression: Expression) => boolean {
  const late = new Set(fetches.map(({ name }) => name));
  const madeOf = (name: string) => {
    const made = lets.find((one) => one.name === name)?.made;
    return made !== undefined && 'expression' in made ? made.expression : undefined;
  };
  return (expression) => ![...reached([expression], madeOf)].some((name) => late.has(name));
}

interface Fetching {
  readonly payload: Readable;
  readonly names: readonly LetName[];
  readonly program: Program;
  readonly fetcher: Fetcher;
}

async function fetchOne(
  { kind, by, optional, expression, check }: Fetch,
  { payload, names, program, fetcher }: Fetching,
): Promise<Omit<FetchedValue, 'name'> & { readonly stopped?: MappingResult }> {
  const failed = (issues: readonly Issue[]) =>
    ({ stopped: { status: 'failed', stage: 'mapping-failed', issues } }) as const;
  const led = await program.inTurn(() => evaluator(payload, names, program.engine).evaluate(expression));
  if (!led.ok) return failed([led.issue]);
  const wanted = wantedOf(led.value, by);
  if (wanted === 'nothing') return {};
  if (wanted === 'wrong') return failed([noReference(expression, led.value)]);
  const found = await fetcher({ kind, ...wanted });
  if (found.status === 'failed')
    return { reason: found.failure.detail, stopped: { status: 'unfetched', failure: found.failure } };
  if (found.status === 'absent') {
    const { reason } = found;
    return { reason, ...(optional ? {} : { stopped: { status: 'filtered', reason } as const }) };
  }
  const issues = check(found.value);
  if (issues.length > 0)
    return {
      reason: 'what was fetched does not fit its schema',
      stopped: { status: 'failed', stage: 'fetched-invalid', issues },
    };
  return { value: readable(found.value) as unknown as Json };
}

/** An id, a key, or a reference that has one of the two. Empty text counts as none. */
function wantedOf(
  value: Json | undefined,
  by: string,
): { readonly by: string; readonly value: string } | 'nothing' | 'wrong' {
  if (value === undefined || value === null || value === '') return 'nothing';
  if (typeof value === 'string') return { by, value };
  if (typeof value !== 'object' || Array.isArray(value) || by !== 'id') return 'wrong';
  const { id, key } = value as { readonly [name: string]: Json };
  if (typeof id === 'string' && id !== '') return { by: 'id', value: id };
  return typeof key === 'string' && key !== '' ? { by: 'key', value: key } : 'wrong';
}

function noReference({ source }: Expression, value: Json | undefined): Issue {
  return {
    code: 'expression-failed',
    severity: 'error',
    message: `what is fetched must be said by an id or a reference; found ${typeName(value)}`,
    place: source.placeAt(0),
    hint: 'give the text of an id, an object with "id" or "key", or nothing',
  };
}

/** For whoever runs a mapping and fetches nothing. */
const nobody: Fetcher = async ({ kind }) => ({
  status: 'absent',
  reason: `nothing fetches the ${kind.replaceAll('-', ' ')} here`,
});
