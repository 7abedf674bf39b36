import { expect, test } from 'vitest';
import type { Exchange } from '../../src/segment/exchange.ts';
import { recordingClient } from '../../src/segment/recording-client.ts';
import { stopAfter } from '../../src/segment/stop.ts';

/** What the SDK is told where these calls are expected, and this is sent; and what was exchanged. */
async function ask(batch: readonly object[], exchange: Exchange = { status: 200, body: '' }, isOver = false) {
  const stop = stopAfter(60_000);
  if (isOver) stop.end();
  const client = recordingClient(['ct-1', 'ct-2'], stop, async () => exchange);
  const body = JSON.stringify({ batch, sentAt: '2026-03-01T10:00:00.123Z' });
  const { status } = await client.makeRequest({ url: '', method: 'POST', headers: {}, body });
  stop.end();
  return { status, exchanges: await client.exchanges() };
}

const [one, two] = [{ messageId: 'ct-1' }, { messageId: 'ct-2' }];
const named = (call: object) => ({ traits: { messageId: 'of-a-mail' }, ...call });

test.each<[string, readonly object[], boolean]>([
  ['the calls in their order', [one, two], true],
  ['the calls, of which one has a trait of that name', [named(one), two], true],
  ['one call less', [one], false],
  ['one call less, and a trait in its place', [one, named({})], false],
  ['one call more', [one, two, { messageId: 'ct-3' }], false],
  ['one call more without an id', [named(one), two, {}], false],
  ['the calls in another order', [two, one], false],
  ['the calls in another order, with a trait', [named(two), one], false],
  ['an id that only begins as it should', [one, { messageId: 'ct-23' }], false],
  ['no calls', [], false],
])('%s: whether it leaves', async (_, batch, leaves) => {
  const { status, exchanges } = await ask(batch);
  expect([status, exchanges.length]).toEqual(leaves ? [200, 1] : [400, 0]);
});

test('when its time is over, nothing leaves', async () => {
  expect(await ask([one, two], undefined, true)).toEqual({ status: 400, exchanges: [] });
});

test.each<[Exchange, number]>([
  [{ status: 202, body: '' }, 200],
  [{ status: 200, body: '{"success":false}' }, 400],
  [{ status: 401, body: '' }, 400],
  [{ status: 429, body: '' }, 400],
  [{ status: 503, body: '', retryAfter: '7' }, 400],
  [{ status: 503, body: '' }, 503],
  [{ cause: 'ECONNRESET' }, 503],
])('the SDK is told to be content, to come again or to give up: %j', async (exchange, status) => {
  expect(await ask([one, two], exchange)).toEqual({ status, exchanges: [exchange] });
});
