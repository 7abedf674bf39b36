import { isUtf8 } from 'node:buffer';
import { outOfTime } from '../pipeline/failures.ts';
import type { Failure, Result } from '../report/failure.ts';
import { decodeContent } from './content-encoding.ts';
import type { BodyTrouble, Incoming } from './incoming.ts';
import { bodyBroken, bodyLimit, bodyNotUtf8, bodyTooLarge, bodyTooSlow, overloaded } from './refusals.ts';

const failures: Readonly<Record<BodyTrouble, Failure>> = {
  'too-large': bodyTooLarge,
  'too-slow': bodyTooSlow,
  broken: bodyBroken,
  'no-room': overloaded,
};

/**
 * The bytes of a request's body, after its content encoding was taken off; or why there are none: too large (before
 * or after that), broken off, not there in time, no room for them, wrongly encoded; or there, but in a burst that has used up the
 * time: to unpack and parse those that nobody waits for any more would only fill the memory. Never rejects.
 */
export async function readBody(
  { headers, body, hasRoom }: Incoming,
  timeLeft: () => number,
): Promise<Result<Uint8Array>> {
  if (Number(headers.get('content-length') ?? 0) > bodyLimit) return refuse(bodyTooLarge);
  const read = await body({ most: bodyLimit, timeoutMs: timeLeft() });
  if (typeof read === 'string') return refuse(failures[read]);
  if (timeLeft() <= 0) return refuse(outOfTime);
  const encoding = headers.get('content-encoding');
  if (encoding === null) return { ok: true, value: read };
  const decoded = decodeContent(read, encoding);
  return decoded.ok && hasRoom?.(decoded.value.byteLength) === false ? refuse(overloaded) : decoded;
}

/** Bytes as text, without a byte order mark; or the failure that they are not UTF-8. */
export function decodeText(bytes: Uint8Array): Result<string> {
  if (!isUtf8(bytes)) return refuse(bodyNotUtf8);
  const isMarked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const { buffer, byteOffset, byteLength } = bytes;
  return { ok: true, value: Buffer.from(buffer, byteOffset, byteLength).toString('utf8', isMarked ? 3 : 0) };
}

function refuse(failure: Failure): Result<never> {
  return { ok: false, failure };
}
