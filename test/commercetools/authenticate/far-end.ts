import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { Fetch } from '../../../src/commercetools/authenticate/download.ts';

export type Answer = string | Uint8Array | ((response: ServerResponse) => void);

/**
 * A server on this machine that stands for all others: `fetch` asks it instead of the https address, `answers` holds
 * what it says for an address (404 for the rest), `asked` what was asked for.
 */
export async function farEnd(answers: Record<string, Answer> = {}) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const address = decodeURIComponent((request.url ?? '').slice(1));
    const answer = answers[address] ?? ((missing: ServerResponse) => missing.writeHead(404).end());
    if (typeof answer === 'function') answer(response);
    else response.end(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  const ask: Fetch = (address, init) => {
    asked.push(address);
    return fetch(`http://127.0.0.1:${port}/${encodeURIComponent(address)}`, init);
  };
  return { fetch: ask, asked, answers };
}

export function status(code: number, headers: Record<string, string> = {}): Answer {
  return (response) => response.writeHead(code, headers).end();
}

/** Never answers. */
export const silence: Answer = () => {};
