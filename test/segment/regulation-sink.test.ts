import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { regulationSink } from '../../src/segment/regulation-sink.ts';
import { madeAt, type Office, openOffice, regulation, token } from './regulations.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.receiver.close());

const timeoutMs = 4_000;
const mediaType = 'application/vnd.segment.v1+json';

describe('a regulation', () => {
  test('is asked for as the Public API wants it, and confirmed by its id', async () => {
    const { receiver, sink } = office;
    const receipt = await sink([regulation(1)], timeoutMs);
    const [made] = madeAt(receiver);
    expect(made).toMatchObject({ regulationType: 'DELETE_ONLY', subjectIds: ['person-1@example.org'] });
    expect(receipt).toEqual({ status: 'accepted', regulateIds: new Map([['ct-1', made?.regulateId]]) });
    expect(receiver.requests()).toMatchObject([
      {
        path: '/regulations',
        headers: { authorization: `Bearer ${token}`, 'content-type': mediaType, accept: mediaType },
        answer: 200,
      },
    ]);
    expect(receiver.calls()[0]?.call).toMatchObject({ subjectType: 'USER_ID' });
  });

  test('is of the type that its mapping says', async () => {
    await office.sink([regulation(1, { regulationType: 'SUPPRESS_WITH_DELETE' })], timeoutMs);
    expect(madeAt(office.receiver)).toMatchObject([{ regulationType: 'SUPPRESS_WITH_DELETE' }]);
  });

  test('needs no request where there is none, and none is made without time', async () => {
    expect(await office.sink([], timeoutMs)).toMatchObject({ status: 'accepted' });
    expect(await office.sink([regulation(1)], 0)).toEqual({
      status: 'unavailable',
      details: { cause: 'timeout', attempts: 0, api: 'public' },
    });
    expect(office.receiver.requests()).toEqual([]);
  });
});

describe('the same delivery again', () => {
  test('makes no second regulation, and is told the id of the first', async () => {
    const { receiver, sink } = office;
    const first = await sink([regulation(1)], timeoutMs);
    expect(await sink([regulation(1)], timeoutMs)).toEqual(first);
    expect(receiver.requests()).toHaveLength(1);
  });

  test('at the same time is sent once', async () => {
    const { receiver, sink } = office;
    const [first, second] = await Promise.all([
      sink([regulation(1)], timeoutMs),
      sink([regulation(1)], timeoutMs),
    ]);
    expect(second).toEqual(first);
    expect(receiver.requests()).toHaveLength(1);
  });

  test('makes one where the first was not confirmed', async () => {
    const { receiver, sink } = office;
    receiver.setFault({ status: 429, times: 1 });
    expect(await sink([regulation(1)], timeoutMs)).toMatchObject({ status: 'unavailable' });
    expect(await sink([regulation(1)], timeoutMs)).toMatchObject({ status: 'accepted' });
    expect(madeAt(receiver)).toHaveLength(1);
  });

  test('is forgotten only after a thousand others', async () => {
    const { receiver, sink } = office;
    const some = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, index) => regulation(from + index));
    await sink(some(0, 1_000), timeoutMs);
    await sink([regulation(0)], timeoutMs);
    expect(receiver.requests()).toHaveLength(1);
    await sink(some(1_000, 1_001), timeoutMs);
    await sink([regulation(0)], timeoutMs);
    expect(receiver.requests()).toHaveLength(3);
  });
});

