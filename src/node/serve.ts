import { serve as listen } from 'srvx/node';
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

/** A delivery is answered in less; what is open then is cut. */
const drainMs = 10_000;

/**
 * Serves a handler over HTTP. On SIGTERM and SIGINT it drains as `close` does and ends the process with 0; a second
 * signal ends it at once. Rejects where the port is taken (EADDRINUSE). A throw of the handler is a bare 500.
 */
export async function serve(
  fetch: (request: Request) => Response | Promise<Response>,
  { port, hostname }: Address,
): Promise<Listening> {
  const server = listen({
    fetch,
    port,
    hostname,
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

const signals = ['SIGTERM', 'SIGINT'] as const;
