import type { Mapping, MappingResult } from '../mapping/catalog.ts';
import type { Failure } from '../report/failure.ts';
import type { Issue } from '../report/issue.ts';
import type { Place } from '../report/place.ts';
import type { Call } from '../segment/call.ts';
import { checkBatch } from '../segment/limits.ts';
import { isRegulation } from '../segment/regulation.ts';
import { batchTooLarge, mappingFailed, outOfTime } from './failures.ts';

/** One call of a delivery, with what tells it from the other calls of the same delivery. */
export interface DeliveryCall {
  readonly mapping: string;
  readonly index: number;
  readonly call: Call;
  /** Where the call begins in its mapping file. */
  readonly place?: Place | undefined;
}

/** What the catalog makes of a delivery, before anything is sent. */
export type Mapped =
  | { readonly status: 'mapped'; readonly calls: readonly DeliveryCall[]; readonly reason?: string }
  | { readonly status: 'skipped'; readonly reason: string }
  | { readonly status: 'failed'; readonly failure: Failure };

/** What the mappings of a delivery have come to so far. */
export interface Gathered {
  readonly calls: DeliveryCall[];
  readonly reasons: string[];
}

/** Adds what one mapping came to; gives the failure of the whole delivery where it is one. */
export function gather(
  result: MappingResult,
  { name, file }: Mapping,
  regulates: boolean,
  { calls, reasons }: Gathered,
): Mapped | undefined {
  if (result.status === 'abandoned') return failed(outOfTime);
  if (result.status === 'unfetched') return failed(result.failure);
  if (result.status === 'failed') return failed(mappingFailed(file, result.stage, result.issues));
  if (result.status === 'filtered') {
    reasons.push(result.reason ?? whenIsFalse);
    return undefined;
  }
  for (let index = 0; index < result.calls.length; index++) {
    const call = result.calls[index] as Call;
    if (!regulates && isRegulation(call)) reasons.push(needsPublicApi);
    else calls.push({ mapping: name, index, call, place: result.places[index] });
  }
  return undefined;
}

/** What all of them come to: the calls, why there are none, or that Segment would refuse their size. */
export function together({ calls, reasons }: Gathered): Mapped {
  if (calls.length === 0) return { status: 'skipped', reason: inOneText(reasons) };
  const issues = checkBatch(calls.map(({ call }) => call));
  if (issues.length > 0) return failed(batchTooLarge(issues.map((issue) => placed(issue, calls))));
  // A mapping that did not want the delivery has lost nothing.
  const lacking = reasons.filter((reason) => reason !== whenIsFalse);
  return lacking.length === 0
    ? { status: 'mapped', calls }
    : { status: 'mapped', calls, reason: inOneText(lacking) };
}

export const whenIsFalse = 'filtered: "when" is false';

function inOneText(reasons: readonly string[]): string {
  return [...new Set(reasons)].join('; ');
}

/** Why nobody is deleted or suppressed. */
const needsPublicApi =
  'needs SEGMENT_PUBLIC_API_TOKEN: nobody is deleted or suppressed in Segment where it is not set';

/** An issue of a call, whose pointer begins with the call's index, at the place of that call. */
function placed(issue: Issue, calls: readonly DeliveryCall[]): Issue {
  const place = calls[Number(issue.pointer?.split('/')[1] || 0)]?.place;
  return place === undefined ? issue : { ...issue, place };
}

export function failed(failure: Failure): { readonly status: 'failed'; readonly failure: Failure } {
  return { status: 'failed', failure };
}
