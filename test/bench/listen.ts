import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { called, type Handle } from './called.ts';

/**
 * A program that serves the function of a module with nothing but node:http, as a platform does, and says where. With `nothing`
 * for a module it is a function that does nothing.
 */
const [, , module = ''] = process.argv;
const handle = module === 'nothing' ? nothing : ((await import(module)) as { handle: Handle }).handle;
const server = createServer(called(handle));
server.listen(0, '127.0.0.1', () => {
  process.stderr.write(`listening on http://127.0.0.1:${(server.address() as AddressInfo).port}/\n`);
});

async function nothing(request: Request): Promise<Response> {
  await request.text();
  return Response.json({ status: 'sent' });
}
