import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { serve } from '../../src/node/serve.ts';
import { customerCreated } from './deliveries.ts';
import { realWebhook } from './real-webhook.ts';

const head = (length: number) =>
  `POST /api/webhook HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n`;

/** Says that it will send much, and sends a letter now and then, for ever. */
function slowSender(port: number): { readonly socket: Socket; readonly answer: Promise<string> } {
  const socket = connect(port, '127.0.0.1');
  socket.write(`${head(100_000)}{"notificationType":"`);
  const drip = setInterval(() => socket.write('x'), 50);
  let text = '';
  socket.setEncoding('utf8').on('data', (part: string) => {
    text += part;
  });
  socket.on('error', () => undefined); // it may be cut off in the middle of a letter
  const answer = once(socket, 'close').then(() => {
    clearInterval(drip);
    return text;
  });
  return { socket, answer };
}

test('fifty that never end are cut off, and hold no good delivery up', async () => {
  const { receiver, answering } = await realWebhook(1_500);
  const server = await serve(answering, { port: 0, hostname: '127.0.0.1' });
  const slow = Array.from({ length: 50 }, () => slowSender(Number(new URL(server.url).port)));
  await Promise.all(slow.map(({ socket }) => once(socket, 'connect')));

  const good = await fetch(server.url, { method: 'POST', body: JSON.stringify(customerCreated) });
  expect([good.status, await good.json()]).toMatchObject([200, { status: 'sent' }]);
  const answers = slow.map(({ answer }) => answer);
  expect(slow.filter(({ socket }) => socket.closed)).toEqual([]); // the good one was not served after them

  for (const text of await Promise.all(answers)) {
    expect(text).toMatch(/^HTTP\/1\.1 500 /);
    expect(text).toContain('"code":"body-incomplete"');
    expect(text.toLowerCase()).toContain('connection: close');
  }
  expect(receiver.calls()).toHaveLength(1);
  await server.close();
  await receiver.close();
}, 30_000);
