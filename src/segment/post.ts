import { type IncomingMessage, request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';

/** The part of the SDK's HTTP request that is used. */
export interface OutgoingRequest {
  readonly url: string;
  readonly method: 'POST';
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** An answer that was read to its end. */
export interface Answer {
  readonly status: number;
  /** The beginning of the body. */
  readonly body: string;
  readonly retryAfter?: string;
}

/** Enough for every answer that Segment gives; an endless body is read and not kept. */
const keptBytes = 16 * 1024;

/**
 * Sends a request over Node's own pool of open connections and reads its answer to the end. Takes a third of the
 * processor's time that global fetch takes. Redirects are answers like others. Rejects with the network's error, or
 * when `stop` comes, at that moment.
 *
 * A connection that was open from before may have been closed at the other end in the meantime, most of all where the
 * function was frozen between two deliveries. One that breaks before an answer begins is made good at once by a new
 * one; had the request arrived all the same, its repeat has the same message ids and counts once.
 */
export async function post(request: OutgoingRequest, stop: AbortSignal): Promise<Answer> {
  const first = await attempt(request, stop, 'pooled');
  const second = first === 'stale' ? await attempt(request, stop, 'new') : first;
  if (second === 'stale') throw new Error('a new connection is never stale');
  return second;
}

function attempt(
  { url, method, headers, body }: OutgoingRequest,
  stop: AbortSignal,
  connection: 'pooled' | 'new',
): Promise<Answer | 'stale'> {
  return new Promise((resolve, reject) => {
    stop.throwIfAborted();
    const send = url.startsWith('https:') ? overHttps : overHttp;
    const sent = send(url, {
      method,
      headers: { ...headers, 'accept-encoding': 'identity', 'content-length': Buffer.byteLength(body) },
      ...(connection === 'new' ? { agent: false } : {}),
    });
    const end = () => {
      sent.destroy();
      reject(stop.reason);
    };
    stop.addEventListener('abort', end, { once: true });
    let hasBegun = false;
    sent.on('response', (answer) => {
      hasBegun = true;
      readToTheEnd(answer)
        .then(resolve, reject)
        .finally(() => stop.removeEventListener('abort', end));
    });
    sent.on('error', (error) => {
      stop.removeEventListener('abort', end);
      if (sent.reusedSocket && !hasBegun && wasClosed(error)) resolve('stale');
      else reject(error);
    });
    sent.end(body);
  });
}

function wasClosed(error: Error): boolean {
  return 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
}

function readToTheEnd(answer: IncomingMessage): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const kept: Buffer[] = [];
    let size = 0;
    answer.on('data', (chunk: Buffer) => {
      if (size < keptBytes) kept.push(chunk.subarray(0, keptBytes - size));
      size += chunk.length;
    });
    answer.on('error', reject);
    answer.on('end', () => {
      const retryAfter = answer.headers['retry-after'];
      const body = new TextDecoder().decode(Buffer.concat(kept));
      const read = { status: answer.statusCode ?? 0, body };
      resolve(retryAfter === undefined ? read : { ...read, retryAfter });
    });
  });
}
