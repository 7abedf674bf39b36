import { once } from 'node:events';
import { type AgentOptions, createServer, globalAgent } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Answering } from '../webhook/http-answer.ts';
import { overNode } from './over-node.ts';

/**
 * Serves over HTTP as `serve` does, but on a free port that is told to nobody, for this machine alone, until `close`. Gives nothing
 * where requests of this process go through a proxy, which would be sent what this process sends to itself.
 */
export async function servePrivately(
  answering: Answering,
): Promise<{ readonly url: string; readonly close: () => void } | undefined> {
  if (goThroughProxy()) return undefined;
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

/**
 * By NODE_USE_ENV_PROXY or its option, Node 22 and 24 send by HTTP_PROXY and HTTPS_PROXY; to ourselves, too, unless NO_PROXY says
 * otherwise. Only their agent knows that all of these were there when the process began: https://nodejs.org/api/http.html#built-in-proxy-support
 */
function goThroughProxy(): boolean {
  // Agents have the options that they were made with, though Node's types do not say so.
  const { options } = globalAgent as typeof globalAgent & { readonly options?: AgentOptions };
  return options?.proxyEnv !== undefined;
}
