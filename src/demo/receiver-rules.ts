/** A call as it came over the wire. */
export type WireCall = Readonly<Record<string, unknown>>;

/** What a request to Segment's API holds, once it is accepted. */
export interface Accepted {
  readonly calls: readonly WireCall[];
}

/** Why Segment's API answers 400. */
export interface Refused {
  readonly refusal: 'malformed JSON' | 'An invalid write key was provided' | 'Exceed payload limit';
}

/** The routes of Segment's HTTP API. */
export const ingestPath = /^\/v1\/(batch|identify|track|group|page|screen|alias)$/;

const kilobyte = 1024;
const callLimit = 32 * kilobyte;
const callsLimit = 2_500;

/** Largest body of a batch request, in bytes. */
export const bodyLimit = 500 * kilobyte;

/** Segment takes any key that is not very short for valid; how short is not documented. */
const shortestWriteKey = 4;

/**
 * Accepts and refuses as Segment's HTTP API is known to do
 * (https://segment.com/docs/connections/sources/catalog/libraries/server/http-api/).
 * `route` is the last part of the path; `authorization` is that header.
 */
export function readRequest(
  route: string,
  body: string,
  authorization: string | undefined,
): Accepted | Refused {
  if (Buffer.byteLength(body) > bodyLimit) return { refusal: 'Exceed payload limit' };
  const content = parse(body);
  if (content === undefined) return { refusal: 'malformed JSON' };
  if (writeKeyOf(content, authorization).length < shortestWriteKey)
    return { refusal: 'An invalid write key was provided' };
  const { writeKey: _key, ...single } = content;
  const calls = route === 'batch' ? content['batch'] : [{ ...single, type: route }];
  if (!Array.isArray(calls) || !calls.every(isObject)) return { refusal: 'malformed JSON' };
  const isTooLarge = calls.some((call) => Buffer.byteLength(JSON.stringify(call)) > callLimit);
  return isTooLarge ? { refusal: 'Exceed payload limit' } : { calls };
}

/** Why Segment would answer 200 for this call and then drop it in silence; nothing where it would keep it. */
export function reasonToDrop(call: WireCall, index: number): string | undefined {
  const type = text(call, 'type');
  if (!['identify', 'track', 'group', 'page', 'screen', 'alias'].includes(type)) return 'its type is unknown';
  if (index >= callsLimit) return `it is beyond the ${callsLimit} calls of a request`;
  if (text(call, 'userId') === '' && text(call, 'anonymousId') === '')
    return 'it has neither userId nor anonymousId';
  if (type === 'track' && text(call, 'event') === '') return 'it has no event';
  if (type === 'group' && text(call, 'groupId') === '') return 'it has no groupId';
  if (type === 'alias' && text(call, 'previousId') === '') return 'it has no previousId';
  return text(call, 'messageId').length > 100 ? 'its messageId is longer than 100 characters' : undefined;
}

/** A part of a call as trimmed text; empty where it is absent or no text. */
export function text(call: WireCall, name: string): string {
  const value = call[name];
  return typeof value === 'string' ? value.trim() : '';
}

function writeKeyOf(content: WireCall, authorization = ''): string {
  const basic = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(authorization)?.[1] ?? '';
  const fromHeader = Buffer.from(basic, 'base64').toString().split(':')[0]?.trim() ?? '';
  return fromHeader === '' ? text(content, 'writeKey') : fromHeader;
}

function parse(body: string): WireCall | undefined {
  try {
    const content: unknown = JSON.parse(body);
    return isObject(content) ? content : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is WireCall {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
