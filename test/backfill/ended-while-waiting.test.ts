import { describe, expect, test } from 'vitest';
import { patienceOf, withGrace } from '../../src/backfill/patiently.ts';
import { sending } from '../../src/backfill/send-batch.ts';
import { allIds, long, openCustomers } from './open-customers.ts';
import { timeOf } from './shop.ts';

const timeout = 120_000;
const { api, receiver, customersRun, listCustomers, receivedIds } = await openCustomers();

const identify = {
  type: 'identify',
  userId: 'wren@example.com',
  messageId: 'ct-1',
  timestamp: timeOf(1),
} as const;

describe('ended by somebody while it waits for what does not answer, it says so, and the next one goes on', () => {
  test.each<[string, (isMet: () => void) => void]>([
    [
      'commercetools',
      (isMet) => {
        api.fail('api', ...long({ status: 503 }));
        // The question for the total comes before; by then the first page was asked for in vain, at least once.
        const timer = setInterval(() => {
          if (api.requests().length < 8) return;
          clearInterval(timer);
          isMet();
        }, 10);
      },
    ],
    [
      'Segment',
      (isMet) =>
        receiver.setFault(() => {
          isMet();
          return { status: 429, headers: { 'retry-after': '900' } };
        }),
    ],
  ])(
    '%s',
    async (_, breakIt) => {
      listCustomers();
      const customers = customersRun();
      const ending = new AbortController();
      breakIt(() => ending.abort());
      const first = await customers.run(1_000, ending.signal);
      expect([first.reason, first.tally.sent]).toEqual(['ended', 0]);
      expect(first.stop?.detail).toMatchSnapshot();
      api.reset();
      listCustomers();
      receiver.setFault(undefined);
      const second = await customers.run(60);
      expect([second.reason, receivedIds()]).toEqual(['done', allIds]);
    },
    timeout,
  );

  // In less time than the hanging request is given.
  test('commercetools, which never answers', { timeout: 20_000 }, async () => {
    listCustomers();
    const customers = customersRun();
    const ending = new AbortController();
    // The question for the total goes well, the first page hangs.
    api.fail('api', { status: 404 }, ...long('hang'));
    const isAsked = setInterval(() => {
      if (api.requests().length >= 3) ending.abort();
    }, 10);
    const first = await customers.run(1_000, ending.signal).finally(() => clearInterval(isAsked));
    expect([first.reason, first.tally.sent]).toEqual(['ended', 0]);
    expect(first.stop?.detail).toMatchSnapshot();
    api.reset();
    listCustomers();
    const second = await customers.run(60);
    expect([second.reason, receivedIds()]).toEqual(['done', allIds]);
  });

  test('Segment, which has a little while for what is under way', async () => {
    const ending = new AbortController();
    const patience = withGrace(patienceOf(1_000, ending.signal), 50);
    const send = sending({ sink: () => new Promise(() => {}), turn: async () => {}, patience });
    const piece = { came: { notification: {} } };
    const batch = [{ piece, result: { status: 'mapped', calls: [identify], bytes: 10 } }] as const;
    const sent = send(batch);
    ending.abort();
    expect(await sent).toMatchInlineSnapshot(`
      {
        "detail": "it was ended before Segment had answered all requests; with --checkpoint the same command goes on where it was, with the same message ids",
        "reason": "ended",
      }
    `);
  });

  test(
    'a key that Segment refuses is told as that all the same',
    async () => {
      listCustomers();
      const ending = new AbortController();
      receiver.setFault(() => {
        ending.abort();
        return { status: 401 };
      });
      expect((await customersRun().run(60, ending.signal)).reason).toBe('refused');
    },
    timeout,
  );
});
