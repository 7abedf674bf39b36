import { commercetools } from '../commercetools/lookup/commercetools.ts';
import type { ApiSettings } from '../commercetools/lookup/settings.ts';
import { linesSource } from './lines-source.ts';
import { refetched } from './refetched.ts';
import { type Ran, type RunParts, run } from './run.ts';

export interface ReplayParts extends Omit<RunParts, 'commercetools'> {
  readonly api?: ApiSettings | undefined;
  readonly lines: AsyncIterable<string>;
  readonly limit?: number | undefined;
}

/** Takes deliveries from lines of JSON as the webhook would take them from a queue; those that our log names it fetches. */
export async function replay(parts: ReplayParts): Promise<Ran> {
  const { api, lines, limit } = parts;
  const own = { ...parts, commercetools: api && commercetools(api), canGrow: true };
  const from = api && own.commercetools && { ...own.commercetools, projectKey: api.projectKey };
  return run(own, (after, patience) => refetched(linesSource({ lines, after, limit }), { from, patience }));
}
