import type { Answer, Answering } from './http-answer.ts';
import type { BodyBounds, BodyTrouble, Incoming } from './incoming.ts';
import { pieces } from './pieces.ts';

/** The door for platforms that call a function with a `Request` and want a `Response`, such as Vercel. */
export function overFetch(answering: Answering): (request: Request) => Promise<Response> {
  return async (request) => responseOf(await answering(incomingOf(request)));
}

function incomingOf(request: Request): Incoming {
  const { method, url, headers } = request;
  return {
    method,
    url,
    headers,
    body: (bounds) =>
      headers.get('content-length') === null ? collect(request, bounds) : whole(request, bounds),
  };
}

function responseOf({ status, headers, body }: Answer): Response {
  return new Response(body ?? null, { status, headers });
}

/** A body that says how long it is may be left to whoever serves the request; that takes a fraction of the time. */
async function whole(request: Request, { most, timeoutMs }: BodyBounds): Promise<Uint8Array | BodyTrouble> {
  const deadline = deadlineIn(timeoutMs);
  try {
    const read = await Promise.race([request.arrayBuffer(), deadline.over]);
    if (read === 'too-slow') return read;
    return read.byteLength > most ? 'too-large' : new Uint8Array(read);
  } catch {
    return 'broken';
  } finally {
    deadline.clear();
  }
}

/** A body of unknown length is read no further than it may be long. */
async function collect(
  { body }: Request,
  { most, timeoutMs }: BodyBounds,
): Promise<Uint8Array | BodyTrouble> {
  if (body === null) return new Uint8Array();
  const reader = body.getReader();
  const deadline = deadlineIn(timeoutMs);
  const came = pieces();
  let size = 0;
  try {
    for (;;) {
      const step = await Promise.race([reader.read(), deadline.over]);
      if (step === 'too-slow') return leave(reader, step);
      if (step.done) return came.whole();
      size += step.value.byteLength;
      if (size > most) return leave(reader, 'too-large');
      came.add(step.value);
    }
  } catch {
    return 'broken';
  } finally {
    deadline.clear();
  }
}

function deadlineIn(ms: number): { readonly over: Promise<'too-slow'>; readonly clear: () => void } {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<'too-slow'>((resolve) => {
    timer = setTimeout(resolve, Math.max(0, ms), 'too-slow');
  });
  return { over, clear: () => clearTimeout(timer) };
}

/** Gives the rest of the body up without waiting for it: a sender that hangs must not hold the answer back. */
function leave(reader: ReadableStreamDefaultReader<Uint8Array>, trouble: BodyTrouble): BodyTrouble {
  reader.releaseLock();
  return trouble;
}
