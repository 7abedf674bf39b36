import { once } from 'node:events';
import { createServer, globalAgent, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import { Readable } from 'node:stream';
import { afterEach, expect, test } from 'vitest';
import { exchange } from '../../src/segment/exchange.ts';
import { segmentSink } from '../../src/segment/sink.ts';
import { stopAfter } from '../../src/segment/stop.ts';
import { batchOf, order, person, writeKey } from './batches.ts';

/** A server that counts its connections and knows, of each request, which one on its connection it is, from 1. */
async function startServer(
  answer: (...heard: [...Parameters<RequestListener>, number]) => void,
  address = '127.0.0.1',
) {
  const sockets: Socket[] = [];
  const heard = new Map<Socket, number>();
  const server = createServer((request, response) => {
    const number = (heard.get(request.socket) ?? 0) + 1;
    heard.set(request.socket, number);
    request.resume().on('end', () => answer(request, response, number));
  });
  server.on('connection', (socket) => sockets.push(socket));
  server.listen(0, address);
  await once(server, 'listening');
  servers.push(server);
  const { port } = server.address() as AddressInfo;
  const host = `${address.includes(':') ? `[${address}]` : address}:${port}`;
  const send = segmentSink({ writeKey, host: `http://${host}` });
  let sent = 0;
  return {
    host,
    sockets,
    requests: () => [...heard.values()].reduce((sum, number) => sum + number, 0),
    send: (timeoutMs = 4_000) => send(batchOf(String(sent++), person, order), timeoutMs),
    /** One attempt, which the SDK would repeat after a second. */
    attempt: async () => {
      const stop = stopAfter(60_000);
      const made = await exchange({ url: `http://${host}/`, method: 'POST', headers: {}, body: '' }, stop);
      stop.end();
      return made;
    },
  };
}

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  }
});

const accepted = { status: 'accepted' };

test('deliveries one after the other share a connection', async () => {
  const { send, sockets, requests } = await startServer((_, response) => response.end('{"success":true}'));
  for (let number = 0; number < 5; number++) expect(await send()).toEqual(accepted);
  expect([sockets.length, requests()]).toEqual([1, 5]);
});

const loopbacks = Object.values(networkInterfaces()).flatMap((addresses = []) =>
  addresses.filter(({ internal }) => internal).map(({ address }) => address),
);
test.each(loopbacks)('%s, one of this machine’s own addresses, can be sent to', async (address) => {
  const heard: unknown[] = [];
  const { send, host } = await startServer((request, response) => {
    heard.push(request.headers.host);
    response.end('{"success":true}');
  }, address);
  expect(await send()).toEqual(accepted);
  expect(heard).toEqual([host]);
});

test('deliveries at once have a connection each, and those after them take the same', async () => {
  const { send, sockets, requests } = await startServer((_, response) => response.end('{"success":true}'));
  const atOnce = () => Promise.all(Array.from({ length: 20 }, () => send()));
  expect(new Set([...(await atOnce()), ...(await atOnce())].map(({ status }) => status))).toEqual(
    new Set(['accepted']),
  );
  expect([sockets.length, requests()]).toEqual([20, 40]);
});

/** A Segment that breaks each connection on which it is asked again; tells the number of the attempt that each request names. */
async function startBreaking() {
  const repeats: unknown[] = [];
  const started = await startServer((request, response, number) => {
    repeats.push(request.headers['x-retry-count']);
    if (number > 1) request.socket.destroy();
    else response.end('{"success":true}');
  });
  return { ...started, repeats };
}

test('an open connection that breaks before an answer begins is replaced, within the same attempt', async () => {
  const { send, sockets, repeats } = await startBreaking();
  expect([await send(), await send(), await send()]).toEqual([accepted, accepted, accepted]);
  expect(sockets).toHaveLength(3);
  expect(new Set(repeats)).toEqual(new Set([repeats[0]]));
});

