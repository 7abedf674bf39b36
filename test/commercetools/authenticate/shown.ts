import type { Shown } from '../../../src/commercetools/authenticate/check.ts';

export const now = new Date('2026-03-02T10:15:31.250Z');
export const nowSeconds = Math.floor(now.getTime() / 1_000);

/** What a caller shows, with all that a case does not name. */
export function shown(parts: {
  readonly headers?: ConstructorParameters<typeof Headers>[0];
  readonly url?: string;
  readonly body?: string | Uint8Array | undefined;
  readonly now?: Date;
  readonly signal?: AbortSignal;
}): Shown {
  return {
    headers: new Headers(parts.headers),
    url: new URL(parts.url ?? '/api/webhook', 'https://mapper.example.com'),
    body: () => Promise.resolve({ ok: true, value: Buffer.from(parts.body ?? '') }),
    signal: parts.signal ?? new AbortController().signal,
    now: parts.now ?? now,
  };
}
