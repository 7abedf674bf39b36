import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { kafkaWorker } from '../../src/queue/kafka.ts';
import { done } from './parts.ts';

/** The first byte of every connection over TLS: https://www.rfc-editor.org/rfc/rfc8446#section-5.1 */
const handshake = 0x16;

test('credentials go to a broker over TLS only', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const credentials = { apiKey: 'key-of-the-test', apiSecret: 'secret-of-the-test' };
  const settings = { brokers: [`127.0.0.1:${port}`], topic: 'any', groupId: 'any', credentials };
  // It tries again for a while; nobody waits for that here.
  kafkaWorker(settings, { settle: async () => done, log: () => undefined }).catch(() => undefined);
  const [socket] = (await once(server, 'connection')) as [Socket];
  const [sent] = (await once(socket, 'data')) as [Buffer];
  expect(sent[0]).toBe(handshake);
  socket.destroy();
  server.close();
});
