import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Answering } from '../webhook/http-answer.ts';
import { overNode } from './over-node.ts';

/** Serves over HTTP as `serve` does, but on a free port that is told to nobody, for this machine alone, until `close`. */
export async function servePrivately(
  answering: Answering,
): Promise<{ readonly url: string; readonly close: () => void }> {
  const server = createServer(overNode(answering));
  server.unref().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${port}`, close };
}
