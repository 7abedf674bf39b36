import { isUtf8 } from 'node:buffer';
import type { Failure, Result } from '../report/failure.ts';
import { decodeContent } from './content-encoding.ts';
import { bodyBroken, bodyLimit, bodyNotUtf8, bodyTooLarge, bodyTooSlow } from './refusals.ts';

/**
 * The bytes of a request's body, after its content encoding was taken off; or why there are none: too large (before
 * or after that), broken off, not there in time, wrongly encoded. Never rejects.
 */
export async function readBody(request: Request, timeoutMs: number): Promise<Result<Uint8Array>> {
  const { headers } = request;
  const length = headers.get('content-length');
  if (Number(length ?? 0) > bodyLimit) return refuse(bodyTooLarge);
  const bytes = await (length === null ? collect(request, timeoutMs) : whole(request, timeoutMs));
  if (bytes.ok && bytes.value.byteLength > bodyLimit) return refuse(bodyTooLarge);
  return bytes.ok ? decodeContent(bytes.value, headers.get('content-encoding')) : bytes;
}

/** Bytes as text, without a byte order mark; or the failure that they are not UTF-8. */
export function decodeText(bytes: Uint8Array): Result<string> {
  if (!isUtf8(bytes)) return refuse(bodyNotUtf8);
  const isMarked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const { buffer, byteOffset, byteLength } = bytes;
  return { ok: true, value: Buffer.from(buffer, byteOffset, byteLength).toString('utf8', isMarked ? 3 : 0) };
}

/** A body that says how long it is may be left to whoever serves the request; that takes a fraction of the time. */
async function whole(request: Request, timeoutMs: number): Promise<Result<Uint8Array>> {
  const deadline = deadlineIn(timeoutMs);
  try {
    const read = await Promise.race([request.arrayBuffer(), deadline.over]);
    return read === 'late' ? refuse(bodyTooSlow) : { ok: true, value: new Uint8Array(read) };
  } catch {
    return refuse(bodyBroken);
  } finally {
    deadline.clear();
  }
}

/** A body of unknown length is read no further than it may be long. */
async function collect({ body }: Request, timeoutMs: number): Promise<Result<Uint8Array>> {
  if (body === null) return { ok: true, value: new Uint8Array() };
  const reader = body.getReader();
  const deadline = deadlineIn(timeoutMs);
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for (;;) {
      const step = await Promise.race([reader.read(), deadline.over]);
      if (step === 'late') return leave(reader, bodyTooSlow);
      if (step.done) return { ok: true, value: Buffer.concat(chunks) };
      size += step.value.byteLength;
      if (size > bodyLimit) return leave(reader, bodyTooLarge);
      chunks.push(step.value);
    }
  } catch {
    return refuse(bodyBroken);
  } finally {
    deadline.clear();
  }
}

function deadlineIn(ms: number): { readonly over: Promise<'late'>; readonly clear: () => void } {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, Math.max(0, ms), 'late');
  });
  return { over, clear: () => clearTimeout(timer) };
}

/** Gives the rest of the body up without waiting for it: a sender that hangs must not hold the answer back. */
function leave(reader: ReadableStreamDefaultReader<Uint8Array>, failure: Failure): Result<never> {
  reader.releaseLock();
  return refuse(failure);
}

function refuse(failure: Failure): Result<never> {
  return { ok: false, failure };
}
