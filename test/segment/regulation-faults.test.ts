import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import type { FaultRule } from '../../src/demo/receiver-fault.ts';
import { createRegulation } from '../../src/segment/create-regulation.ts';
import { regulationSink } from '../../src/segment/regulation-sink.ts';
import { madeAt, openOffice, regulation, token } from './regulations.ts';

async function sendWith(rule: FaultRule, timeoutMs = 4_000) {
  const { receiver, sink } = await openOffice();
  receiver.setFault(rule);
  const receipt = await sink([regulation(1)], timeoutMs);
  const seen = { receipt, requests: receiver.requests().length, made: madeAt(receiver).length };
  await receiver.close();
  return seen;
}

const errors = (message: string, more: object = {}) =>
  JSON.stringify({ errors: [{ type: 'some-error', message, ...more }] });
const confirmation = '{"data":{"regulateId":"1qJkfE1tpwvQcklImGksLN629wn"}}';

describe.concurrent('is not repeated', () => {
  test.each<[string, FaultRule, object]>([
    [
      'without a token that is known',
      { status: 401, body: errors('Unauthorized') },
      { status: 'rejected', details: { status: 401, attempts: 1, api: 'public' } },
    ],
    ['without the right', { status: 403, body: errors('Forbidden') }, { status: 'rejected' }],
    ['where there is no such thing', { status: 404 }, { status: 'rejected', details: { status: 404 } }],
    [
      'where it is not valid',
      { status: 422, body: errors('"subjectIds" is not valid') },
      { status: 'rejected', details: { status: 422, message: errors('"subjectIds" is not valid') } },
    ],
    [
      'in a conflict, which passes',
      { status: 409, body: errors('a replay is under way') },
      { status: 'unavailable', details: { status: 409, attempts: 1 } },
    ],
    [
      'where patience is asked for in a header',
      {
        status: 429,
        headers: { 'retry-after': '7' },
        body: errors('Too many', { data: { msBeforeNext: 1 } }),
      },
      { status: 'unavailable', details: { status: 429, retryAfter: '7', attempts: 1 } },
    ],
    [
      'where patience is asked for in the body',
      {
        status: 429,
        body: errors('Too many requests', { data: { remainingPoints: 0, msBeforeNext: 57_647 } }),
      },
      { status: 'unavailable', details: { status: 429, retryAfter: '58', attempts: 1 } },
    ],
    [
      'where a wait is said that is none',
      { status: 429, body: errors('Too many requests', { data: { msBeforeNext: 'soon' } }) },
      {
        status: 'unavailable',
        details: { status: 429, message: expect.any(String), attempts: 1, api: 'public' },
      },
    ],
    [
      'after a 200 without an id, which confirms nothing',
      { status: 200, body: '{"data":{}}' },
      { status: 'unavailable', details: { status: 200, cause: 'no-regulation-id', attempts: 1 } },
    ],
    ['after a 200 that is no JSON', { status: 200, body: '<html>' }, { status: 'unavailable' }],
    ['after a 200 of another kind', { status: 200, body: '[1]' }, { status: 'unavailable' }],
    [
      'after a 200 with an id that may not be logged',
      { status: 200, body: '{"data":{"regulateId":"person-1@example.org"}}' },
      { status: 'unavailable', details: { cause: 'no-regulation-id' } },
    ],
    [
      'after a redirect',
      { status: 302, headers: { location: 'http://127.0.0.1:9/' } },
      { status: 'rejected', details: { status: 302 } },
    ],
    [
      'where it hangs',
      { mode: 'hang' },
      { status: 'unavailable', details: { cause: 'timeout', attempts: 1, api: 'public' } },
    ],
    [
      'where its answer does not end',
      { mode: 'hang-body', status: 200, body: confirmation },
      { status: 'unavailable', details: { cause: 'timeout', attempts: 1, api: 'public' } },
    ],
  ])('%s', async (_, fault, expected) => {
    const { receipt, requests, made } = await sendWith(fault, 900);
    expect(receipt).toMatchObject(expected);
    expect([requests, made]).toEqual([1, 0]);
  });
});

