import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Answer, Answering } from '../webhook/http-answer.ts';
import type { BodyBounds, BodyTrouble, Incoming } from '../webhook/incoming.ts';
import { pieces } from '../webhook/pieces.ts';

/**
 * Bytes of bodies that a process holds at once. With what is made of them that is four times as much memory, as measured on Node 20
 * and 24, and six times where each has a letter beyond Latin-1. Deliveries have a few KB, so that nobody but a flood comes near.
 */
const mostHeld = 128 * 1024 * 1024;

/**
 * So long a sender may go on after its answer, and what it sends is forgotten. Most write their whole body before they look for an
 * answer: cut off at once, they would see a broken connection instead of a 401, and come again.
 */
const lingerMs = 500;

export interface OverNodeOptions {
  /** Whether the server takes no more requests. */
  readonly isClosing?: () => boolean;
  /** Bytes of bodies that are held at once, of requests that are not answered yet. */
  readonly mostHeld?: number;
}

/**
 * The door for `node:http`. A request of which no URL can be made is a bare 400, a handler that throws a bare 500. The answer does
 * not wait for what is left of a body; behind it, the connection ends. So it does while `isClosing`.
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
        write(answer, { request, response, isClosing: isClosing() });
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
  // The `Host` header may be empty, and that of a stranger can make a URL that is none: https://www.rfc-editor.org/rfc/rfc9112#section-3.2.
  const url = target.startsWith('/') ? `http://${headers.host || 'localhost'}${target}` : target;
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
    let came = pieces();
    let size = 0;
    const giveUp = (trouble: BodyTrouble) => {
      clearTimeout(timer);
      request.removeAllListeners('data').pause();
      came = pieces(); // what came is not kept until the sender has gone
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

/** What an answer is written to. */
interface Asked {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly isClosing: boolean;
}

function write({ status, headers, body = '' }: Answer, { request, response, isClosing }: Asked): void {
  if (response.destroyed) return; // the sender has gone
  const isLast = !request.complete || isClosing;
  // As a list, Node writes them as they are.
  const listed: string[] = [];
  for (const name in headers) listed.push(name, headers[name] ?? '');
  if (status !== 204) listed.push('content-length', `${Buffer.byteLength(body)}`);
  if (isLast && headers['connection'] === undefined) listed.push('connection', 'close');
  response.writeHead(status, listed);
  if (request.complete) response.end(body);
  else linger(request, response, body);
}

/** Sends the answer at once, and ends the connection when the body is over or nobody waits for it any longer. */
function linger(request: IncomingMessage, response: ServerResponse, body: string): void {
  response.flushHeaders();
  if (body !== '') response.write(body);
  const end = () => {
    clearTimeout(timer);
    response.end();
  };
  const timer = setTimeout(end, lingerMs);
  request.once('close', end).resume();
}
