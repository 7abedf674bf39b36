import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The least that a process can do: answers everything by itself, with nothing but node:http, and says where. */
const server = createServer((request, response) => {
  request.resume().on('end', () => response.writeHead(200).end('{"status":"sent"}'));
});
server.listen(0, '127.0.0.1', () => {
  process.stderr.write(`listening on http://127.0.0.1:${(server.address() as AddressInfo).port}/\n`);
});