test('so is one that is found closed when something is written', async () => {
  const { host, attempt, sockets } = await startServer((_, response) => response.end('{"success":true}'));
  await attempt();
  const pooled = globalAgent.freeSockets[`${host}:`]?.[0];
  const broken = () => pooled?.destroy(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
  Object.assign(pooled ?? {}, { write: broken, end: broken });
  expect(await attempt()).toEqual({ status: 200, body: '{"success":true}' });
  expect([pooled?.destroyed, sockets.length]).toEqual([true, 2]);
});

test('it is replaced by a new one, since others that are open may have been closed, too', async () => {
  const { send, sockets, repeats } = await startBreaking();
  await Promise.all([send(), send(), send()]);
  expect(await send()).toEqual(accepted);
  expect(sockets).toHaveLength(4);
  expect(new Set(repeats)).toEqual(new Set([repeats[0]]));
});

test('a connection that was closed while nothing was sent does no harm', async () => {
  const { send, sockets } = await startServer((_, response) => response.end('{"success":true}'));
  expect(await send()).toEqual(accepted);
  sockets[0]?.resetAndDestroy();
  expect(await send()).toEqual(accepted);
});

test('a new connection that breaks is an attempt that failed', async () => {
  const { attempt, sockets } = await startServer((request) => request.socket.destroy());
  expect(await attempt()).toEqual({ cause: 'ECONNRESET' });
  expect(sockets).toHaveLength(1);
});

test('one that breaks in its answer is not replaced within the attempt', async () => {
  const { attempt, requests } = await startServer((request, response, number) => {
    if (number > 1) {
      response.writeHead(200, { 'content-length': 100 });
      response.write('{"success":true', () => request.socket.destroy());
    } else response.end('{"success":true}');
  });
  await attempt();
  expect(await attempt()).toEqual({ cause: 'ECONNRESET' });
  expect(requests()).toBe(2);
});

test('an answer that is no HTTP is no answer, and its connection is not replaced', async () => {
  const { attempt, requests } = await startServer((request, response, number) => {
    if (number > 1) request.socket.end('SSH-2.0-OpenSSH_9.2\r\n');
    else response.end('{"success":true}');
  });
  await attempt();
  expect(await attempt()).toHaveProperty('cause');
  expect(requests()).toBe(2);
});

test('a large answer is read to its end, and its beginning is shown', async () => {
  const { send, sockets } = await startServer((_, response) => {
    response.writeHead(400);
    response.end(`no room ${'x'.repeat(3_000_000)}`);
  });
  const receipt = await send();
  expect(receipt).toMatchObject({ status: 'rejected', details: { status: 400, attempts: 1 } });
  expect(receipt.status === 'rejected' && receipt.details.message).toMatch(/^no room x{400,}$/);
  await send();
  expect(sockets).toHaveLength(1);
});

test('of an answer 16 KB are kept, however it is cut', async () => {
  const { attempt } = await startServer((_, response) => {
    response.write('x'.repeat(16 * 1024 - 1));
    setImmediate(() => response.write('yz', () => response.end('z'.repeat(100))));
  });
  const body = `${'x'.repeat(16 * 1024 - 1)}y`;
  expect(await attempt()).toEqual({ status: 200, body });
});

test('an answer that comes in pieces is put together, also where a letter is cut', async () => {
  const { send } = await startServer((_, response) => {
    response.writeHead(400);
    Readable.from(Array.from(Buffer.from('é is not “e”'), (byte) => Buffer.of(byte))).pipe(response);
  });
  expect(await send()).toMatchObject({ status: 'rejected', details: { message: 'é is not “e”' } });
});

test('the time that ends within an answer cuts its connection, which nobody takes again', async () => {
  const { send, sockets } = await startServer((_, response, number) =>
    number > 1 ? response.writeHead(200).flushHeaders() : response.end('{"success":true}'),
  );
  await send();
  const details = { cause: 'timeout', attempts: 1 };
  expect(await send(300)).toEqual({ status: 'unavailable', details });
  expect(await send()).toEqual(accepted);
  expect(sockets.map(({ destroyed }) => destroyed)).toEqual([true, false]);
});

test('an endless answer is left when the time is over', async () => {
  const { send } = await startServer((_, response) => {
    response.writeHead(200);
    const more = () => {
      while (!response.destroyed && response.write('y'.repeat(65_536)));
    };
    response.on('drain', more);
    more();
  });
  const details = { cause: 'timeout', attempts: 1 };
  expect(await send(500)).toEqual({ status: 'unavailable', details });
});
