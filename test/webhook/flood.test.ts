import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { overNode } from '../../src/node/over-node.ts';
import { customerCreated } from './deliveries.ts';
import { realWebhook } from './real-webhook.ts';

/** Sends the beginning of a body of 100 KB and then nothing for now. */
async function half(port: number) {
  const socket = connect(port, '127.0.0.1');
  const came: string[] = [];
  socket.setEncoding('utf8').on('data', (part: string) => came.push(part));
  socket.on('error', () => undefined); // cut off, it may meet the rest of what it writes
  await once(socket, 'connect');
  const head = 'POST /api/webhook HTTP/1.1\r\nhost: x\r\ncontent-length: 100000\r\n\r\n';
  socket.write(`${head}${JSON.stringify(customerCreated)}${' '.repeat(80_000)}`);
  return { socket, said: () => came.join('') };
}

test('more than there is room for is asked to come again, and what is held goes on', async () => {
  const { receiver, answering } = await realWebhook(20_000);
  const server = createServer(overNode(answering, { mostHeld: 200_000 })).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  const all = [await half(port), await half(port), await half(port)];
  await Promise.race(all.map(({ socket }) => once(socket, 'close')));
  const refused = all.filter(({ said }) => said() !== '');
  expect(refused).toHaveLength(1);
  const answer = refused[0]?.said() ?? '';
  expect(answer).toMatch(/^HTTP\/1\.1 503 /);
  expect(answer.toLowerCase()).toContain('retry-after: 1\r\n');
  expect(answer).toContain('"code":"overloaded","retryable":true');

  const rest = 100_000 - JSON.stringify(customerCreated).length - 80_000;
  for (const one of all.filter((each) => !refused.includes(each))) {
    one.socket.write(' '.repeat(rest));
    await once(one.socket, 'data');
    expect(one.said()).toMatch(/^HTTP\/1\.1 200 /);
  }
  // What was answered takes no room any more.
  for (let again = 0; again < 5; again++) {
    const body = `${JSON.stringify(customerCreated)}${' '.repeat(150_000)}`;
    expect((await fetch(`http://127.0.0.1:${port}/api/webhook`, { method: 'POST', body })).status).toBe(200);
  }
  for (const { socket } of all) socket.destroy();
  server.close();
  server.closeAllConnections();
  await receiver.close();
}, 30_000);

test('a body that was packed takes the room of what is in it', async () => {
  const { receiver, answering } = await realWebhook(20_000);
  const server = createServer(overNode(answering, { mostHeld: 200_000 })).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const packed = async (bytes: number) => {
    const body = gzipSync(JSON.stringify(customerCreated).padEnd(bytes));
    const headers = { 'content-encoding': 'gzip' };
    return (await fetch(`http://127.0.0.1:${port}/api/webhook`, { method: 'POST', body, headers })).status;
  };
  expect([await packed(250_000), await packed(150_000), await packed(150_000)]).toEqual([503, 200, 200]);
  server.close();
  server.closeAllConnections();
  await receiver.close();
});
