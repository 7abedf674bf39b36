import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Handle } from './called.ts';

/**
 * A program that serves what was built with nothing but node:http, as a platform does, and says where. Without a module it
 * answers everything by itself: the least that a process can do; with `nothing` as a platform's function that does nothing.
 */
const [, , module] = process.argv;
const server = createServer(module === undefined ? least : await calling(module));
server.listen(0, '127.0.0.1', () => {
  process.stderr.write(`listening on http://127.0.0.1:${(server.address() as AddressInfo).port}/\n`);
});

function least(...[request, response]: Parameters<RequestListener>): void {
  request.resume().on('end', () => response.writeHead(200).end('{"status":"sent"}'));
}

/** Loaded only here: the least has nothing of it. */
async function calling(name: string): Promise<RequestListener> {
  const { called } = await import('./called.ts');
  return called(name === 'nothing' ? nothing : ((await import(name)) as { handle: Handle }).handle);
}

async function nothing(request: Request): Promise<Response> {
  await request.text();
  return Response.json({ status: 'sent' });
}
