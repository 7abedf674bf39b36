import type { RequestListener } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** A function that platforms call. */
export type Handle = (request: Request) => Promise<Response>;

/** What a platform does around a function: makes a `Request` of what came, and writes the `Response`. */
export function called(handle: Handle): RequestListener {
  return async (incoming, outgoing) => {
    const { method = 'POST', headers } = incoming;
    const body = await buffer(incoming);
    const request = new Request('http://localhost/api/webhook', {
      method,
      headers: headers as Record<string, string>,
      body,
    });
    const response = await handle(request);
    outgoing.writeHead(response.status, Object.fromEntries(response.headers)).end(await response.text());
  };
}
