import type { Incoming } from './incoming.ts';

/** The answer to a request as a value; whoever serves the request writes it. */
export interface Answer {
  readonly status: number;
  /** Names in small letters. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** From request to answer. Never rejects. */
export type Answering = (incoming: Incoming) => Promise<Answer>;

interface Init {
  readonly status?: number;
  /** Beside the content type, or with another one. */
  readonly headers?: Readonly<Record<string, string>>;
}

export function jsonAnswer(body: unknown, { status = 200, headers = {} }: Init = {}): Answer {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
}
