import type { Issue } from '../report/issue.ts';
import { typeName } from '../schema.ts';
import type { Json, Mapping, MappingResult } from './catalog.ts';
import type { Expression } from './expression.ts';
import { type FetchedName, reached } from './fetch.ts';
import type { Fetcher } from './fetcher.ts';
import type { LetName } from './let.ts';
import { evaluator } from './let.ts';
import { readableCopy } from './plain-json.ts';
import { type Program, runner } from './run.ts';

/**
 * Runs a mapping that fetches. What can be decided without it is decided first, so that nothing is fetched for a
 * delivery that is skipped anyway; then each resource is fetched, in the order of the file, while other
 * deliveries have their turn; then the mapping runs with the resources as values. `early` says what needs none of them.
 */
export function fetchingRunner(
  program: Program,
  fetches: readonly FetchedName[],
  isEarly: (expression: Expression) => boolean,
): Mapping['run'] {
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
    let given: readonly LetName[] = [];
    for (const one of fetches) {
      if (!isWanted()) return { status: 'abandoned' };
      const got = await fetchOne(one, { payload, names: [...program.lets, ...given], program, fetcher });
      if ('status' in got) return got;
      if (got.value !== undefined) given = [...given, { name: one.name, made: { value: got.value } }];
    }
    return runner({ ...program, lets: [...given, ...program.lets] })(payload, occurredAt, isWanted);
  };
}

/** Whether an expression can be evaluated before anything is fetched. */
export function earlyBy(
  fetches: readonly FetchedName[],
  madeOf: (name: string) => Expression | undefined,
): (expression: Expression) => boolean {
  const late = new Set(fetches.map(({ name }) => name));
  return (expression) => ![...reached([expression], madeOf)].some((name) => late.has(name));
}

interface Fetching {
  readonly payload: unknown;
  readonly names: readonly LetName[];
  readonly program: Program;
  readonly fetcher: Fetcher;
}

async function fetchOne(
  { kind, by, optional, expression, resource }: FetchedName,
  { payload, names, program, fetcher }: Fetching,
): Promise<{ readonly value: Json | undefined } | MappingResult> {
  const led = await program.inTurn(async () => evaluator(readableCopy(payload), names)(expression));
  if (!led.ok) return { status: 'failed', stage: 'mapping-failed', issues: [led.issue] };
  const wanted = wantedOf(led.value, by);
  if (wanted === 'nothing') return { value: undefined };
  if (wanted === 'wrong')
    return { status: 'failed', stage: 'mapping-failed', issues: [noReference(expression, led.value)] };
  const found = await fetcher({ kind, ...wanted });
  if (found.status === 'failed') return { status: 'unfetched', failure: found.failure };
  if (found.status === 'absent')
    return optional ? { value: undefined } : { status: 'filtered', reason: found.reason };
  const issues = resource.check(found.value);
  if (issues.length > 0) return { status: 'failed', stage: 'fetched-invalid', issues };
  return { value: readableCopy(found.value) as Json };
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
