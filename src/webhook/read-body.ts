import { setTimeout as wait } from 'node:timers/promises';
import type { Failure, Result } from '../report/failure.ts';
import { bodyBroken, bodyLimit, bodyNotUtf8, bodyTooLarge, bodyTooSlow } from './refusals.ts';

/** A request's body as text; or why there is none: too large, broken off, not there in time, not UTF-8. Never throws. */
export async function readBody(request: Request, timeoutMs: number): Promise<Result<string>> {
  if (Number(request.headers.get('content-length') ?? 0) > bodyLimit) return refuse(bodyTooLarge);
  if (request.body === null) return { ok: true, value: '' };
  const bytes = await collect(request.body.getReader(), timeoutMs);
  return bytes.ok ? decode(bytes.value) : bytes;
}

async function collect(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  timeoutMs: number,
): Promise<Result<readonly Uint8Array[]>> {
  const done = new AbortController();
  const deadline = wait(Math.max(0, timeoutMs), 'late' as const, { signal: done.signal });
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for (;;) {
      const step = await Promise.race([reader.read(), deadline]);
      if (step === 'late') return leave(reader, bodyTooSlow);
      if (step.done) return { ok: true, value: chunks };
      size += step.value.byteLength;
      if (size > bodyLimit) return leave(reader, bodyTooLarge);
      chunks.push(step.value);
    }
  } catch {
    return refuse(bodyBroken);
  } finally {
    done.abort();
  }
}

/** Gives the rest of the body up without waiting for it: a sender that hangs must not hold the answer back. */
function leave(reader: ReadableStreamDefaultReader<Uint8Array>, failure: Failure): Result<never> {
  reader.releaseLock();
  return refuse(failure);
}

function decode(chunks: readonly Uint8Array[]): Result<string> {
  try {
    return { ok: true, value: new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)) };
  } catch {
    return refuse(bodyNotUtf8);
  }
}

function refuse(failure: Failure): Result<never> {
  return { ok: false, failure };
}
