import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { readBody } from './receiver-body.ts';
import type { Fault, FaultPicker } from './receiver-fault.ts';
import { readRequest, text } from './receiver-rules.ts';
import type { ReceivedRequest, ReceiverStore } from './receiver-store.ts';

export interface IngestParts {
  readonly store: ReceiverStore;
  readonly pickFault: FaultPicker;
  /** Aborted when the receiver closes. */
  readonly closing: AbortSignal;
}

/** Takes one request to Segment's HTTP API: refuses it, keeps its calls, or makes the trouble that was asked for. */
export async function ingest(
  { store, pickFault, closing }: IngestParts,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const read = readRequest(path.replace('/v1/', ''), await readBody(request), request.headers.authorization);
  const messageIds = 'calls' in read ? read.calls.map((call) => text(call, 'messageId')) : [];
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
  );
  const noteAnswer = store.keepRequest({ receivedAt: new Date().toISOString(), path, headers, messageIds });
  const fault = pickFault({ path, messageIds });
  if (fault?.delayMs) await wait(fault.delayMs, undefined, { signal: closing });
  if (fault !== undefined && isInsteadOfAnswer(fault)) return noteAnswer(makeTrouble(fault, response));
  if ('calls' in read) store.keepCalls(read.calls);
  const status = 'calls' in read ? 200 : 400;
  const body = 'calls' in read ? { success: true } : { success: false, message: read.refusal };
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
