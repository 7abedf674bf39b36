import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { readBody } from './receiver-body.ts';
import type { Fault, FaultPicker } from './receiver-fault.ts';
import { answerRegulation } from './receiver-regulations.ts';
import { readRequest, text } from './receiver-rules.ts';
import type { ReceivedRequest, ReceiverStore } from './receiver-store.ts';

export interface IngestParts {
  readonly store: ReceiverStore;
  readonly pickFault: FaultPicker;
  /** Aborted when the receiver closes. */
  readonly closing: AbortSignal;
}

/** What would come of a request, were there no trouble. */
interface Taken {
  readonly messageIds: readonly string[];
  readonly keep: () => void;
  readonly status: number;
  readonly body: object;
}

/** Takes one request to Segment's HTTP API: refuses it, keeps its calls, or makes the trouble that was asked for. */
export async function ingest(
  parts: IngestParts,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const read = readRequest(path.replace('/v1/', ''), await readBody(request), request.headers.authorization);
  const taken =
    'calls' in read
      ? {
          messageIds: read.calls.map((call) => text(call, 'messageId')),
          keep: () => parts.store.keepCalls(read.calls),
          status: 200,
          body: { success: true },
        }
      : { messageIds: [], keep: () => {}, status: 400, body: { success: false, message: read.refusal } };
  await answerOr(parts, { path, request, response, taken });
}

/** Likewise a request to the Public API for a regulation. */
export async function regulate(
  parts: IngestParts,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { regulation, ...answer } = answerRegulation(await readBody(request), request.headers.authorization);
  const keep = () => parts.store.keepCalls(regulation === undefined ? [] : [regulation], () => undefined);
  await answerOr(parts, { path, request, response, taken: { ...answer, messageIds: [], keep } });
}

interface Asked {
  readonly path: string;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly taken: Taken;
}

async function answerOr(
  { store, pickFault, closing }: IngestParts,
  { path, request, response, taken: { messageIds, keep, status, body } }: Asked,
): Promise<void> {
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
  );
  const noteAnswer = store.keepRequest({ receivedAt: new Date().toISOString(), path, headers, messageIds });
  const fault = pickFault({ path, messageIds });
  if (fault?.delayMs) await wait(fault.delayMs, undefined, { signal: closing });
  if (fault !== undefined && isInsteadOfAnswer(fault)) return noteAnswer(makeTrouble(fault, response));
  keep();
  noteAnswer(status);
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function isInsteadOfAnswer({ status, body, headers, mode = 'respond' }: Fault): boolean {
  return mode !== 'respond' || status !== undefined || body !== undefined || headers !== undefined;
}

function makeTrouble(fault: Fault, response: ServerResponse): ReceivedRequest['answer'] {
  const { mode = 'respond', status = mode === 'hang-body' ? 200 : 503, body = '', headers = {} } = fault;
  if (mode === 'reset') response.socket?.resetAndDestroy();
  if (mode === 'hang' || mode === 'reset') return mode;
  response.writeHead(status, headers);
  if (mode === 'respond') {
    response.end(body);
    return status;
  }
  response.write(body === '' ? '{"succ' : body);
  return mode;
}