test('those of the same moment have each their own time, and what is under way is not asked for again', async () => {
  const { receiver, sink } = await openOffice();
  receiver.setFault({ delayMs: 150, times: 1 });
  const [hasty, patient] = [sink([regulation(1)], 50), sink([regulation(2)], 4_000)];
  while (receiver.requests().length === 0) await new Promise(setImmediate);
  const again = sink([regulation(2)], 4_000);
  expect(await hasty).toMatchObject({ status: 'unavailable', details: { cause: 'timeout' } });
  expect(await patient).toMatchObject({ status: 'accepted' });
  expect(await again).toEqual(await patient);
  expect(receiver.requests()).toHaveLength(1);
  await receiver.close();
});

test('is not begun where less than a millisecond is left', async () => {
  const { receiver } = await openOffice();
  const asked = { regulationType: 'DELETE_ONLY', userIds: ['person-1@example.org'] };
  const within = { timeoutMs: 0.5, toShow: String };
  expect(await createRegulation({ token, host: receiver.url }, asked, within)).toEqual({
    status: 'unavailable',
    details: { cause: 'timeout', attempts: 0, api: 'public' },
  });
  expect(receiver.requests()).toEqual([]);
  await receiver.close();
});

describe.concurrent('is repeated', () => {
  test.each<[string, FaultRule]>([
    ['after a 500', { status: 500, times: 1 }],
    ['after two 503', { status: 503, times: 2 }],
    ['after a reset', { mode: 'reset', times: 2 }],
  ])('%s, and then confirmed', async (_, fault) => {
    const { receipt, made } = await sendWith(fault);
    expect(receipt.status).toBe('accepted');
    expect(made).toBe(1);
  });

  test('and what the last answer asks for is told', async () => {
    const body = errors('Too many requests', { data: { msBeforeNext: 5_000 } });
    const { receipt } = await sendWith(({ number }) =>
      number === 1 ? { status: 503 } : { status: 429, body },
    );
    expect(receipt).toMatchObject({ details: { status: 429, retryAfter: '5', attempts: 2 } });
  });

  test('no more than twice', async () => {
    const { receipt, requests } = await sendWith({ status: 500, body: errors('Internal') });
    expect(receipt).toEqual({
      status: 'unavailable',
      details: { status: 500, message: errors('Internal'), attempts: 3, api: 'public' },
    });
    expect(requests).toBe(3);
  });

  test('after half of an answer', async () => {
    let requests = 0;
    const server = createServer((request, response) => {
      request.resume().on('end', () => {
        requests++;
        if (requests > 1) return response.end(confirmation);
        response.writeHead(200, { 'content-length': confirmation.length });
        return response.write(confirmation.slice(0, 20), () => request.socket.destroy());
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const receipt = await regulationSink({ token, host })([regulation(1)], 4_000);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    expect(receipt).toEqual({
      status: 'accepted',
      regulateIds: new Map([['ct-1', '1qJkfE1tpwvQcklImGksLN629wn']]),
    });
    expect(requests).toBe(2);
  });
});

test('where nobody listens, the cause is told', async () => {
  const receipt = await regulationSink({ token, host: 'http://127.0.0.1:9' })([regulation(1)], 900);
  expect(receipt).toMatchObject({
    status: 'unavailable',
    details: { cause: expect.stringMatching(/^(ECONNREFUSED|timeout)$/), api: 'public' },
  });
});

test.each(['person-1@example.org', 'customer-0815'])(
  'what Segment echoes of the token and of %s is hidden',
  async (userId) => {
    const { receiver, sink } = await openOffice();
    receiver.setFault({ status: 422, body: `no: ${userId} Bearer ${token} ${btoa(token)} and ${userId}` });
    const receipt = await sink([regulation(1, { userId })], 4_000);
    await receiver.close();
    const text = JSON.stringify(receipt);
    for (const secret of [userId, token, btoa(token).slice(0, 16)]) expect(text).not.toContain(secret);
    expect(text).toContain('no: …');
  },
);
