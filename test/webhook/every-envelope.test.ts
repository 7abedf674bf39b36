import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ReceivedCall } from '../../src/demo/receiver-store.ts';
import { cloudEvent, cloudEventBatch, nested, pubsub, sns, wraps } from '../../src/demo/wrapping.ts';
import { type Listening, serve } from '../../src/node/serve.ts';
import { customerCreated, testNotification } from './deliveries.ts';
import { type RealWebhook, realWebhook } from './real-webhook.ts';

let real: RealWebhook;
let server: Listening;
let bare: readonly ReceivedCall[];

async function post({ headers, body }: { readonly headers: Record<string, string>; readonly body: string }) {
  const answer = await fetch(`${server.url}/api/webhook`, { method: 'POST', headers, body });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

const callsOf = (calls: readonly ReceivedCall[]) =>
  calls.map(({ messageId, type, call }) => ({ messageId, type, call }));

beforeAll(async () => {
  real = await realWebhook();
  server = await serve(real.answering, { port: 0, hostname: '127.0.0.1' });
  await post({ headers: {}, body: JSON.stringify(customerCreated) });
  bare = real.receiver.calls();
});
beforeEach(() => real.receiver.reset());
afterAll(async () => {
  await server.close();
  await real.receiver.close();
});

const forms = [
  ...wraps.map((wrap) => wrap(customerCreated)),
  // A list within a list is refused.
  ...wraps
    .filter((outer) => !outer('').isList)
    .flatMap((outer) =>
      [cloudEvent, cloudEventBatch, pubsub, sns].map((inner) =>
        nested(`${outer('').name} around ${inner('').name}`, outer, inner, customerCreated),
      ),
    ),
];

describe('the same CustomerCreated over HTTP becomes the same call with the same message id', () => {
  it('as it is', () => {
    expect(bare).toHaveLength(1);
    expect(bare[0]).toMatchObject({ type: 'identify' });
    // By which of the two people go is said in mappings/shared/identity.yaml.
    const { email, id } = customerCreated.customer;
    expect([email, id]).toContain(bare[0]?.call['userId']);
  });

  it.each(forms)('$name', async ({ headers, body, isList }) => {
    const answer = await post({ headers, body });
    expect(answer).toMatchObject({ status: 200, body: { status: 'sent' } });
    expect(Object.hasOwn(answer.body, 'deliveries')).toBe(isList);
    expect(callsOf(real.receiver.calls())).toEqual(callsOf(bare));
  });
});

describe('the test notification is skipped in every form', () => {
  it.each(wraps.map((wrap) => wrap(testNotification)))('$name', async ({ headers, body }) => {
    expect(await post({ headers, body })).toMatchObject({ status: 200, body: { status: 'skipped' } });
    expect(real.receiver.requests()).toEqual([]);
  });
});
