import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, expect, test, vi } from 'vitest';
import { overNode } from '../../src/node/over-node.ts';
import { type Listening, serve } from '../../src/node/serve.ts';
import type { Answer, Answering } from '../../src/webhook/http-answer.ts';
import type { BodyBounds, BodyTrouble, Incoming } from '../../src/webhook/incoming.ts';

const bounds: BodyBounds = { most: 8, timeoutMs: 2_000 };
const fine: Answer = { status: 200, headers: {}, body: 'fine' };
const servers: Listening[] = [];

/** `Promise.withResolvers`, which Node 20 has not. */
function later<Value = void>() {
  let settle: (value: Value) => void = () => undefined;
  const promise = new Promise<Value>((resolve) => {
    settle = resolve;
  });
  return { promise, resolve: (value: Value) => settle(value) };
}

async function dial(answering: Answering): Promise<{ readonly socket: Socket; readonly server: Listening }> {
  const server = await serve(answering, { port: 0, hostname: '127.0.0.1' });
  servers.push(server);
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  socket.setEncoding('utf8').on('error', () => undefined); // it may be cut off in the middle of a letter
  await once(socket, 'connect');
  return { socket, server };
}

afterEach(async () => {
  vi.useRealTimers();
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

/** Serves one request whose body the handler reads; gives what it read, and the handler's end. */
function reading(timeoutMs = bounds.timeoutMs) {
  const { promise, resolve } = later<Uint8Array | BodyTrouble>();
  const answering: Answering = async ({ body }) => {
    resolve(await body({ ...bounds, timeoutMs }));
    return fine;
  };
  return { answering, read: promise };
}

const head = (...lines: readonly string[]) => `POST /a HTTP/1.1\r\nhost: x\r\n${lines.join('\r\n')}\r\n\r\n`;

async function said(socket: Socket): Promise<string> {
  let all = '';
  for await (const text of socket) all += String(text);
  return all;
}

test('a body in pieces, as large as it may be', async () => {
  const { answering, read } = reading();
  const { socket } = await dial(answering);
  socket.write(`${head('content-length: 8')}abcd`);
  setTimeout(() => socket.write('efgh'), 50);
  expect(Buffer.from((await read) as Uint8Array).toString()).toBe('abcdefgh');
  socket.end();
});

test.each([
  ['of a length that is not said', `${head('transfer-encoding: chunked')}9\r\nabcdefghi\r\n0\r\n\r\n`],
  ['that says its length', `${head('content-length: 9')}abcdefghi`],
])('a body that is too large, %s', async (_, sent) => {
  const { answering, read } = reading();
  const { socket } = await dial(answering);
  socket.write(sent);
  expect(await read).toBe('too-large');
});

test('a body that comes byte by byte is whole, and takes about as much memory as it is long', async () => {
  setFlagsFromString('--expose-gc');
  const collected = (): number => {
    runInNewContext('gc')();
    return process.memoryUsage().heapUsed;
  };
  const text = '0123456789'.repeat(10_000);
  const came = later<{ readonly read: Uint8Array | BodyTrouble; readonly more: number }>();
  const { socket } = await dial(async ({ body }) => {
    const before = collected();
    const read = await body({ most: text.length, timeoutMs: 60_000 });
    came.resolve({ read, more: collected() - before });
    return fine;
  });
  socket.write(head('transfer-encoding: chunked'));
  socket.end(`${text.replace(/./g, '1\r\n$&\r\n')}0\r\n\r\n`);
  const { read, more } = await came.promise;
  expect(Buffer.from(read).toString()).toBe(text);
  expect(more).toBeLessThan(20 * text.length);
});

test('a body that is not there in time: the answer is, and the connection ends', async () => {
  const { answering, read } = reading(100);
  const { socket } = await dial(answering);
  socket.write(`${head('content-length: 6')}abc`);
  expect(await read).toBe('too-slow');
  expect(await said(socket)).toMatch(/^HTTP\/1\.1 200 OK\r\n(.*\r\n)*connection: close\r\n/i);
});

test('what comes after a body was given up takes no room from the next request', async () => {
  const read: (Uint8Array | BodyTrouble)[] = [];
  const answering: Answering = async ({ body }) => {
    read.push(await body({ most: 8, timeoutMs: read.length === 0 ? 20 : 2_000 }));
    return fine;
  };
  const server = createServer(overNode(answering, { mostHeld: 8 })).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const socket = connect(port, '127.0.0.1', () => socket.write(`${head('content-length: 8')}abc`));
  await once(socket, 'data');
  socket.end('defgh');
  await once(socket.resume(), 'close');
  await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: 'abcdef' });
  expect(read).toEqual(['too-slow', Buffer.from('abcdef')]);
  server.close();
  server.closeAllConnections();
});

