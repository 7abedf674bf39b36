import type { StandIn } from '../commercetools/lookup/stand-in.ts';

/** A Subscription as commercetools keeps it. */
export type Kept = Readonly<Record<string, unknown>> & { readonly version: number };

/** The part of a commercetools project that keeps Subscriptions. */
export interface Shop {
  readonly kept: (key: string) => Kept | undefined;
  readonly keep: (key: string, subscription: object) => void;
  /** What was posted, in order. */
  readonly posted: readonly unknown[];
  /** Somebody else changes it just before the next post is taken. */
  readonly changeBeforePost: (key: string, change: object) => void;
}

const notFound = { statusCode: 404, errors: [{ code: 'ResourceNotFound' }] };

/** Puts one into the stand-in, for these keys. It creates and updates as the API does: by version, a key only once. */
export function openShop(standIn: StandIn, keys: readonly string[]): Shop {
  const subscriptions = new Map<string, Kept>();
  const posted: unknown[] = [];
  const meanwhile: (() => void)[] = [];
  const keep = (key: string, subscription: object): void => {
    const version = (subscriptions.get(key)?.version ?? 0) + 1;
    subscriptions.set(key, {
      id: 'c1f4a2d8-0000-4000-8000-000000000001',
      key,
      status: 'Healthy',
      messages: [],
      changes: [],
      events: [],
      format: { type: 'Platform' },
      ...subscription,
      version,
    });
  };
  const take = (body: unknown): void => {
    posted.push(body);
    meanwhile.shift()?.();
  };
  standIn.answer('/subscriptions', (_, body) => {
    take(body);
    const { key } = body as { readonly key: string };
    if (subscriptions.has(key)) return { status: 400, body: { statusCode: 400, message: 'DuplicateField' } };
    keep(key, body as object);
    return { status: 201, body: subscriptions.get(key) };
  });
  for (const key of keys)
    standIn.answer(`/subscriptions/key=${key}`, (method, body) => {
      if (method === 'POST') take(body);
      const found = subscriptions.get(key);
      if (found === undefined) return { status: 404, body: notFound };
      if (method === 'GET') return { status: 200, body: found };
      const { version, actions } = body as {
        readonly version: number;
        readonly actions: readonly Readonly<Record<string, unknown>>[];
      };
      if (version !== found.version) return { status: 409, body: { statusCode: 409 } };
      const changed = actions.map(({ action: _, ...rest }) => rest);
      keep(key, Object.assign({}, found, ...changed));
      return { status: 200, body: subscriptions.get(key) };
    });
  return {
    kept: (key) => subscriptions.get(key),
    keep,
    posted,
    changeBeforePost: (key, change) =>
      meanwhile.push(() => keep(key, { ...subscriptions.get(key), ...change })),
  };
}
