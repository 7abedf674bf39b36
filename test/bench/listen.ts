import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A program that serves what was built with nothing but node:http, as a platform does, and says where. Without a module it
 * answers everything by itself: the least that a process can do; with `nothing` as a platform's function that does nothing.
 */
const [, , module] = process.argv;
const handle =
  module === undefined
    ? undefined
    : module === 'nothing'
      ? nothing
      : ((await import(module)) as { handle: Handle }).handle;

const server = createServer((incoming, response) => {
  void answer(incoming).then(({ status, body }) => response.writeHead(status).end(body));
});
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.on('disconnect', () => process.exit(0));

async function nothing(request: Request): Promise<Response> {
  await request.text();
  return Response.json({ status: 'sent' });
}

type Handle = (request: Request) => Promise<Response>;

async function answer(
  incoming: IncomingMessage,
): Promise<{ readonly status: number; readonly body: string }> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Uint8Array);
  if (handle === undefined) return { status: 200, body: '{"status":"sent"}' };
  const { method = 'POST' } = incoming;
  const request = new Request('http://localhost/api/webhook', { method, body: Buffer.concat(chunks) });
  const response = await handle(request);
  return { status: response.status, body: await response.text() };
}
