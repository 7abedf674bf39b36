import { afterEach, describe, expect, test } from 'vitest';
import { commercetools } from '../../src/commercetools/lookup/commercetools.ts';
import { type Receiver, startReceiver } from '../../src/demo/receiver.ts';
import { sns } from '../../src/demo/wrapping.ts';
import { sqsHandler } from '../../src/queue/sqs.ts';
import { delivery } from '../commercetools/lookup/returned-order.ts';
import { type Fault, startStandIn } from '../commercetools/lookup/stand-in.ts';
import { customerCreated } from '../webhook/deliveries.ts';
import { type Kept, queueParts } from './parts.ts';

const context = { getRemainingTimeInMillis: () => 30_000 };

let receiver: Receiver;
afterEach(() => receiver.close());

/** The nth customer who was created. */
const created = (number: number) => ({
  ...customerCreated,
  sequenceNumber: 1,
  resource: { typeId: 'customer', id: `00000000-0000-4000-8000-00000000000${number}` },
  customer: { ...customerCreated.customer, email: `person${number}@example.com` },
});

async function handle(bodies: readonly string[], { parts }: Pick<Kept, 'parts'>) {
  const Records = bodies.map((body, index) => ({ messageId: `record-${index}`, body }));
  return sqsHandler(parts)({ Records } as Parameters<ReturnType<typeof sqsHandler>>[0], context);
}

const taken = { batchItemFailures: [] };
const kept = (...numbers: readonly number[]) => ({
  batchItemFailures: numbers.map((number) => ({ itemIdentifier: `record-${number}` })),
});

