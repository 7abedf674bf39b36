import { once } from 'node:events';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A stand-in for Segment that costs as little as can be: it takes everything and says so. */
export async function startTakingAll(): Promise<{ readonly url: string; readonly close: () => void }> {
  const server = createServer((incoming, response) => {
    incoming.resume().on('end', () => response.end('{"success":true}'));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${port}`, close };
}

export interface Load {
  readonly url: string;
  readonly bodies: readonly string[];
  readonly connections: number;
}

/** Posts bodies one after the other on each connection, for so many milliseconds; gives the requests per second. */
export async function postFor({ url, bodies, connections }: Load, ms: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const until = performance.now() + ms;
  const began = performance.now();
  let posted = 0;
  const worker = async () => {
    while (performance.now() < until) {
      const body = bodies[posted++ % bodies.length] ?? '';
      const status = await post(url, body, agent);
      if (status !== 200) throw new Error(`a delivery of the measurements was answered with ${status}`);
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  agent.destroy();
  return (1_000 * posted) / (performance.now() - began);
}

/** Posts one body and reads the answer; gives its status. */
export function post(url: string, body: string, agent?: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const sent = request(url, { method: 'POST', headers, ...(agent === undefined ? {} : { agent }) });
    sent.on('response', (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode ?? 0));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
