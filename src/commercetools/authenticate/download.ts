import { networkCause } from '../../report/network-cause.ts';

/** The part of the platform's `fetch` that is used here; it must heed the signal. */
export type Fetch = (address: string, init: RequestInit) => Promise<Response>;

/**
 * What became of a download. `cause` is short and holds neither address nor content.
 * - refused: asking again would not help: an HTTP status (a redirect is one), `too-large` or `not-https`.
 * - unavailable: the far end may answer later: `timeout`, a network code, or the HTTP status 429 or 5xx.
 */
export type Downloaded =
  | { readonly status: 'done'; readonly bytes: Uint8Array }
  | { readonly status: 'refused'; readonly cause: string }
  | { readonly status: 'unavailable'; readonly cause: string };

/** Key sets have about 16 KB, certificates 2 KB. */
const sizeLimit = 65_536;

const timeLimitMs = 2_000;

/**
 * Fetches an https address: no redirects, status 200 only, at most 64 KB, at most two seconds, and not beyond the
 * signal. Never throws. Whether the address may be asked at all is for the caller to know.
 */
export async function download(address: string, fetch: Fetch, signal?: AbortSignal): Promise<Downloaded> {
  if (!/^https:\/\/[^/@]+\//.test(address)) return { status: 'refused', cause: 'not-https' };
  if (signal?.aborted === true) return { status: 'unavailable', cause: 'timeout' };
  const stop = new AbortController();
  const leave = () => stop.abort();
  const timer = setTimeout(leave, timeLimitMs);
  signal?.addEventListener('abort', leave);
  try {
    return await bounded(await fetch(address, { redirect: 'manual', signal: stop.signal }));
  } catch (error) {
    return { status: 'unavailable', cause: stop.signal.aborted ? 'timeout' : networkCause(error) };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', leave);
    leave();
  }
}

async function bounded({ status, body }: Response): Promise<Downloaded> {
  if (status !== 200) {
    const mayAnswerLater = status === 429 || status >= 500;
    return { status: mayAnswerLater ? 'unavailable' : 'refused', cause: String(status) };
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > sizeLimit) return { status: 'refused', cause: 'too-large' };
    chunks.push(chunk);
  }
  return { status: 'done', bytes: Buffer.concat(chunks) };
}
