import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { shown } from './pages.ts';

const delivery = JSON.stringify({ message: { data: Buffer.from('{"über":1}').toString('base64') } });

describe('the forwarder for commercetools Connect', () => {
  it('is the only script shown', () => expect(shown('js')).toHaveLength(1));

  it('passes on the body as it is, with the secret, and gives back the status', async () => {
    const mapper = await startMapper(413);
    const url = await startForwarder(mapper.url);
    const response = await fetch(`${url}/event`, { method: 'POST', body: delivery });
    expect(response.status).toBe(413);
    expect(mapper.received).toEqual([{ body: delivery, secret: 'not-so-secret', type: 'application/json' }]);
  });

  it('asks for a redelivery where the mapper cannot be reached', async () => {
    const url = await startForwarder('http://127.0.0.1:1/api/webhook');
    expect((await fetch(`${url}/event`, { method: 'POST', body: delivery })).status).toBe(503);
  });
});

async function startMapper(status: number) {
  const received: { body: string; secret: unknown; type: unknown }[] = [];
  const note = (headers: IncomingHttpHeaders, body: string) =>
    received.push({ body, secret: headers['x-webhook-secret'], type: headers['content-type'] });
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      note(request.headers, body.toString());
      response.writeHead(status).end();
    });
  });
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${await portOf(server)}/api/webhook`, received };
}

async function startForwarder(mapperUrl: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'forwarder-'));
  const free = createServer();
  const port = await portOf(free);
  free.close();
  const [{ lines } = { lines: [] }] = shown('js');
  await writeFile(join(folder, 'index.mjs'), lines.join('\n'));
  const env = { PORT: String(port), MAPPER_URL: mapperUrl, WEBHOOK_SECRET: 'not-so-secret' };
  const child = spawn(process.execPath, ['index.mjs'], { cwd: folder, env, stdio: 'ignore' });
  onTestFinished(() => stop(child, folder));
  await reachable(`http://127.0.0.1:${port}`);
  return `http://127.0.0.1:${port}`;
}

async function stop(child: ChildProcess, folder: string): Promise<void> {
  const ended = once(child, 'exit');
  child.kill();
  await ended;
  await rm(folder, { recursive: true });
}

async function portOf(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** Waits until it listens. */
async function reachable(url: string): Promise<void> {
  const { hostname, port } = new URL(url);
  await expect.poll(() => canConnect(hostname, Number(port)), { timeout: 20_000, interval: 50 }).toBe(true);
}

async function canConnect(host: string, port: number): Promise<boolean> {
  const socket = connect({ host, port });
  const isOpen = await Promise.race([
    once(socket, 'connect').then(() => true),
    once(socket, 'close').then(() => false),
  ]).catch(() => false);
  socket.destroy();
  return isOpen;
}
