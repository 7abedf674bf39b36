import { describe, expect, test } from 'vitest';
import { startReceiver } from '../../src/demo/receiver.ts';
import type { Fault } from '../../src/demo/receiver-fault.ts';
import { customerCreated, privateTextsOf } from './deliveries.ts';
import { deliver, writeKey } from './harness.ts';

async function deliverWith(fault: Fault, timeoutMs = 4_000) {
  const receiver = await startReceiver();
  receiver.setFault(fault);
  const seen = await deliver(customerCreated, { settings: { host: receiver.url, timeoutMs } });
  await receiver.close();
  return seen;
}

describe.concurrent('Segment in trouble: never a 200, always within 5 s', () => {
  test.each<[string, Fault, object]>([
    [
      'refuses',
      { status: 400, body: '{"success":false,"message":"Malformed JSON"}' },
      {
        code: 'segment-refused',
        retryable: false,
        detail: expect.stringContaining('Malformed JSON'),
        segment: { status: 400, message: expect.stringContaining('Malformed JSON'), attempts: 1 },
      },
    ],
    [
      'knows no such key',
      { status: 401, body: 'invalid write key' },
      { code: 'segment-refused', segment: { status: 401, message: 'invalid write key', attempts: 1 } },
    ],
    [
      'echoes what it was sent',
      { status: 400, body: `bad: ${customerCreated.customer.email} ${writeKey}` },
      { code: 'segment-refused' },
    ],
    [
      'asks for patience',
      { status: 429, headers: { 'retry-after': '300' } },
      {
        code: 'segment-unavailable',
        retryable: true,
        segment: { status: 429, retryAfter: '300', attempts: 1 },
      },
    ],
    ['fails', { status: 503, body: 'down' }, { code: 'segment-unavailable', retryable: true }],
    ['hangs', { mode: 'hang' }, { code: 'segment-unavailable', segment: { cause: 'timeout', attempts: 1 } }],
    ['stops in its answer', { mode: 'hang-body' }, { code: 'segment-unavailable', retryable: true }],
    ['cuts the connection', { mode: 'reset' }, { code: 'segment-unavailable', retryable: true }],
    [
      'points elsewhere',
      { status: 302, headers: { location: 'http://127.0.0.1:9/' } },
      { code: 'segment-refused', segment: { status: 302, attempts: 1 } },
    ],
    [
      'is not Segment, but a page that says so with a 200',
      { status: 200, body: '<html><title>Down for maintenance</title></html>' },
      {
        code: 'segment-unavailable',
        retryable: true,
        detail: expect.stringContaining('with a web page, so it is not Segment: look at SEGMENT_HOST'),
      },
    ],
    ['has nothing new', { status: 304 }, { code: 'segment-refused', segment: { status: 304, attempts: 1 } }],
  ])(
    '%s',
    async (_, fault, problem) => {
      const { status, body, line, text, lines, ms, headers } = await deliverWith(fault);
      expect(status).toBe(500);
      expect(body).toMatchObject({ status: 500, ...problem });
      expect(line).toMatchObject({ level: 'error', outcome: 'failed', segment: expect.any(Object) });
      expect(headers.get('retry-after')).toBe(fault.headers?.['retry-after'] ?? null);
      expect(ms).toBeLessThan(5_000);
      for (const secret of [writeKey, ...privateTextsOf(customerCreated)])
        expect(text + lines.join()).not.toContain(secret);
    },
    10_000,
  );

  test('is not there', async () => {
    const { status, body } = await deliver(customerCreated, {
      settings: { host: 'http://127.0.0.1:9', timeoutMs: 900 },
    });
    expect(status).toBe(500);
    expect(body).toMatchObject({ code: 'segment-unavailable', segment: { cause: expect.any(String) } });
  });
});
