import { once } from 'node:events';
import { request } from 'node:http';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { onMessage } from './http-messages.ts';

/** A stand-in for Segment that costs as little as can be: it takes everything and says so. */
export async function startTakingAll(): Promise<{ readonly url: string; readonly close: () => void }> {
  const open = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    open.add(socket);
    socket.on('error', () => undefined); // who asked may have been ended
    socket.on('close', () => open.delete(socket));
    onMessage(socket, () => socket.write(taken));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.close();
    for (const socket of open) socket.destroy();
  };
  return { url: `http://127.0.0.1:${port}`, close };
}

const taken =
  'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 16\r\n\r\n{"success":true}';

export interface Load {
  readonly url: string;
  readonly bodies: readonly string[];
  readonly connections: number;
}

/** Posts bodies one after the other on each connection, for so many milliseconds; gives the requests per second. */
export async function postFor({ url, bodies, connections }: Load, ms: number): Promise<number> {
  const { hostname, port, pathname } = new URL(url);
  const until = performance.now() + ms;
  const began = performance.now();
  let posted = 0;
  const next = () => {
    const body = bodies[posted++ % bodies.length] ?? '';
    return `POST ${pathname} HTTP/1.1\r\nhost: ${hostname}:${port}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
  };
  const worker = () =>
    new Promise<void>((resolve, reject) => {
      const socket = connect({ host: hostname, port: Number(port), noDelay: true });
      socket.on('error', reject);
      socket.on('close', () => resolve());
      onMessage(socket, (head) => {
        const status = head.slice(9, 12);
        if (status !== '200')
          socket.destroy(new Error(`a delivery of the measurements was answered with ${status}`));
        else if (performance.now() < until) socket.write(next());
        else socket.destroy();
      });
      socket.write(next());
    });
  await Promise.all(Array.from({ length: connections }, worker));
  return (1_000 * posted) / (performance.now() - began);
}

/** Posts one body and reads the answer; gives its status. */
export function post(url: string, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const sent = request(url, { method: 'POST', headers });
    sent.on('response', (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode ?? 0));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
