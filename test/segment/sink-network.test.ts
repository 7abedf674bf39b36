import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { startReceiver } from '../../src/demo/receiver.ts';
import type { FaultRule } from '../../src/demo/receiver-fault.ts';
import { segmentSink } from '../../src/segment/sink.ts';
import { batchOf, detailsOf, order, pause, person, writeKey } from './batches.ts';

/** Sends to a receiver of its own, watches it for a while after the answer, and says what it saw. */
async function sendWith(rule: FaultRule, timeoutMs: number, watchMs = 0) {
  const receiver = await startReceiver();
  receiver.setFault(rule);
  const sent = await timed(receiver.url, timeoutMs);
  const requestsAtAnswer = receiver.requests().length;
  receiver.setFault(undefined);
  await pause(watchMs);
  const seen = { requestsAtAnswer, requests: receiver.requests().length, calls: receiver.calls().length };
  await receiver.close();
  return { ...sent, ...seen };
}

async function timed(host: string, timeoutMs: number) {
  const began = performance.now();
  const receipt = await segmentSink({ writeKey, host })(batchOf('1', person, order), timeoutMs);
  return { receipt, ms: performance.now() - began };
}

describe.concurrent('no answer in time', () => {
  test.each<[string, FaultRule]>([
    ['a server that never answers', { mode: 'hang' }],
    ['a 200 whose body does not end', { mode: 'hang-body', status: 200, body: '{"success":' }],
    ['a 200 whose complete body is not ended', { mode: 'hang-body', status: 200, body: '{"success":true}' }],
    ['an answer that comes too late', { delayMs: 5_000 }],
  ])('%s: answered within the deadline', async (_, fault) => {
    const { receipt, ms } = await sendWith(fault, 1_200);
    expect(receipt).toEqual({ status: 'unavailable', details: { cause: 'timeout', attempts: 1 } });
    expect(ms).toBeLessThan(2_200);
  });

  test('a slow answer may take nearly all of the time', async () => {
    const { receipt, requests } = await sendWith({ delayMs: 2_500 }, 4_000);
    expect(receipt).toEqual({ status: 'accepted' });
    expect(requests).toBe(1);
  });

  test('an answer of before is still told', async () => {
    const busyThenSilent: FaultRule = ({ number }) =>
      number === 1 ? { status: 503, body: 'busy' } : { mode: 'hang' };
    const { receipt, ms } = await sendWith(busyThenSilent, 3_500);
    expect(receipt).toEqual({
      status: 'unavailable',
      details: { status: 503, message: 'busy', cause: 'timeout', attempts: 2 },
    });
    expect(ms).toBeLessThan(4_500);
  });
});

describe.concurrent('nothing is sent after the answer', () => {
  test.each<[string, FaultRule, number]>([
    ['in the first wait between attempts', { status: 503 }, 300],
    ['in the second wait', { status: 503 }, 2_600],
    ['in a request', { mode: 'hang' }, 300],
    ['in a body', { mode: 'hang-body' }, 300],
  ])(
    'deadline %s',
    async (_, fault, timeoutMs) => {
      const seen = await sendWith(fault, timeoutMs, 4_500);
      expect(seen.receipt.status).toBe('unavailable');
      expect(seen.ms).toBeLessThan(timeoutMs + 1_000);
      expect(seen.requests).toBe(seen.requestsAtAnswer);
      expect(seen.calls).toBe(0);
    },
    15_000,
  );
});

describe.concurrent('no connection', () => {
  test('reset', async () => {
    const { receipt } = await sendWith({ mode: 'reset' }, 900);
    expect(receipt.status).toBe('unavailable');
    const cause = expect.stringMatching(/^(ECONNRESET|UND_ERR_SOCKET)$/);
    expect(detailsOf(receipt)).toEqual({ cause, attempts: 1 });
  });

  test('reset and then well', async () => {
    const { receipt, calls } = await sendWith({ mode: 'reset', times: 1 }, 6_000);
    expect(receipt).toEqual({ status: 'accepted' });
    expect(calls).toBe(2);
  }, 10_000);

  test('closed port', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    await new Promise((resolve) => server.close(resolve));
    const { receipt } = await timed(`http://127.0.0.1:${port}`, 900);
    expect(receipt).toEqual({ status: 'unavailable', details: { cause: 'ECONNREFUSED', attempts: 1 } });
  });

  test('unknown host', async () => {
    const { receipt } = await timed('http://no-such-host.invalid', 900);
    expect(receipt.status).toBe('unavailable');
    expect(detailsOf(receipt)?.cause).toMatch(/^(ENOTFOUND|EAI_AGAIN|timeout)$/);
  });
});
