import { networkCause } from '../../report/network-cause.ts';
import { isRetryAfter } from '../../report/retry-after.ts';

/** What was seen of the last HTTP request of one attempt. */
export interface Exchange {
  /** Whether a token was asked for, or the API itself. */
  readonly about: 'token' | 'api';
  readonly status?: number;
  /** Why there was no answer, such as ECONNREFUSED or timeout. */
  readonly cause?: string;
  readonly retryAfter?: string;
}

/** A function by which an HTTP client sends, as the SDK wants it. */
export type Send = (url: string, options: unknown) => Promise<Response>;

/** As global `fetch`. */
export type Fetching = (url: string, init: RequestInit) => Promise<Response>;

/** Looks over the shoulder of the SDK, whose errors tell some causes apart and lose others. */
export interface Recorder {
  readonly sendingFor: (about: Exchange['about'], fetching?: Fetching) => Send;
  readonly last: () => Exchange | undefined;
}

/** Sends with global `fetch` until the signal says stop, and remembers what came back last. */
export function recorder(signal: AbortSignal): Recorder {
  let last: Exchange | undefined;
  const sendingFor = (about: Exchange['about'], fetching: Fetching = fetch): Send => {
    return async (url, options) => {
      const { method, headers, body } = options as RequestInit;
      const init = { method, headers, body, signal, redirect: 'manual' } as RequestInit;
      try {
        const response = await fetching(url, init);
        const retryAfter = response.headers.get('retry-after');
        const isAsked = retryAfter !== null && isRetryAfter(retryAfter);
        last = { about, status: response.status, ...(isAsked ? { retryAfter } : {}) };
        return response;
      } catch (error) {
        // Whose time was over may be another, whose request this one waits for, too.
        const isOver = signal.aborted || (error instanceof Error && error.name === 'AbortError');
        last = { about, cause: isOver ? 'timeout' : networkCause(error) };
        throw error;
      }
    };
  };
  return { sendingFor, last: () => last };
}
