import { decodeDelivery } from '../../commercetools/decode.ts';
import type { Delivery } from '../../commercetools/delivery.ts';
import { openEnvelope } from '../../commercetools/envelope.ts';
import { lookupFor } from '../../commercetools/lookup/lookup.ts';
import type { Source } from '../../commercetools/lookup/wanted.ts';
import { noHeaders } from '../../commercetools/request-headers.ts';
import type { Catalog, Json, Mapping, SourceFile } from '../../mapping/catalog.ts';
import type { CaseFiles } from '../../node/case-files.ts';
import type { Mapped } from '../../pipeline/mapped.ts';
import { mapDelivery } from '../../pipeline.ts';
import type { Failure, Result } from '../../report/failure.ts';
import type { Issue } from '../../report/issue.ts';
import type { Place } from '../../report/place.ts';
import { compareCalls } from './compare-calls.ts';
import { type Difference, differences } from './difference.ts';
import { type Fetched, fetchedFrom } from './fetched.ts';
import { fieldPlaces } from './field-place.ts';
import { readCaseJson } from './read-json.ts';

/** What is kept of a delivery's way through a mapping: its calls without ids, or why there are none. */
export type Snapshot = Json;

/** A difference and where the mapping says so; its pointer leads into the calls as they are, or to one that is gone. */
export type PlacedDifference = Difference & { readonly place: Place };

/** What became of one case. */
export interface CaseResult {
  readonly mapping: string;
  readonly name: string;
  /** The variant in which it ran; absent where the mappings are as they are. */
  readonly variant?: string;
  readonly passed: boolean;
  /** What the mapping makes of the delivery; absent where the delivery cannot be read. */
  readonly actual?: Snapshot;
  /** What the snapshot says; absent where there is none that can be read. */
  readonly expected?: Snapshot;
  readonly differences: readonly PlacedDifference[];
  /** Why it did not pass, and what went wrong inside the mapping where the snapshot expected something else. */
  readonly issues: readonly Issue[];
}

/** Runs a mapping, and no other, on the delivery of a case and holds the result against the snapshot. */
export async function runCase(
  { mapping, name, delivery, calls, fetched }: CaseFiles,
  {
    tested,
    file,
    catalog,
  }: { readonly tested: Mapping; readonly file: SourceFile; readonly catalog: Catalog },
): Promise<CaseResult> {
  const failed = (issues: readonly Issue[], rest: Partial<CaseResult> = {}): CaseResult => {
    return { mapping, name, passed: false, differences: [], issues, ...rest };
  };
  if (delivery === undefined) return failed([]);
  const body = readCaseJson(delivery);
  if (!body.ok) return failed([body.issue]);
  const given = fetched && fetchedFrom(fetched);
  const mapped = await mapBody(body.value, { ...catalog, mappings: [tested] }, given?.source);
  // Before the author has said what commercetools has, nothing can be held against the snapshot.
  if (given !== undefined && given.issues.length > 0) return failed(given.issues);
  const actual = snapshotOf(mapped);
  if (calls === undefined) return failed([snapshotMissing(delivery.path)], { actual });
  const expected = readCaseJson(calls);
  if (!expected.ok) return failed([expected.issue], { actual });
  const placeOf = fieldPlaces(file);
  const found = snapshotDifferences(expected.value as Json, actual).map((one) => {
    return { ...one, place: placeOf(one.pointer) };
  });
  if (found.length === 0)
    return { mapping, name, passed: true, actual, expected: actual, differences: [], issues: [] };
  const why = mapped.status === 'failed' ? (mapped.failure.issues ?? []) : [];
  return failed(why, { actual, expected: expected.value as Json, differences: found });
}

/** What differs; calls are held against those that they most likely were. */
function snapshotDifferences(expected: Snapshot, actual: Snapshot): readonly Difference[] {
  if (!isList(expected) || !isList(actual)) return differences(expected, actual);
  return compareCalls(expected, actual).flatMap((change): readonly Difference[] => {
    const pointer = `/${change.index}`;
    if (change.kind !== 'changed')
      return [{ pointer, [change.kind === 'appeared' ? 'after' : 'before']: change.call }];
    return change.fields.map((field) => ({ ...field, pointer: pointer + field.pointer }));
  });
}

function isList(value: Snapshot): value is readonly Json[] {
  return Array.isArray(value);
}

/**
 * From a parsed body, also one in a queue's wrapper, to what the catalog makes of it; sends nothing. Without a source,
 * as in a deployment without credentials of commercetools.
 */
export async function mapBody(body: unknown, catalog: Catalog, source?: Source): Promise<Mapped> {
  const decoded = deliveryOf(body);
  if (!decoded.ok) return { status: 'failed', failure: decoded.failure };
  return mapFetching(decoded.value, catalog, source);
}

/**
 * What the catalog makes of the parsed body of a sample, with what is fetched for it; it fails where the file does not
 * hold something that is asked for, or is none.
 */
export async function mapSample(body: unknown, catalog: Catalog, fetched?: SourceFile): Promise<Mapped> {
  const given = fetched && fetchedFrom(fetched);
  const mapped = await mapBody(body, catalog, given?.source);
  return given === undefined || given.issues.length === 0
    ? mapped
    : { status: 'failed', failure: unsaid(given) };
}

function unsaid({ issues }: Fetched): Failure {
  return {
    code: 'fetched-invalid',
    detail: 'the sample does not say what is fetched for it',
    retryable: false,
    issues,
  };
}

/** What the catalog makes of a delivery, with what it fetches from a source. */
export async function mapFetching(delivery: Delivery, catalog: Catalog, source?: Source): Promise<Mapped> {
  const lookup = source && lookupFor(delivery, { source, timeLeft: () => Number.POSITIVE_INFINITY });
  return mapDelivery(delivery, catalog, { lookup });
}

/** The one delivery of a parsed body, also of one in a queue's wrapper. */
export function deliveryOf(body: unknown): Result<Delivery> {
  const [content, another] = openEnvelope(body, noHeaders).contents;
  if (content?.kind === 'unknown' && another === undefined) return { ok: false, failure: content.failure };
  if (content?.kind !== 'notification' || another !== undefined)
    return { ok: false, failure: notOneDelivery };
  return decodeDelivery(content.notification);
}

const notOneDelivery: Failure = {
  code: 'not-a-delivery',
  detail:
    'a case holds one delivery; this file holds several, or what a queue says when a subscription is made',
  retryable: false,
};

/** What a snapshot keeps: nothing that depends on who sends it. */
export function snapshotOf(mapped: Mapped): Snapshot {
  if (mapped.status === 'failed') return { failed: mapped.failure.code };
  if (mapped.status === 'skipped') return { skipped: mapped.reason };
  return mapped.calls.map(({ call }) => {
    // Last, so that what a person reads comes first and a new snapshot differs from an old one in what changed only.
    const { timestamp, ...parts } = call;
    return { ...parts, timestamp } as unknown as Json;
  });
}

function snapshotMissing(file: string): Issue {
  return {
    code: 'snapshot-missing',
    severity: 'error',
    message: 'the case has no snapshot of its calls',
    place: { file, line: 1, column: 1 },
    hint: 'run: npm run mapper -- test --update, then read what it wrote',
  };
}
