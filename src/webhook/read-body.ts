import type { Failure, Result } from '../report/failure.ts';
import { decodeContent } from './content-encoding.ts';
import { bodyBroken, bodyLimit, bodyNotUtf8, bodyTooLarge, bodyTooSlow } from './refusals.ts';

/**
 * The bytes of a request's body, after its content encoding was taken off; or why there are none: too large (before
 * or after that), broken off, not there in time, wrongly encoded. Never rejects.
 */
export async function readBody(request: Request, timeoutMs: number): Promise<Result<Uint8Array>> {
  if (Number(request.headers.get('content-length') ?? 0) > bodyLimit) return refuse(bodyTooLarge);
  if (request.body === null) return { ok: true, value: new Uint8Array() };
  const bytes = await collect(request.body.getReader(), timeoutMs);
  return bytes.ok ? decodeContent(bytes.value, request.headers.get('content-encoding')) : bytes;
}

/** Bytes as text; or the failure that they are not UTF-8. */
export function decodeText(bytes: Uint8Array): Result<string> {
  try {
    return { ok: true, value: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return refuse(bodyNotUtf8);
  }
}

async function collect(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  timeoutMs: number,
): Promise<Result<Uint8Array>> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, Math.max(0, timeoutMs), 'late');
  });
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for (;;) {
      const step = await Promise.race([reader.read(), deadline]);
      if (step === 'late') return leave(reader, bodyTooSlow);
      if (step.done) return { ok: true, value: Buffer.concat(chunks) };
      size += step.value.byteLength;
      if (size > bodyLimit) return leave(reader, bodyTooLarge);
      chunks.push(step.value);
    }
  } catch {
    return refuse(bodyBroken);
  } finally {
    clearTimeout(timer);
  }
}

/** Gives the rest of the body up without waiting for it: a sender that hangs must not hold the answer back. */
function leave(reader: ReadableStreamDefaultReader<Uint8Array>, failure: Failure): Result<never> {
  reader.releaseLock();
  return refuse(failure);
}

function refuse(failure: Failure): Result<never> {
  return { ok: false, failure };
}
