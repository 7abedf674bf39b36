import { setTimeout as sleep } from 'node:timers/promises';
import { retryAfterMs } from '../report/retry-after.ts';

/** How long to go on trying. */
export interface Patience {
  /** From the first attempt on. */
  readonly totalMs: number;
  /** One request may take so long. */
  readonly requestMs: number;
  /** Ends every wait between two attempts. */
  readonly halt: AbortSignal;
  /** Ends the waiting for an attempt, too. */
  readonly cut: AbortSignal;
}

/**
 * Milliseconds to wait behind so many attempts, of which there was at least one: doubled up to half a minute, with chance in
 * it so that several runs do not come all at once.
 */
export function pauseBehind(attempts: number): number {
  return Math.min(500 * 2 ** (attempts - 1), 30_000) * (0.5 + Math.random() / 2);
}

/**
 * The patience that an operator gives, in seconds; one request has a third of it. Nothing is lost where an answer is not
 * heard out: the next run asks again.
 */
export function patienceOf(seconds: number, halt: AbortSignal): Patience {
  return { totalMs: seconds * 1_000, requestMs: Math.min(seconds * 333, 30_000), halt, cut: halt };
}

/** A run that is ended lets requests to Segment end so long: then what was sent is known. */
export const graceMs = 5_000;

/** The same with so many milliseconds more for attempts that are under way. */
export function withGrace(patience: Patience, ms: number): Patience {
  const late = new AbortController();
  const begin = () => void setTimeout(() => late.abort(), ms).unref();
  if (patience.halt.aborted) begin();
  else patience.halt.addEventListener('abort', begin, { once: true });
  return { ...patience, cut: late.signal };
}

/**
 * Attempts again what may succeed later, until the time is over; gives what the last attempt came to that was waited for, or
 * nothing where none was. `again` says whether it may, and what the far end said of how long to wait.
 */
export async function patiently<Value>(
  attempt: () => Promise<Value>,
  again: (value: Value) => { readonly retryAfter?: string | undefined } | undefined,
  { totalMs, halt, cut }: Patience,
): Promise<Value | undefined> {
  const until = performance.now() + totalMs;
  let before: Value | undefined;
  for (let attempts = 1; ; attempts++) {
    const value = await unlessCut(attempt, cut);
    if (value === undefined) return before;
    before = value;
    const wish = again(value);
    if (wish === undefined) return value;
    // "At once", or a time that is over, is no wish to be asked without a pause.
    const wait = retryAfterMs(wish.retryAfter) || pauseBehind(attempts);
    if (performance.now() + wait > until) return value;
    const isOver = await sleep(wait, false, { signal: halt }).catch(() => true);
    if (isOver) return value;
  }
}

/** What an attempt comes to; nothing once it is cut. It may go on, with nobody who waits for it. */
export async function unlessCut<Value>(
  attempt: () => Promise<Value>,
  cut: AbortSignal,
): Promise<Value | undefined> {
  if (cut.aborted) return undefined;
  let stop: () => void = () => undefined;
  const stopped = new Promise<undefined>((resolve) => {
    stop = () => resolve(undefined);
  });
  cut.addEventListener('abort', stop);
  return Promise.race([attempt(), stopped]).finally(() => cut.removeEventListener('abort', stop));
}
