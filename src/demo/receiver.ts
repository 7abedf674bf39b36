import { once } from 'node:events';
import { createServer } from 'node:http';
import { type FaultRule, faultPicker } from './receiver-fault.ts';
import { answerText, receiverRoutes } from './receiver-routes.ts';
import { type ReceivedCall, type ReceivedRequest, receiverStore } from './receiver-store.ts';

export interface Receiver {
  /** Without a slash at the end, as SEGMENT_HOST takes it. */
  readonly url: string;
  /** What was accepted, oldest first, each messageId once. */
  calls(): readonly ReceivedCall[];
  /** Every request to the API, oldest first, also those that were refused or left hanging. */
  requests(): readonly ReceivedRequest[];
  /** Makes trouble from now on; undefined ends it. Calls of a request that is answered by a fault are not kept. */
  setFault(rule: FaultRule | undefined): void;
  /** Forgets calls, requests and fault. */
  reset(): void;
  /** Cuts all connections, also hanging ones, and frees the port. */
  close(): Promise<void>;
}

/**
 * Starts a local stand-in for Segment's HTTP API, and for that part of its Public API which takes regulations: it refuses what Segment refuses, keeps the rest in memory, shows it at
 * `/messages`, and can be told to fail, with `setFault` or by a POST to `/fault`. Loopback only; writes nothing to disk.
 * Without a port it takes a free one. Rejects where the port is taken (EADDRINUSE).
 */
export async function startReceiver(options: { port?: number; host?: '127.0.0.1' } = {}): Promise<Receiver> {
  const { port = 0, host = '127.0.0.1' } = options;
  const store = receiverStore();
  const closing = new AbortController();
  let picker = faultPicker(undefined);
  const setFault = (rule: FaultRule | undefined) => {
    picker = faultPicker(rule);
  };
  const handle = receiverRoutes({
    store,
    setFault,
    pickFault: (request) => picker(request),
    closing: closing.signal,
  });
  const server = createServer((request, response) => {
    response.on('error', () => response.destroy());
    handle(request, response).catch(() => answerText(response, 500, 'The receiver failed.'));
  });
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://${host}:${typeof address === 'object' && address !== null ? address.port : port}`,
    calls: store.calls,
    requests: store.requests,
    setFault,
    reset: () => {
      store.reset();
      setFault(undefined);
    },
    close: async () => {
      if (!server.listening) return;
      const closed = once(server, 'close');
      closing.abort();
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