describe('several', () => {
  test('of one delivery go in one request for each type, each person once', async () => {
    const { receiver, sink } = office;
    const batch = [
      regulation(1),
      regulation(2, { regulationType: 'SUPPRESS_ONLY' }),
      regulation(3),
      regulation(4, { userId: 'person-1@example.org' }),
    ];
    const receipt = await sink(batch, timeoutMs);
    const made = madeAt(receiver).toSorted((a, b) =>
      String(a.regulationType) < String(b.regulationType) ? -1 : 1,
    );
    expect(made).toMatchObject([
      { regulationType: 'DELETE_ONLY', subjectIds: ['person-1@example.org', 'person-3@example.org'] },
      { regulationType: 'SUPPRESS_ONLY', subjectIds: ['person-2@example.org'] },
    ]);
    const [deletion, suppression] = made.map(({ regulateId }) => regulateId);
    expect(receipt).toEqual({
      status: 'accepted',
      regulateIds: new Map([
        ['ct-1', deletion],
        ['ct-2', suppression],
        ['ct-3', deletion],
        ['ct-4', deletion],
      ]),
    });
  });

  test('that come while requests are under way go together in the next one', async () => {
    const { receiver, sink } = office;
    const before = await occupied(office, 150);
    const others: Promise<unknown>[] = [];
    for (let number = 10; number < 40; number++) {
      others.push(sink([regulation(number)], timeoutMs));
      await new Promise(setImmediate);
    }
    const receipts = await Promise.all([...before, ...others]);
    expect(receipts).toEqual(receipts.map(() => expect.objectContaining({ status: 'accepted' })));
    // Those under way are answered in any order.
    const sizes = madeAt(receiver).map(({ subjectIds }) => subjectIds.length);
    expect(sizes.toSorted((a, b) => a - b)).toEqual([1, 1, 1, 30]);
  });

  test('are at most 5,000 in a request', async () => {
    const { receiver, sink } = office;
    const many = Array.from({ length: 5_001 }, (_, number) => regulation(number));
    expect(await sink(many, 20_000)).toMatchObject({ status: 'accepted' });
    expect(madeAt(receiver).map(({ subjectIds }) => subjectIds.length)).toEqual([5_000, 1]);
  });

  test('of which Segment does not want one: the others are made, and that one is told', async () => {
    const { receiver, sink } = office;
    const sent = [1, 2, 3, 4, 5].map((number) =>
      sink([regulation(number, number === 3 ? { userId: ' ' } : {})], timeoutMs),
    );
    const receipts = await Promise.all(sent);
    expect(receipts.map(({ status }) => status)).toEqual([
      'accepted',
      'accepted',
      'rejected',
      'accepted',
      'accepted',
    ]);
    expect(madeAt(receiver).flatMap(({ subjectIds }) => subjectIds)).toEqual(
      [1, 2, 4, 5].map((number) => `person-${number}@example.org`),
    );
  });

  test('with little time do not hold up each other: who has none left is told so, and is not sent', async () => {
    const { receiver, sink } = office;
    const before = await occupied(office, 400);
    const [hasty, patient] = await Promise.all([sink([regulation(4)], 50), sink([regulation(5)], timeoutMs)]);
    expect(hasty).toEqual({
      status: 'unavailable',
      details: { cause: 'timeout', attempts: 0, api: 'public' },
    });
    expect([...(await Promise.all(before)), patient].map(({ status }) => status)).toEqual(
      Array(4).fill('accepted'),
    );
    expect(madeAt(receiver).flatMap(({ subjectIds }) => subjectIds)).not.toContain('person-4@example.org');
  });

  test('are not held up by one that hangs', async () => {
    const { receiver, sink } = office;
    receiver.setFault({ mode: 'hang', times: 1 });
    const hanging = sink([regulation(1)], 600);
    while (receiver.requests().length === 0) await new Promise(setImmediate);
    expect(await sink([regulation(2)], timeoutMs)).toMatchObject({ status: 'accepted' });
    expect(await hanging).toMatchObject({
      status: 'unavailable',
      details: { cause: 'timeout', attempts: 1 },
    });
  });
});

/** As many requests as may be under way at once, each answered only after a while. */
async function occupied({ receiver, sink }: Office, delayMs: number) {
  receiver.setFault({ delayMs, times: 3 });
  const sent: ReturnType<typeof sink>[] = [];
  for (const number of [1, 2, 3]) {
    sent.push(sink([regulation(number)], timeoutMs));
    while (receiver.requests().length < number) await new Promise(setImmediate);
  }
  return sent;
}

test('whatever comes in whatever order while Segment fails now and then: what is told as accepted was made, once', async () => {
  const step = fc.record({
    people: fc.array(fc.integer({ min: 0, max: 11 }), { minLength: 1, maxLength: 4 }),
    type: fc.constantFrom('DELETE_ONLY', 'SUPPRESS_ONLY'),
    isAlone: fc.boolean(),
  });
  const faults = fc.array(fc.constantFrom(undefined, 429, 500, 401), { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), faults, async (steps, statuses) => {
      const { receiver } = office;
      receiver.reset();
      const sink = regulationSink({ token, host: receiver.url });
      receiver.setFault(({ number }) => {
        const status = statuses[number % statuses.length];
        return status === undefined ? undefined : { status, headers: { 'retry-after': '1' } };
      });
      const told = new Map<string, string>();
      const send = async ({ people, type }: (typeof steps)[number]) => {
        const batch = people.map((one) =>
          regulation(one, { regulationType: type, messageId: `${type}-${one}` }),
        );
        const receipt = await sink(batch, timeoutMs);
        if (receipt.status !== 'accepted') return;
        for (const { messageId } of batch) {
          const id = receipt.regulateIds?.get(messageId);
          expect(told.get(messageId) ?? id).toBe(id);
          told.set(messageId, String(id));
        }
      };
      const together: Promise<void>[] = [];
      for (const one of steps) {
        const sent = send(one);
        together.push(sent);
        if (one.isAlone) await sent;
      }
      await Promise.all(together);
      const made = madeAt(receiver);
      for (const [messageId, id] of told) {
        const [type, person] = messageId.split('-');
        const regulated = made.filter(
          ({ regulationType, subjectIds }) =>
            regulationType === type && subjectIds.includes(`person-${person}@example.org`),
        );
        expect(regulated.map(({ regulateId }) => regulateId)).toEqual([id]);
      }
    }),
    { numRuns: 40, seed: 20261125 },
  );
}, 20_000);