test('who writes a whole body before looking for the answer, which nobody reads, sees the answer', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] }); // or the time for that may be over
  const { socket } = await dial(async () => ({ ...fine, status: 401 }));
  const body = Buffer.alloc(20_000_000, 'x'); // more than is under way at once
  socket.write(head(`content-length: ${body.length}`));
  await new Promise((resolve) => socket.write(body, resolve));
  expect(await said(socket)).toMatch(/^HTTP\/1\.1 401 .*\r\n\r\nfine$/s);
});

test('an answer that ends its connection says so once', async () => {
  const { socket } = await dial(async () => ({ ...fine, headers: { connection: 'close' } }));
  socket.write(`${head('content-length: 6')}abc`);
  expect((await said(socket)).match(/connection: close/gi)).toHaveLength(1);
});

test('a body that breaks off; the next request is served', async () => {
  const { answering, read } = reading();
  const { socket, server } = await dial(answering);
  socket.write(`${head('content-length: 6')}abc`);
  setTimeout(() => socket.destroy(), 50);
  expect(await read).toBe('broken');
  expect(await (await fetch(server.url)).text()).toBe('fine');
});

test('a body whose sender had gone before anybody asked for it', async () => {
  const gone = later();
  const read = later<Uint8Array | BodyTrouble>();
  const { socket } = await dial(async ({ body }) => {
    await gone.promise;
    read.resolve(await body(bounds));
    return fine;
  });
  socket.write(`${head('content-length: 6')}abc`);
  setTimeout(() => socket.destroy(), 50);
  setTimeout(gone.resolve, 100);
  expect(await read.promise).toBe('broken');
});

test('a sender that goes before its answer; the next request is served', async () => {
  const gone = later();
  const { socket, server } = await dial(async ({ method }) => {
    if (method === 'POST') await gone.promise;
    return fine;
  });
  socket.write(head('content-length: 0'));
  setTimeout(() => socket.destroy(), 50);
  await once(socket, 'close');
  gone.resolve();
  expect(await (await fetch(server.url)).text()).toBe('fine');
});

test('an answer with a header that cannot be is none; the next request is served', async () => {
  const { socket, server } = await dial(async ({ method }) =>
    method === 'POST' ? { ...fine, headers: { 'x-own': 'a\nb' } } : fine,
  );
  socket.write(head('content-length: 0'));
  expect(await said(socket)).toBe('');
  expect(await (await fetch(server.url)).text()).toBe('fine');
});

test('HEAD has no body, 204 not even a length', async () => {
  const { socket, server } = await dial(async ({ method }) =>
    method === 'HEAD' ? fine : { status: 204, headers: {} },
  );
  socket.destroy();
  const asked = await fetch(server.url, { method: 'HEAD' });
  expect([asked.headers.get('content-length'), await asked.text()]).toEqual(['4', '']);
  const empty = await fetch(server.url);
  expect([empty.status, empty.headers.get('content-length')]).toEqual([204, null]);
});

test.each([
  ['http://other.example/a?b', 'http://other.example/a?b'],
  ['/a?b', 'http://x/a?b'],
  ['//a', 'http://x//a'],
  ['/a?b', 'http://localhost/a?b', ''],
])('the target %s is the URL %s', async (target, url, host = 'x') => {
  const asked = later<Incoming>();
  const { socket } = await dial(async (incoming) => {
    asked.resolve(incoming);
    return fine;
  });
  socket.write(`GET ${target} HTTP/1.1\r\nhost: ${host}\r\n\r\n`);
  expect((await asked.promise).url).toBe(url);
  socket.destroy();
});

test('a server that closes ends the connection with the answer under way', async () => {
  const begun = later();
  const end = later();
  const { socket, server } = await dial(async () => {
    begun.resolve();
    await end.promise;
    return fine;
  });
  socket.write(head('content-length: 0'));
  await begun.promise;
  const closed = server.close();
  end.resolve();
  expect(await said(socket)).toMatch(/\r\nconnection: close\r\n(.*\r\n)*\r\nfine$/i);
  await closed;
});
