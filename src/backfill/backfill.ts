import { commercetoolsApi } from '../commercetools/lookup/api.ts';
import { commercetools } from '../commercetools/lookup/commercetools.ts';
import { countAfter } from '../commercetools/lookup/pages.ts';
import type { ApiSettings } from '../commercetools/lookup/settings.ts';
import type { Catalog } from '../mapping/catalog.ts';
import { apiSource, isId } from './api-source.ts';
import type { Versions } from './checkpoint.ts';
import { type Backfilled, kindOf, typesOf } from './created-message.ts';
import { unlessCut } from './patiently.ts';
import type { Piece, Source, Stop } from './piece.ts';
import { type Ran, type RunParts, run } from './run.ts';

export interface BackfillParts extends Omit<RunParts, 'commercetools'> {
  readonly api: ApiSettings;
  readonly what: Backfilled;
  /** Query predicates that all must hold. */
  readonly where: readonly string[];
  readonly limit?: number | undefined;
  /** Told how many there are in all, where commercetools says so. */
  readonly onTotal: (total: number) => void;
}

/** Tells Segment of the customers or orders that were there before us, as their messages would have. */
export async function backfill(parts: BackfillParts): Promise<Ran> {
  const { api, what, where, limit, onTotal } = parts;
  const ask = commercetoolsApi(api);
  const selection = { kind: kindOf[what], where };
  const mappings = versionsOf(parts.catalog, what);
  return run({ ...parts, mappings, commercetools: commercetools(api) }, (position, patience) => {
    const after = isId(position?.['id']) ? position['id'] : undefined;
    if (position !== undefined && after === undefined) return stopping(noPlace);
    const pieces = apiSource({ ask, projectKey: api.projectKey, what, selection, patience, after, limit });
    return counted(pieces, async () => {
      const count = () => ask(countAfter(selection, after), () => patience.requestMs);
      const answer = await unlessCut(count, patience.cut);
      const total = answer?.status === 'answered' && 'total' in answer.body ? answer.body.total : undefined;
      if (typeof total === 'number') onTotal(Math.min(total, limit ?? total));
    });
  });
}

/** The mappings that listen to what is read, each with its hash. */
function versionsOf({ mappings }: Catalog, what: Backfilled): Versions {
  const listening = mappings.filter(({ on }) => typesOf[what].some((type) => on.includes(type)));
  return Object.fromEntries(listening.map(({ name, hash }) => [name, hash]));
}

const noPlace: Stop = {
  reason: 'usage',
  detail: 'the checkpoint does not say behind which id to go on: delete it to begin anew',
};

async function* stopping(stop: Stop): AsyncGenerator<Stop> {
  yield stop;
}

/** The total is for the eye alone: what goes wrong with it, the first page will tell. */
async function* counted(pieces: Source, count: () => Promise<void>): AsyncGenerator<Piece | Stop> {
  await count();
  yield* pieces;
}
