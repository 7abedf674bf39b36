import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { ApiSettings } from '../../../src/commercetools/lookup/settings.ts';

/** How the stand-in answers one request instead of well. */
export type Fault =
  | { readonly status: number; readonly retryAfter?: string; readonly body?: string }
  | 'hang'
  | 'half-body'
  | 'cut';

/** Gives status and body for a request with this body. */
export type Answerer = (method: string, body: unknown) => { readonly status: number; readonly body: unknown };

/** commercetools' API and its OAuth server in one, over HTTP, with what the tests put into it. */
export interface StandIn {
  readonly settings: ApiSettings;
  /** What is there, by its path below the project, such as `/customers/7f…`. Of several, each is answered once, the last always. */
  readonly put: (path: string, ...resources: readonly unknown[]) => void;
  /** All resources of a kind, such as of `/customers`, in the order of their ids: answered in pages, as they are asked for. */
  readonly list: (path: string, resources: Listed) => void;
  /** How requests for a path are answered by what they bring; goes before what is put there. */
  readonly answer: (path: string, answer: Answerer) => void;
  /** The next requests for a token, or of the API, go wrong in this order; after them all is well. */
  readonly fail: (about: 'token' | 'api', ...faults: readonly Fault[]) => void;
  /** Takes no token any more that it has given, as when they have expired. */
  readonly forgetTokens: () => void;
  /** Lets no answer of the API out until the function that it gives is called. */
  readonly hold: () => () => void;
  /** `POST /oauth/token`, `GET /customers/7f…`, as they came. */
  readonly requests: () => readonly string[];
  /** What the requests for a token said. */
  readonly tokenBodies: () => readonly string[];
  /** Most requests of the API that were open at once. */
  readonly busiest: () => number;
  readonly reset: () => void;
  readonly close: () => Promise<void>;
}

/** Made when they are asked for, so that there can be more than memory holds. */
export interface Listed {
  readonly length: number;
  readonly at: (index: number) => Readonly<Record<string, unknown>>;
}

export const clientSecret = 'cs-9f2b71-not-a-real-one';
const projectKey = 'garden-shop';

export async function startStandIn(): Promise<StandIn> {
  const resources = new Map<string, unknown[]>();
  const lists = new Map<string, Listed>();
  const answerers = new Map<string, Answerer>();
  const faults = { token: [] as Fault[], api: [] as Fault[] };
  const tokens = new Set<string>();
  const requests: string[] = [];
  const tokenBodies: string[] = [];
  const seen = { open: 0, busiest: 0, tokens: 0 };
  let held: Promise<void> = Promise.resolve();

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://stand-in');
    const about = url.pathname === '/oauth/token' ? 'token' : 'api';
    const path = url.pathname.replace(`/${projectKey}/`, '/');
    requests.push(`${request.method} ${decodeURIComponent(path + url.search.replaceAll('+', ' '))}`);
    const fault = faults[about].shift();
    const answering =
      about === 'token' ? token(request, response, fault) : api(request, response, { path, fault, url });
    answering.catch(() => response.destroy());
  });

  async function token(request: IncomingMessage, response: ServerResponse, fault?: Fault): Promise<void> {
    const body = await text(request);
    tokenBodies.push(body);
    const isClient = request.headers.authorization === `Basic ${btoa(`the-client:${clientSecret}`)}`;
    if (fault !== undefined) return wrong(response, fault);
    if (!isClient)
      return wrong(response, { status: 401, body: '{"statusCode":401,"error":"invalid_client"}' });
    const access = `token-${++seen.tokens}`;
    tokens.add(access);
    const scope = new URLSearchParams(body).get('scope');
    json(response, 200, { access_token: access, expires_in: 172_800, token_type: 'Bearer', scope });
  }

  async function api(
    request: IncomingMessage,
    response: ServerResponse,
    { path, fault, url }: { readonly path: string; readonly fault: Fault | undefined; readonly url: URL },
  ): Promise<void> {
    seen.open++;
    seen.busiest = Math.max(seen.busiest, seen.open);
    response.once('close', () => seen.open--);
    await held;
    if (fault !== undefined) return wrong(response, fault);
    const bearer = request.headers.authorization?.replace('Bearer ', '') ?? '';
    if (!tokens.has(bearer)) return json(response, 401, { statusCode: 401, message: 'invalid_token' });
    const list = lists.get(path);
    if (list !== undefined && url.searchParams.get('withTotal') !== null)
      return json(response, 200, pageOf(list, url.searchParams));
    const answerer = answerers.get(path);
    if (answerer !== undefined) {
      const body = await text(request);
      const told = answerer(request.method ?? '', body === '' ? undefined : JSON.parse(body));
      return json(response, told.status, told.body);
    }
    const found = resources.get(path) ?? [];
    const resource = found.length > 1 ? found.shift() : found[0];
    if (resource === undefined)
      return json(response, 404, { statusCode: 404, message: 'not found', errors: [notFound] });
    json(response, 200, resource);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    settings: {
      projectKey,
      clientId: 'the-client',
      clientSecret,
      apiUrl: url,
      authUrl: url,
      scopes: [`view_customers:${projectKey}`, `view_orders:${projectKey}`],
    },
    put: (path, ...all) => resources.set(path, [...all]),
    list: (path, all) => lists.set(path, all),
    answer: (path, answer) => answerers.set(path, answer),
    fail: (about, ...more) => faults[about].push(...more),
    forgetTokens: () => tokens.clear(),
    hold: () => {
      let release = () => {};
      held = new Promise((resolve) => {
        release = resolve;
      });
      return release;
    },
    requests: () => [...requests],
    tokenBodies: () => [...tokenBodies],
    busiest: () => seen.busiest,
    reset: () => {
      for (const one of [resources, lists, answerers, tokens]) one.clear();
      for (const one of [faults.token, faults.api, requests, tokenBodies]) one.length = 0;
      seen.busiest = 0;
      held = Promise.resolve();
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A page as commercetools answers with: https://docs.commercetools.com/api/general-concepts#pagedqueryresult */
function pageOf(list: Listed, query: URLSearchParams): object {
  const where = query.get('where') ?? '';
  const limit = Math.min(Number(query.get('limit')), 500);
  const [, last = ''] = /id > "([^"]+)"/.exec(where) ?? [];
  const [, since = ''] = /createdAt >= "([^"]+)"/.exec(where) ?? [];
  const results: unknown[] = [];
  let index = firstBehind(list, last);
  for (; index < list.length && results.length < limit; index++) {
    const one = list.at(index);
    if (String(one['createdAt']) >= since) results.push(one);
  }
  const total = query.get('withTotal') === 'true' ? { total: list.length - firstBehind(list, last) } : {};
  return { limit, offset: 0, count: results.length, ...total, results };
}

function firstBehind(list: Listed, last: string): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (String(list.at(middle)['id']) > last) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** https://docs.commercetools.com/api/errors#404-not-found */
const notFound = { code: 'ResourceNotFound', message: 'not found' };

function wrong(response: ServerResponse, fault: Fault): void {
  if (fault === 'hang') return;
  if (fault === 'cut') {
    response.destroy();
    return;
  }
  if (fault === 'half-body') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' });
    response.write('{"id":"half', () => response.destroy());
    return;
  }
  const words = 'secret words of the answer';
  const { status, retryAfter, body = `{"statusCode":${status},"message":"${words}"}` } = fault;
  const headers = retryAfter === undefined ? {} : { 'retry-after': retryAfter };
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
