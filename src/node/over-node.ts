import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Answer, Answering } from '../webhook/http-answer.ts';
import type { BodyBounds, BodyTrouble, Incoming } from '../webhook/incoming.ts';
import { pieces } from '../webhook/pieces.ts';

/**
 * Bytes of bodies that a process holds at once; what is made of them takes two or three times as much. Deliveries have a few KB, so
 * that nobody but a flood comes near.
 */
const mostHeld = 128 * 1024 * 1024;

export interface OverNodeOptions {
  /** Whether the server takes no more requests. */
  readonly isClosing?: () => boolean;
  /** Bytes of bodies that are held at once, of requests that are not answered yet. */
  readonly mostHeld?: number;
}

/**
 * The door for `node:http`. A request of which no URL can be made is a bare 400, a handler that throws a bare 500. What is left of
 * a body when the answer is there is not waited for: the connection ends. So it does while `isClosing`.
 */
export function overNode(answering: Answering, options: OverNodeOptions = {}): RequestListener {
  const { isClosing = () => false, mostHeld: most = mostHeld } = options;
  let all = 0;
  return (request, response) => {
    let own = 0;
    const hasRoom = (bytes: number) => {
      own += bytes;
      all += bytes;
      return all <= most;
    };
    answerTo(incomingOf(request, hasRoom), answering)
      .then((answer) => {
        all -= own;
        write(answer, response, !request.complete || isClosing());
      })
      .catch(() => response.destroy());
  };
}

async function answerTo(incoming: Incoming | undefined, answering: Answering): Promise<Answer> {
  if (incoming === undefined) return { status: 400, headers: {} };
  try {
    return await answering(incoming);
  } catch {
    return { status: 500, headers: {} };
  }
}

/** Whether there is room for so many bytes more. */
type HasRoom = (bytes: number) => boolean;

function incomingOf(request: IncomingMessage, hasRoom: HasRoom): Incoming | undefined {
  const { method = 'GET', url: target = '/', headers } = request;
  // The `Host` header of a stranger can make a URL that is none: https://www.rfc-editor.org/rfc/rfc9112#section-3.2.
  const url = target.startsWith('/') ? `http://${headers.host ?? 'localhost'}${target}` : target;
  if (!URL.canParse(url)) return undefined;
  // What stands before us may look at the path alone, which must be ours, too: a host with a slash would bring its own.
  if (/[/\\?#]/.test(headers.host ?? '')) return undefined;
  return {
    method,
    url,
    headers: {
      get: (name) => headers[name]?.toString() ?? null,
      has: (name) => headers[name] !== undefined,
    },
    body: (bounds) => bodyOf(request, bounds, hasRoom),
    hasRoom,
  };
}

function bodyOf(
  request: IncomingMessage,
  { most, timeoutMs }: BodyBounds,
  hasRoom: HasRoom,
): Promise<Uint8Array | BodyTrouble> {
  // Whoever has gone says so once, which may have been before anybody listened.
  if (request.destroyed) return Promise.resolve('broken');
  return new Promise((resolve) => {
    const came = pieces();
    let size = 0;
    const giveUp = (trouble: BodyTrouble) => {
      clearTimeout(timer);
      request.removeAllListeners('data').pause();
      resolve(trouble);
    };
    const timer = setTimeout(giveUp, Math.max(0, timeoutMs), 'too-slow');
    request.on('data', (chunk: Buffer) => {
      size += chunk.byteLength;
      if (size > most) giveUp('too-large');
      else if (!hasRoom(chunk.byteLength)) giveUp('no-room');
      else came.add(chunk);
    });
    request.on('end', () => {
      clearTimeout(timer);
      resolve(came.whole());
    });
    request.on('error', () => giveUp('broken'));
  });
}

function write({ status, headers, body = '' }: Answer, response: ServerResponse, isLast: boolean): void {
  if (response.destroyed) return; // the sender has gone
  // As a list, Node writes them as they are.
  const listed: string[] = [];
  for (const name in headers) listed.push(name, headers[name] ?? '');
  if (status !== 204) listed.push('content-length', `${Buffer.byteLength(body)}`);
  if (isLast && headers['connection'] === undefined) listed.push('connection', 'close');
  response.writeHead(status, listed);
  response.end(body);
}
