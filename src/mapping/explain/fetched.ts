import type { Fetch } from '../run.ts';
import type { FetchedValue } from '../run-fetching.ts';
import type { ExplainedFetch, ExplainedName, Step, StepResult } from './explanation.ts';

/** How a fetched value came about: what leads to it, and what became of it. */
export function fetchedName(
  { name, kind, by }: Pick<Fetch, 'name' | 'kind' | 'by'>,
  leading: Step,
  all: readonly FetchedValue[],
): ExplainedName & { readonly fetched: ExplainedFetch } {
  const { name: _, ...own } = all.find((one) => one.name === name) ?? { name, ...notReached };
  return { name, from: 'fetched', place: leading.place, fetched: { kind, by, leading, ...own } };
}

const notReached = { reason: 'it is not fetched where what is fetched before it is not there' };

/** What the name stands for: where what leads to it fails, it fails too. */
export function resultOfFetch({ leading, value }: ExplainedFetch): StepResult {
  if (value !== undefined) return { status: 'value', value };
  return leading.result.status === 'failed' ? leading.result : { status: 'nothing' };
}
