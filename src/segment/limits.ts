import type { Issue } from '../report/issue.ts';
import type { Call } from './call.ts';
import { jsonBytes, largestPart, mostJsonBytes } from './json-size.ts';

const kilobyte = 1024;

/**
 * Limits of Segment's HTTP API (https://segment.com/docs/connections/sources/catalog/libraries/server/http-api/):
 * 32 KB a call, 500 KB and 2,500 calls a request; 480 KB is where the SDK would begin a second request, and a batch
 * is one request. One call that is too large makes Segment refuse all calls of the request. The SDK's own check
 * counts wrongly (segmentio/analytics-next#1390), so the bytes are counted here.
 */
const callLimit = 32 * kilobyte;
const batchLimit = 480 * kilobyte;
const batchCallsLimit = 2_500;

/** Room for what the SDK writes into each call: context.library, _metadata, integrations, messageId; about 230 bytes. */
const roomForSdk = kilobyte / 2;

/** Bytes of a call in a request, with what the SDK adds; rather too many than too few. */
export function wireBytes(call: Call): number {
  return jsonBytes(call) + roomForSdk;
}

/** What Segment would refuse for its size, before anything is sent. `pointer` is the index of the call, or '' for the batch. */
export function checkBatch(calls: readonly Call[]): readonly Issue[] {
  if (isSurelySmall(calls)) return [];
  const sizes = calls.map(wireBytes);
  const issues = calls.flatMap((call, index) => checkCall(call, sizes[index] ?? 0, index));
  return [...issues, ...checkCount(calls.length), ...checkTotal(sizes)];
}

/** Nearly always: then the calls need not be written out for this. */
function isSurelySmall(calls: readonly Call[]): boolean {
  let all = 0;
  for (const call of calls) {
    const most = mostJsonBytes(call) + roomForSdk;
    all += most;
    if (most > callLimit) return false;
  }
  // More than 2,500 calls are more than that by the room for the SDK alone.
  return all <= batchLimit;
}

function checkCall(call: Call, bytes: number, index: number): Issue[] {
  if (bytes <= callLimit) return [];
  const largest = largestPart(call);
  const items = largest?.items === undefined ? '' : ` in ${largest.items} items`;
  return [
    tooLarge(
      `/${index}`,
      `this ${call.type} call is ${inKilobytes(bytes)} as it is sent (${bytes} bytes); Segment takes at most 32 KB (${callLimit} bytes)`,
      largest === undefined
        ? 'map fewer fields'
        : `its largest part is ${bounded(largest.name)} with ${inKilobytes(largest.bytes)}${items}: leave it out, shorten it, or map only the fields that are needed of it`,
    ),
  ];
}

function checkCount(count: number): Issue[] {
  if (count <= batchCallsLimit) return [];
  const message = `this delivery makes ${count} calls; Segment takes at most ${batchCallsLimit} in one request`;
  return [tooLarge('', message, 'let one call carry a list, instead of one call for each item')];
}

function checkTotal(sizes: readonly number[]): Issue[] {
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  if (bytes <= batchLimit) return [];
  const largest = Math.max(...sizes);
  const message = `the ${sizes.length} calls of this delivery are ${inKilobytes(bytes)} together (${bytes} bytes); at most 480 KB (${batchLimit} bytes) fit in one request to Segment`;
  const hint = `make fewer calls, or map fewer fields: the largest call, number ${sizes.indexOf(largest)} counted from 0, has ${inKilobytes(largest)}`;
  return [tooLarge('', message, hint)];
}

function tooLarge(pointer: string, message: string, hint: string): Issue {
  return { code: 'call-too-large', severity: 'error', message, pointer, hint };
}

function inKilobytes(bytes: number): string {
  return `${(Math.ceil((bytes / kilobyte) * 10) / 10).toFixed(1)} KB`;
}

/** A name can come from the payload, where a mapping copies a whole map: it must not make the message endless. */
function bounded(name: string): string {
  return name.length <= 80 ? name : `${name.slice(0, 79)}…`;
}
