import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Answering } from '../webhook/http-answer.ts';
import type { Address } from './environment.ts';
import { openConnections } from './open-connections.ts';
import { overNode } from './over-node.ts';

/** A server that listens. */
export interface Listening {
  /** Without a slash at the end. */
  readonly url: string;
  /** Takes no more requests, lets those under way end, and frees the port. */
  readonly close: () => Promise<void>;
}

/** Whoever has not said in this time what it wants is cut off; the longest time that a body may take is 25 s. */
const patience = { headersTimeout: 5_000, requestTimeout: 30_000, connectionsCheckingInterval: 1_000 };

/**
 * A connection is kept open for its next request longer than load balancers keep it, 60 s on AWS: where the server ended it first, a
 * delivery that comes at that moment would be a 502.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html#connection-idle-timeout
 */
const keepAliveTimeout = 75_000;

/** With the usual SEGMENT_TIMEOUT_MS a delivery is answered in less; what is open then is cut, and comes again. */
const drainMs = 10_000;

/** What is on its way when a server closes is here by then; a connection on which nothing is asked then is ended. */
const momentMs = 50;

const lastWordsMs = 1_000;

/**
 * Serves over HTTP. On SIGTERM and SIGINT it drains as `close` does and ends the process with 0; a second
 * signal ends it at once. Whom it cuts off it says. Rejects where the port is taken (EADDRINUSE).
 */
export async function serve(
  answering: Answering,
  { port, hostname }: Address,
  say: (line: string) => void = aside,
): Promise<Listening> {
  const server: Server = Object.assign(
    createServer(
      { ...patience, keepAliveTimeout },
      overNode(answering, { isClosing: () => !server.listening }),
    ),
    // Some senders end their side behind what they ask, and wait for the answer: Node would hang up on them.
    { httpAllowHalfOpen: true },
  );
  const open = openConnections(server);
  server.listen(port, hostname);
  await once(server, 'listening');
  const close = async () => {
    for (const signal of signals) process.off(signal, stop);
    if (!server.listening) return;
    const silent = setTimeout(open.endIdle, momentMs);
    const impatient = setTimeout(() => {
      const asked = open.asked();
      if (asked > 0) say(cutOff(asked));
      server.closeAllConnections();
    }, drainMs);
    const closed = once(server, 'close');
    server.close();
    await closed;
    for (const timer of [silent, impatient]) clearTimeout(timer);
  };
  const stop = () => {
    close().then(
      () => leave(0),
      () => leave(1),
    );
  };
  for (const signal of signals) process.once(signal, stop);
  const { address, family, port: bound } = server.address() as AddressInfo;
  return { url: `http://${family === 'IPv6' ? `[${address}]` : address}:${bound}`, close };
}

/** Ends the process when what it said is written. Whoever reads that has to do so within a second. */
function leave(code: number): void {
  const exit = () => process.exit(code);
  setTimeout(exit, lastWordsMs);
  // What others write at the end of this turn goes before.
  setImmediate(() => {
    if (process.stdout.writableLength === 0) exit();
    else process.stdout.write('', exit);
  });
}

function cutOff(requests: number): string {
  const many = requests === 1 ? '1 request' : `${requests} requests`;
  return `the server closes, and ${many} had no answer after ${drainMs / 1_000} s: cut off; what a queue sent comes again`;
}

function aside(line: string): void {
  process.stderr.write(`${line}\n`);
}

const signals = ['SIGTERM', 'SIGINT'] as const;
