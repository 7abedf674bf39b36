import { expect, test } from 'vitest';
import { settlingOfTopic } from '../../src/queue/consume.ts';
import type { QueueParts } from '../../src/queue/settle.ts';
import type { Receipt } from '../../src/segment/receipt.ts';
import { customerCreated } from '../webhook/deliveries.ts';
import { queueParts } from './parts.ts';

const accepted: Receipt = { status: 'accepted' };
const busy: Receipt = { status: 'unavailable', details: { status: 503, attempts: 1 } };
const beyondHelp = { ...customerCreated, customer: {} };
const tooLarge = {
  ...customerCreated,
  customer: undefined,
  payloadNotIncluded: { reason: 'Payload too large', payloadType: 'CustomerCreated' },
};
const full = () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }));

/** Takes a record whose calls Segment answers so; tells the verdict, the dead letters and the log. */
async function take(
  record: unknown,
  receipt: Receipt | Error,
  changed: Pick<QueueParts, 'deadLetters'> = {},
) {
  const sink = async () => {
    if (receipt instanceof Error) throw receipt;
    return receipt;
  };
  const segment = () => ({ segment: { writeKey: 'WRITE-KEY', sink } });
  const { parts, letters, lines } = queueParts('https://segment.example', { segment, ...changed });
  const settle = await settlingOfTopic(parts);
  if (!settle.ok) throw new Error(settle.failure.detail);
  const { verdict } = await settle.value(typeof record === 'string' ? record : JSON.stringify(record));
  return { verdict, letters, log: lines.map((line) => JSON.parse(line)) };
}

test.each<[string, unknown, Receipt, Pick<QueueParts, 'deadLetters'>, string, number]>([
  ['what was sent', customerCreated, accepted, {}, 'done', 0],
  ['what Segment cannot take now', customerCreated, busy, {}, 'again', 0],
  ['what is beyond help', beyondHelp, accepted, {}, 'done', 1],
  ['what only a person can mend', tooLarge, accepted, {}, 'done', 1],
  [
    'what is beyond help, with no place for it',
    beyondHelp,
    accepted,
    { deadLetters: () => undefined },
    'stuck',
    0,
  ],
  [
    'what is beyond help, where its place is full',
    beyondHelp,
    accepted,
    { deadLetters: () => full },
    'again',
    0,
  ],
  ['a list of which one comes again', [beyondHelp, customerCreated], busy, {}, 'again', 0],
  [
    'the same with no place for dead letters',
    [beyondHelp, customerCreated],
    busy,
    { deadLetters: () => undefined },
    'again',
    0,
  ],
  ['a list of which one is beyond help', [beyondHelp, customerCreated], accepted, {}, 'done', 1],
])('%s', async (_, record, receipt, changed, verdict, kept) => {
  const taken = await take(record, receipt, changed);
  expect([taken.verdict, taken.letters.length]).toEqual([verdict, kept]);
  expect(taken.log.filter(({ outcome }) => outcome !== undefined)).toHaveLength(
    Array.isArray(record) ? record.length : 1,
  );
});

test('each of a list is told as a part of it, with what is around it', async () => {
  const { log } = await take({ specversion: '1.0', data: [customerCreated, { a: 1 }] }, accepted);
  expect(log).toMatchObject([
    { outcome: 'sent', part: '1/2', wrappers: ['cloudevents'] },
    { outcome: 'failed', part: '2/2', wrappers: ['cloudevents'] },
  ]);
  const [alone] = (await take('{"not": ', accepted)).log;
  expect(alone).toMatchObject({ outcome: 'failed', failure: { code: 'not-json' } });
  expect(alone).not.toHaveProperty('part');
});

test('what a queue asks an HTTP endpoint has no place in a queue', async () => {
  const asked = { Type: 'SubscriptionConfirmation', TopicArn: 'arn:aws:sns:eu-central-1:1:t', Token: '1' };
  const { verdict, letters } = await take(asked, accepted);
  expect(verdict).toBe('done');
  expect(letters).toMatchObject([
    { failure: { code: 'not-a-delivery', detail: expect.stringContaining('no place in a queue') } },
  ]);
  const [unknown] = (await take({ a: 1 }, accepted)).letters;
  expect(unknown?.failure.detail).toBe('the body is not a commercetools delivery');
});

test('where the code breaks, the record comes again, and the log names the place and no value', async () => {
  const { verdict, log } = await take(customerCreated, new Error('zoe.quill@example.org'));
  expect(verdict).toBe('again');
  expect(log).toMatchObject([{ level: 'error', failure: { code: 'internal' }, error: expect.anything() }]);
  expect(JSON.stringify(log)).not.toContain('zoe.quill');
});
