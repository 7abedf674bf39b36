import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** Segment's API and its Public API in one, over HTTP. */
export interface SegmentApis {
  readonly url: string;
  /** Of the workspace; 200 on a page. */
  readonly sources: { writeKeys: readonly string[]; enabled: boolean }[];
  /** How a path is answered instead of well. */
  readonly fail: (path: string, status: number, body?: object) => void;
  /** Method, path and body, as they came. */
  readonly requests: readonly string[];
  readonly reset: () => void;
  readonly close: () => Promise<void>;
}

export const publicApiToken = 'sgp-0f3a-not-a-real-one';

export async function startSegmentApis(): Promise<SegmentApis> {
  const sources: SegmentApis['sources'] = [];
  const faults = new Map<string, { readonly status: number; readonly body: object }>();
  const requests: string[] = [];
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://segment');
    requests.push(`${request.method} ${pathname} ${await text(request)}`.trim());
    const answer = (status: number, body: unknown) =>
      // Where it redirects to, all seems well.
      response
        .writeHead(status, { 'content-type': 'application/json', ...(status < 300 ? {} : { location: '/' }) })
        .end(JSON.stringify(body));
    const fault = faults.get(pathname);
    if (fault !== undefined) return answer(fault.status, fault.body);
    if (pathname === '/') return answer(200, { success: true });
    if (pathname === '/v1/batch') return answer(400, { success: false });
    if (request.headers.authorization !== `Bearer ${publicApiToken}`) return answer(401, {});
    const [count, from] = ['count', 'cursor'].map((name) => Number(searchParams.get(`pagination[${name}]`)));
    const end = (from ?? 0) + (count ?? 0);
    const next = end < sources.length ? { next: String(end) } : {};
    return answer(200, { data: { sources: sources.slice(from, end), pagination: next } });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sources,
    fail: (path, status, body = {}) => faults.set(path, { status, body }),
    requests,
    reset: () => {
      faults.clear();
      for (const list of [sources, requests]) list.length = 0;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
