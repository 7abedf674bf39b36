import type { RequestHeaders } from '../commercetools/request-headers.ts';

/** A request, whoever serves it. */
export interface Incoming {
  readonly method: string;
  /** As requested, with its host and its query; a URL can be made of it. */
  readonly url: string;
  readonly headers: RequestHeaders;
  /** Reads the body, once. Never rejects. */
  readonly body: (bounds: BodyBounds) => Promise<Uint8Array | BodyTrouble>;
  /** Whether so many bytes more may be held until the answer, such as those of a body that was packed. Absent where nobody counts. */
  readonly hasRoom?: (bytes: number) => boolean;
}

export interface BodyBounds {
  /** Bytes; of a longer body no more than this is kept. */
  readonly most: number;
  /** Milliseconds in which it must be there. */
  readonly timeoutMs: number;
}

/** Why there is no body: longer than the bound, not there in time, broken off, or of more bytes than there is room for at the moment. */
export type BodyTrouble = 'too-large' | 'too-slow' | 'broken' | 'no-room';
