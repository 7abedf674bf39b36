import type { IncomingMessage, ServerResponse } from 'node:http';
import { jsonIn } from '../report/json-in.ts';
import { isOfThisMachine } from './of-this-machine.ts';
import { readBody } from './receiver-body.ts';
import { type FaultRule, parseFault } from './receiver-fault.ts';
import { type IngestParts, ingest, regulate } from './receiver-ingest.ts';
import { renderPage } from './receiver-page.ts';
import { regulationsPath } from './receiver-regulations.ts';
import { ingestPath } from './receiver-rules.ts';
import type { ReceiverStore } from './receiver-store.ts';

export interface ReceiverParts extends IngestParts {
  readonly setFault: (rule: FaultRule | undefined) => void;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** Leads each request to the one thing it asks for. */
export function receiverRoutes(
  parts: ReceiverParts,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const { store, setFault } = parts;
  const show: Handler = (request, response) => showCalls(request, response, store);
  const routes: Readonly<Record<string, Readonly<Record<string, Handler>>>> = {
    '/': { GET: show },
    '/messages': {
      GET: show,
      DELETE: (_, response) => {
        store.reset();
        answer(response, 204);
      },
    },
    '/fault': {
      POST: (request, response) => takeFault(request, response, setFault),
      DELETE: (_, response) => {
        setFault(undefined);
        answer(response, 204);
      },
    },
    [regulationsPath]: { POST: (...both) => regulate(parts, regulationsPath, ...both) },
    '/favicon.ico': { GET: (_, response) => answer(response, 204) },
  };
  return async (request, response) => {
    const path = (request.url ?? '/').replace(/\?.*$/, '');
    if (!isFromHere(request))
      return answerText(response, 403, 'Only for programs and pages of this machine.');
    const methods = ingestPath.test(path)
      ? { POST: (...both: Parameters<Handler>) => ingest(parts, path, ...both) }
      : routes[path];
    if (methods === undefined)
      return answerText(response, 404, 'Nothing here. The received calls are at /messages.');
    const handler = Object.entries(methods).find(([method]) => method === request.method)?.[1];
    if (handler !== undefined) return handler(request, response);
    answer(response, 405, { allow: Object.keys(methods).join(', ') });
  };
}

/** Answers in words. */
export function answerText(response: ServerResponse, status: number, text: string): void {
  if (!response.headersSent)
    answer(response, status, { 'content-type': 'text/plain; charset=utf-8' }, `${text}\n`);
}

function answer(
  response: ServerResponse,
  status: number,
  headers: Record<string, string> = {},
  body = '',
): void {
  response
    .writeHead(status, { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', ...headers })
    .end(body);
}

function showCalls(request: IncomingMessage, response: ServerResponse, store: ReceiverStore): void {
  const wantsJson = request.headers.accept?.includes('json') ?? false;
  const [headers, body] = wantsJson ? asJson(store) : asPage(store);
  answer(response, 200, headers, body);
}

function asJson(store: ReceiverStore): [headers: Record<string, string>, body: string] {
  return [{ 'content-type': 'application/json' }, JSON.stringify({ calls: store.calls() }, undefined, 2)];
}

function asPage(store: ReceiverStore): [headers: Record<string, string>, body: string] {
  const policy =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";
  const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy };
  return [headers, renderPage(store.calls(), store.requests())];
}

async function takeFault(
  request: IncomingMessage,
  response: ServerResponse,
  setFault: ReceiverParts['setFault'],
) {
  const fault = parseFault(jsonIn(await readBody(request)));
  if (typeof fault === 'string') return answerText(response, 400, `Not a fault: ${fault}.`);
  setFault(fault);
  answer(response, 200, { 'content-type': 'application/json' }, `${JSON.stringify({ fault })}\n`);
}

/** Keeps web pages from elsewhere out, also those that point a name of their own at this machine. */
function isFromHere(request: IncomingMessage): boolean {
  const { host = '', origin } = request.headers;
  return isOfThisMachine(host) && (origin === undefined || isOfThisMachine(origin));
}
