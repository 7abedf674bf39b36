import type { Readable } from 'node:stream';
import type { ServerRequest } from 'srvx';
import { FastResponse, serve as listen } from 'srvx/node';
import { answerText } from '../webhook/json-answer.ts';
import type { Address } from './environment.ts';

/** A server that listens. */
export interface Listening {
  /** Without a slash at the end. */
  readonly url: string;
  /** Takes no more requests, lets those under way end, and frees the port. */
  readonly close: () => Promise<void>;
}

/** Above what any handler of ours takes, so that the handler words its refusal; a backstop for the others. */
const maxRequestBodySize = 5_000_000;

/** Whoever has not said in this time what it wants is cut off; the longest time that a body may take is 25 s. */
const patience = { headersTimeout: 5_000, requestTimeout: 30_000, connectionsCheckingInterval: 1_000 };

/** A delivery is answered in less; what is open then is cut. */
const drainMs = 10_000;

/**
 * Serves a handler over HTTP. On SIGTERM and SIGINT it drains as `close` does and ends the process with 0; a second
 * signal ends it at once. Rejects where the port is taken (EADDRINUSE). A throw of the handler is a bare 500. What the
 * handler leaves of a body is not waited for.
 */
export async function serve(
  fetch: (request: Request) => Response | Promise<Response>,
  { port, hostname }: Address,
): Promise<Listening> {
  const server = listen({
    fetch: async (request) => withoutTheRest(request, await answerOf(withBytes(request), fetch)),
    port,
    hostname,
    node: patience,
    maxRequestBodySize,
    silent: true,
    gracefulShutdown: false, // its own writes to the terminal and leaves the exit to chance
    error: () => new Response(null, { status: 500 }),
  });
  await server.ready();
  const close = async () => {
    for (const signal of signals) process.off(signal, stop);
    const impatient = setTimeout(() => void server.close(true), drainMs);
    await server.close();
    clearTimeout(impatient);
  };
  const stop = () => {
    close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  for (const signal of signals) process.once(signal, stop);
  return { url: (server.url ?? '').replace(/\/$/, ''), close };
}

/** The `Host` header of a stranger can make a URL that is none: https://www.rfc-editor.org/rfc/rfc9112#section-3.2. */
function answerOf(request: Request, fetch: (request: Request) => Response | Promise<Response>) {
  return URL.canParse(request.url) ? fetch(request) : new Response(null, { status: 400 });
}

/** Node's own stream gives the bytes of a body in a fraction of the time that a web stream over it takes. */
function withBytes(request: ServerRequest): ServerRequest {
  const incoming = request.runtime?.node?.req;
  return incoming === undefined
    ? request
    : Object.defineProperty(request, 'arrayBuffer', { value: () => bytesOf(incoming) });
}

/** Rejects where the body breaks off, or is larger than any handler would take. */
function bytesOf(incoming: Readable): Promise<ArrayBuffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.byteLength;
      chunks.push(chunk);
      if (size > maxRequestBodySize) incoming.destroy(new Error('the body is too large'));
    });
    incoming.once('error', reject);
    incoming.once('close', () => {
      if (!incoming.readableEnded) reject(new Error('the body broke off'));
    });
    incoming.once('end', () => {
      const { buffer, byteOffset, byteLength } =
        chunks.length === 1 ? (chunks[0] ?? Buffer.of()) : Buffer.concat(chunks);
      resolve(buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer);
    });
  });
}

/** Node would take in, at full speed, a body that nobody reads, so that the connection can carry another request. */
function withoutTheRest({ runtime }: ServerRequest, answer: Response): Response {
  const { status, headers } = answer;
  const text = answerText in answer ? String(answer[answerText]) : undefined;
  const isLeft = runtime?.node?.req.complete === false;
  if (text === undefined && !isLeft) return answer;
  const all = isLeft ? { ...Object.fromEntries(headers), connection: 'close' } : headers;
  return text === undefined
    ? new Response(answer.body, { status, headers: all })
    : new FastResponse(text, { status, headers: all });
}

const signals = ['SIGTERM', 'SIGINT'] as const;