describe('a Lambda function behind SQS', () => {
  test.each([
    ['a test of the console', { key1: 'value1' }],
    ['SNS', { Records: [{ EventSource: 'aws:sns', Sns: { Message: '{}' } }] }],
    ['a function URL', { version: '2.0', rawPath: '/api/webhook', body: '{}' }],
    ['a rule of EventBridge', { source: 'aws.partner/commercetools.com/any', detail: {} }],
    ['somebody who leaves out the id that would say which record stays', { Records: [{ body: '{}' }] }],
    ['a pipe', [{ messageId: 'record-0', body: '{}' }]],
    ['nobody', null],
  ])('called by %s, it fails and says who should call', async (_, event) => {
    receiver = await startReceiver();
    const handler = sqsHandler(queueParts(receiver.url).parts);
    await expect(handler(event as never, context)).rejects.toThrow(
      /^this is no batch of SQS, .*: something else called/,
    );
  });

  test('ten records, two beyond help and one that Segment cannot take now: only that one stays', async () => {
    receiver = await startReceiver();
    const queue = queueParts(receiver.url);
    const bodies = Array.from({ length: 10 }, (_, number) => JSON.stringify(created(number)));
    const poison = { ...created(4), customer: { ...created(4).customer, email: 42 } };
    const { password: _, ...withoutPassword } = poison.customer;
    const unlucky = await messageIdOf(bodies[6] ?? '');
    receiver.setFault(({ messageIds }) => (messageIds.includes(unlucky) ? { status: 503 } : undefined));
    const batch = bodies.with(2, '{"not": ').with(4, JSON.stringify(poison));
    expect(await handle(batch, queue)).toEqual(kept(6));
    expect(queue.letters).toEqual([
      {
        failedAt: '2026-06-01T12:00:00.000Z',
        failure: { code: 'not-json', detail: 'the body is not JSON: it ends too early' },
        body: '{"not": ',
      },
      {
        failedAt: '2026-06-01T12:00:00.000Z',
        failure: { code: 'input-invalid', detail: 'the delivery does not fit the schema of CustomerCreated' },
        notification: { ...poison, customer: withoutPassword },
      },
    ]);
    expect(receiver.calls()).toHaveLength(7);
    expect(queue.lines).toHaveLength(10);
    expect(queue.lines.join('')).not.toContain('example.com');
  });

  test('once Segment asks for patience, the records behind stay without being sent', async () => {
    receiver = await startReceiver();
    receiver.setFault({ status: 429, headers: { 'retry-after': '60' } });
    const queue = queueParts(receiver.url);
    const bodies = Array.from({ length: 30 }, (_, number) =>
      JSON.stringify({ ...created(1), sequenceNumber: number + 1 }),
    );
    expect(await handle(bodies, queue)).toEqual(kept(...bodies.keys()));
    expect(receiver.requests()).toHaveLength(10);
    expect(queue.lines).toHaveLength(30);
    receiver.setFault(undefined);
    expect(await handle(bodies, queue)).toEqual(taken);
  });

  test('once commercetools asks for patience, it is not asked for the records behind', async () => {
    receiver = await startReceiver();
    const api = await startStandIn();
    api.fail('api', ...Array<Fault>(30).fill({ status: 429, retryAfter: '30' }));
    // A question that is not answered within its part of this is asked again.
    const { parts, lines } = queueParts(receiver.url, { timeoutMs: 60_000 });
    const fetching = { ...parts, commercetools: () => commercetools(api.settings) };
    const bodies = Array.from({ length: 30 }, (_, number) =>
      JSON.stringify({ ...delivery, sequenceNumber: number + 1 }),
    );
    expect(await handle(bodies, { parts: fetching })).toEqual(kept(...bodies.keys()));
    expect(api.requests()).toHaveLength(1 + 10);
    expect(lines).toHaveLength(30);
    await api.close();
  });

  test('a record as SNS writes it into SQS', async () => {
    receiver = await startReceiver();
    const queue = queueParts(receiver.url);
    expect(await handle([sns(created(1)).body], queue)).toEqual(taken);
    expect(receiver.calls()).toHaveLength(1);
  });

  test('the same record twice is one call', async () => {
    receiver = await startReceiver();
    const queue = queueParts(receiver.url);
    const body = JSON.stringify(created(1));
    expect(await handle([body], queue)).toEqual(taken);
    expect(await handle([body], queue)).toEqual(taken);
    expect(receiver.calls()).toHaveLength(1);
  });

  test('without a place for dead letters, what is beyond help stays, and the queue itself ends it', async () => {
    receiver = await startReceiver();
    const queue = queueParts(receiver.url, { deadLetters: () => undefined });
    expect(await handle(['{'], queue)).toEqual(kept(0));
  });

  test('where dead letters cannot be kept, nothing is acknowledged, and the log says so', async () => {
    receiver = await startReceiver();
    const full = Object.assign(new Error('no space for anna@example.com'), { code: 'ENOSPC' });
    const queue = queueParts(receiver.url, { deadLetters: () => () => Promise.reject(full) });
    expect(await handle(['{'], queue)).toEqual(kept(0));
    expect(queue.lines.at(-1)).toBe(
      '{"level":"error","msg":"dead letters could not be kept where DEAD_LETTER_QUEUE_URL or DEAD_LETTER_FILE says: nothing was acknowledged","cause":"ENOSPC"}',
    );
  });

  test.each([
    ['no write key', { writeKey: undefined }, [undefined, undefined]],
    ['a mapping with an error', { load: async () => broken }, ['catalog-invalid']],
    ['no mappings', { load: () => Promise.reject(new Error('no such folder')) }, ['catalog-invalid']],
    [
      'a wrong setting',
      { settings: () => ({ ok: false, failure: wrongSetting }) as const },
      [wrongSetting.code],
    ],
  ])('%s: every record stays', async (_, changed, told) => {
    receiver = await startReceiver();
    const queue = queueParts(receiver.url, changed as Parameters<typeof queueParts>[1]);
    const bodies = [JSON.stringify(created(1)), JSON.stringify(created(2))];
    expect(await handle(bodies, queue)).toEqual(kept(0, 1));
    expect(queue.lines.map((line) => JSON.parse(line))).toMatchObject(
      told.map((failure) => ({
        level: 'error',
        msg: expect.any(String),
        ...(failure && { failure: { code: failure } }),
      })),
    );
    expect(receiver.requests()).toEqual([]);
  });

  test('a record for which there is no time any more stays, however long the function may still run', async () => {
    receiver = await startReceiver();
    let looks = 0;
    const clock = () => 5_000 * looks++;
    expect(await handle([JSON.stringify(created(1))], queueParts(receiver.url, { clock }))).toEqual(kept(0));
    expect(receiver.requests()).toEqual([]);
  });

  test('when the function is about to be cut off, what has not been sent stays', async () => {
    receiver = await startReceiver();
    const { parts } = queueParts(receiver.url);
    const Records = [{ messageId: 'record-0', body: JSON.stringify(created(1)) }];
    const late = { getRemainingTimeInMillis: () => 400 };
    expect(await sqsHandler(parts)({ Records } as never, late)).toEqual(kept(0));
    expect(receiver.requests()).toEqual([]);
  });
});

const broken = { issues: [{ code: 'yaml-syntax', severity: 'error', message: 'it goes wrong' }] };

const wrongSetting = { code: 'configuration-invalid', detail: 'PORT must be …', retryable: true } as const;

/** The id that a record's call gets, by sending it once to a receiver of its own. */
async function messageIdOf(body: string): Promise<string> {
  const other = await startReceiver();
  await handle([body], queueParts(other.url));
  const id = other.calls()[0]?.messageId ?? '';
  await other.close();
  return id;
}
