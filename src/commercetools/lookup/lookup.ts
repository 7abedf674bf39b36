import { cleanPayload, secretFields } from '../clean.ts';
import type { Delivery } from '../delivery.ts';
import { type Fields, isRecord } from '../fields.ts';
import { ofAnotherProject, outOfBounds, unavailable } from './lookup-failures.ts';
import type { ResourceCache } from './resource-cache.ts';
import { type Found, nameOf, type Source, type Wanted } from './wanted.ts';

/** Fetches what one delivery lacks. The same thing asked for twice is fetched once, also while it is under way. */
export type Lookup = (wanted: Wanted) => Promise<Found>;

export interface LookupParts {
  readonly source: Source;
  /** Of the one project that the source knows; absent where it has all that is asked for, as in a test. */
  readonly projectKey?: string;
  readonly timeLeft: () => number;
  readonly cache?: ResourceCache;
}

/**
 * What a delivery's mappings may fetch, without nulls and secrets. Where the delivery says the version of a resource,
 * an older one is asked for again, once, and is then as good as none: what is told of it would be out of date. Only such
 * an answer may be kept for other deliveries, and it has a version itself; of all else nobody knows how long it holds.
 * Another project has nothing by this id, and somebody else's by this key: for its deliveries nothing is asked.
 */
export function lookupFor(delivery: Delivery, { source, projectKey, timeLeft, cache }: LookupParts): Lookup {
  const asked = new Map<string, Promise<Found>>();
  const { projectKey: ofDelivery = projectKey } = delivery.payload;
  const isForeign = projectKey !== undefined && ofDelivery !== projectKey;
  const fetchOne = async (wanted: Wanted): Promise<Found> => {
    if (isForeign) return { status: 'failed', failure: ofAnotherProject(wanted) };
    const least = leastVersion(delivery, wanted);
    const kept = least === undefined ? undefined : cache?.get(nameOf(wanted), least);
    if (kept !== undefined) return { status: 'found', value: kept };
    const found = await fresh(wanted, least, { source, timeLeft });
    if (found.status !== 'found') return found;
    const value = cleanPayload(found.value, secretFields('', wanted.kind));
    if (!isRecord(value)) return { status: 'failed', failure: outOfBounds(wanted) };
    if (least !== undefined && typeof value['version'] === 'number') cache?.set(nameOf(wanted), least, value);
    return { status: 'found', value };
  };
  return (wanted) => {
    const name = nameOf(wanted);
    const found = asked.get(name) ?? fetchOne(wanted);
    asked.set(name, found);
    return found;
  };
}

async function fresh(
  wanted: Wanted,
  least: number | undefined,
  { source, timeLeft }: LookupParts,
): Promise<Found> {
  const first = await source(wanted, timeLeft);
  if (first.status !== 'found' || !isOlder(first.value, least)) return first;
  const second = await source(wanted, timeLeft);
  return second.status === 'found' && isOlder(second.value, least) ? stale(wanted) : second;
}

function isOlder({ version }: Fields, least: number | undefined): boolean {
  return least !== undefined && typeof version === 'number' && version < least;
}

/** The version that the delivery says its own resource has. */
function leastVersion({ payload }: Delivery, { kind, by, value }: Wanted): number | undefined {
  const { resource, resourceVersion, version, notificationType } = payload;
  const isOwn = isRecord(resource) && resource['typeId'] === kind && by === 'id' && resource['id'] === value;
  // The `version` of a message is its own, and always 1.
  const said = notificationType === 'Message' ? resourceVersion : version;
  return isOwn && Number.isSafeInteger(said) ? Number(said) : undefined;
}

function stale(wanted: Wanted): Found {
  return { status: 'failed', failure: unavailable(wanted, { status: 200, cause: 'stale', attempts: 2 }) };
}
