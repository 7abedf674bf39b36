import { describe, expect, test } from 'vitest';
import { startReceiver } from '../../src/demo/receiver.ts';
import type { Fault } from '../../src/demo/receiver-fault.ts';
import { type FailureCode, failureCodes } from '../../src/report/failure.ts';
import { isBeyondHelp } from '../../src/webhook/acknowledge.ts';
import type { WebhookSettings } from '../../src/webhook/settings.ts';
import { statusOf } from '../../src/webhook/status.ts';
import { customerCreated } from './deliveries.ts';
import { catalogOf, deliver, post, send } from './harness.ts';

const acknowledging = { acknowledgePermanentFailures: true };

describe('ACK_PERMANENT_FAILURES', () => {
  test('what no redelivery can mend is answered with 200, and logged as an error all the same', async () => {
    const { status, body, line, headers } = await send(post('oops'), { settings: acknowledging });
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/json');
    expect(body).toEqual({
      status: 'failed',
      detail: 'the body is not JSON: it goes wrong at line 1, column 1',
      code: 'not-json',
      retryable: false,
    });
    expect(line).toMatchObject({ level: 'error', outcome: 'failed', status: 200 });
  });

  test('what a mend of a mapping recovers stays in the queue', async () => {
    const catalog = catalogOf({ status: 'failed', stage: 'call-invalid', issues: [] });
    const { status } = await deliver(customerCreated, { settings: acknowledging, catalog });
    expect(status).toBe(500);
  });

  test('a wrong method is no delivery', async () => {
    const { status } = await send(new Request('http://localhost/'), { settings: acknowledging });
    expect(status).toBe(405);
  });

  test.each([
    [400, 200],
    [401, 500],
    [404, 500],
    [302, 500],
    [429, 500],
  ])('Segment answers %d: %d', async (fault, expected) => {
    const receiver = await startReceiver();
    receiver.setFault({ status: fault });
    const { status } = await deliver(customerCreated, { settings: { ...acknowledging, host: receiver.url } });
    await receiver.close();
    expect(status).toBe(expected);
  });

  test.each<[string, Partial<WebhookSettings>, Fault, string]>([
    ['a key that can be none', { writeKey: '0' }, {}, 'write key'],
    ['a host that is no Segment', {}, { status: 400, body: '<html>No required TLS</html>' }, 'SEGMENT_HOST'],
  ])('%s says nothing of what was delivered: 500', async (_, own, fault, words) => {
    const receiver = await startReceiver();
    receiver.setFault(fault);
    const settings = { ...acknowledging, host: receiver.url, ...own };
    const { status, body } = await deliver(customerCreated, { settings });
    await receiver.close();
    expect([status, body]).toEqual([
      500,
      expect.objectContaining({ detail: expect.stringContaining(words) }),
    ]);
  });

  test('only faults of the sender and of Segment are acknowledged', () => {
    const acknowledged = failureCodes.filter((code: FailureCode) =>
      isBeyondHelp({ code, detail: '', retryable: false, segment: { status: 400, attempts: 1 } }),
    );
    expect(acknowledged).toEqual([
      'body-too-large',
      'body-unreadable',
      'not-json',
      'not-a-delivery',
      'input-invalid',
      'segment-refused',
    ]);
    expect(isBeyondHelp({ code: 'not-json', detail: '', retryable: true })).toBe(false);
  });
});

test('every failure has a status, and none a success', () => {
  expect(Object.keys(statusOf).toSorted()).toEqual(failureCodes.toSorted());
  for (const status of Object.values(statusOf)) expect(status).toBeGreaterThanOrEqual(400);
});
