import { once } from 'node:events';
import { globalAgent } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, expect, test, vi } from 'vitest';
import { serve } from '../../src/node/serve.ts';
import { servePrivately } from '../../src/node/serve-privately.ts';
import type { Answering } from '../../src/webhook/http-answer.ts';

const address = { port: 0, hostname: '127.0.0.1' };
const nothing: Answering = async () => ({ status: 200, headers: {} });

afterEach(() => vi.useRealTimers());

test('serves a handler, byte for byte, until it is closed', async () => {
  const server = await serve(async ({ method, url, headers, body }) => {
    const bytes = await body({ most: 5, timeoutMs: 5_000 });
    const read = typeof bytes === 'string' ? bytes : [...bytes];
    return {
      status: 201,
      headers: { 'x-own': 'c' },
      body: JSON.stringify([method, url, headers.get('x-a'), read, 'ß']),
    };
  }, address);
  expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  const bytes = new Uint8Array([0, 255, 10, 13, 0xc3]);
  const url = `${server.url}/api/webhook?a=1`;
  const response = await fetch(url, { method: 'POST', headers: { 'X-A': 'b' }, body: bytes });
  expect([response.status, response.headers.get('x-own')]).toEqual([201, 'c']);
  expect(await response.json()).toEqual(['POST', url, 'b', [...bytes], 'ß']);
  await server.close();
  await expect(fetch(server.url)).rejects.toThrow('fetch failed');
});

test('serves nobody privately where a proxy would be sent what a process sends to itself', async () => {
  const { options } = globalAgent as typeof globalAgent & { readonly options: object };
  // As Node 24 has it with NODE_USE_ENV_PROXY.
  Object.assign(options, { proxyEnv: { HTTP_PROXY: 'http://127.0.0.1:9' } });
  const behindProxy = await servePrivately(nothing);
  Reflect.deleteProperty(options, 'proxyEnv');
  const server = await servePrivately(nothing);
  server?.close();
  expect([behindProxy, server?.url]).toEqual([undefined, expect.stringContaining('http://127.0.0.1:')]);
});

test('a handler that throws is a bare 500', async () => {
  const server = await serve(() => Promise.reject(new Error('zoe@example.org')), address);
  const response = await fetch(server.url);
  expect([response.status, await response.text()]).toEqual([500, '']);
  await server.close();
});

test('a port that is taken', async () => {
  const first = await serve(nothing, address);
  const taken = serve(nothing, { ...address, port: Number(new URL(first.url).port) });
  await expect(taken).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await first.close();
});

test('an answer is not held back by a body that nobody reads', async () => {
  const server = await serve(
    async () => ({ status: 413, headers: { connection: 'close' }, body: 'no' }),
    address,
  );
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  socket.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 9000000\r\n\r\n{');
  const [answer] = (await once(socket, 'data')) as [Buffer];
  expect(answer.toString()).toContain('HTTP/1.1 413');
  await once(socket, 'close');
  await server.close();
});

test('a sender that goes on for a while after its answer is not cut off in the middle', async () => {
  const server = await serve(async () => ({ status: 401, headers: {}, body: 'no' }), address);
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  socket.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 30000\r\n\r\n');
  const [answer] = (await once(socket, 'data')) as [Buffer];
  expect(answer.toString()).toMatch(/^HTTP\/1\.1 401 .*\r\n(.*\r\n)*connection: close\r\n/i);
  for (let sent = 0; sent < 30_000; sent += 15_000) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(socket.readableEnded).toBe(false);
    socket.write('x'.repeat(15_000));
  }
  await once(socket.resume(), 'end');
  await server.close();
});

test.each(['PUT', 'OPTIONS', 'GET'])('%s: a body without end is not taken in', async (method) => {
  const server = await serve(async () => ({ status: 204, headers: {} }), address);
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  socket.on('error', () => undefined); // it may be cut off in the middle of a letter
  socket.write(`${method} / HTTP/1.1\r\nhost: x\r\ncontent-length: 9000000000\r\n\r\n`);
  const drip = setInterval(() => socket.write('x'), 10);
  const [answer] = (await once(socket, 'data')) as [Buffer];
  expect(answer.toString()).toMatch(/^HTTP\/1\.1 204 /);
  await once(socket, 'close');
  clearInterval(drip);
  await server.close();
});

test('a connection carries more than one request', async () => {
  const server = await serve(async () => ({ status: 204, headers: {} }), address);
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  for (let count = 0; count < 2; count++) {
    socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
    expect(String(await once(socket, 'data'))).toMatch(/^HTTP\/1\.1 204 /);
  }
  socket.destroy();
  await server.close();
});

test('a sender that ends its side behind what it asks has its answer, and then the connection ends', async () => {
  const server = await serve(async () => {
    await wait(5); // by then, the end is here
    return { status: 200, headers: {}, body: 'yes' };
  }, address);
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  socket.end('POST / HTTP/1.1\r\nhost: x\r\n\r\n');
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 200 .*\r\n\r\nyes$/s);
  await server.close();
});

test('a connection waits for its next request longer than load balancers do', async () => {
  const server = await serve(nothing, address);
  const { headers } = await fetch(server.url);
  expect(Number(/^timeout=(\d+)$/.exec(headers.get('keep-alive') ?? '')?.[1])).toBeGreaterThan(60);
  await server.close();
});

test('fifty that never end their headers are cut off', async () => {
  const server = await serve(nothing, address);
  const slow = Array.from({ length: 50 }, () => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    socket.on('error', () => undefined); // it may be cut off in the middle of a letter
    socket.write('POST / HTTP/1.1\r\nhost: x\r\n');
    const drip = setInterval(() => socket.write('a: b\r\n'), 100);
    return once(socket.resume(), 'close').then(() => clearInterval(drip));
  });
  await Promise.all(slow);
  await server.close();
}, 20_000);

// Of "xn--a" some versions of Node make a URL and others do not.
test.each(['a:99999', '1.2.3.256', '[1:2:3:4:5:6:7:8:9]', 'a/api/health?', 'a?', 'a#', 'a\\b'])(
  'the host "%s", of which no URL can be made, or one with another path, is a bare 400',
  async (host) => {
    const server = await serve(() => Promise.reject(new Error('not to be asked')), address);
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    socket.write(`POST /api/webhook HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`);
    expect(String(await once(socket, 'data'))).toMatch(/^HTTP\/1\.1 400 /);
    await server.close();
  },
);
