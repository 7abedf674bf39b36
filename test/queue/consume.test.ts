import { expect, onTestFinished, test } from 'vitest';
import { startReceiver } from '../../src/demo/receiver.ts';
import { isForDeadLetters, settlingOfTopic } from '../../src/queue/consume.ts';
import { kafkaWorker } from '../../src/queue/kafka.ts';
import { kafkaTrouble } from '../../src/queue/kafka-trouble.ts';
import type { Failure } from '../../src/report/failure.ts';
import { mapper } from '../cli/workspace.ts';
import { customerCreated } from '../webhook/deliveries.ts';
import { done, queueParts } from './parts.ts';
import { type Refusals, startRefusingBroker } from './refusing-broker.ts';

const kafka = { KAFKA_BROKERS: 'localhost:9092', KAFKA_TOPIC: 'deliveries' };

async function brokerWith(refusals: Refusals) {
  const broker = await startRefusingBroker(refusals);
  onTestFinished(broker.close);
  return broker;
}

test.each<[string, Refusals]>([
  ['a topic that is not there', { topic: 3 }],
  ['a topic of a name that none can have', { topic: 17 }],
  ['a topic that the key may not read', { topic: 29 }],
  ['a cluster that the key may not see', { topic: 31 }],
  ['a group that the key may not be in', { group: 30 }],
])('%s is told as that, and no connection stays open', async (_, refusals) => {
  const { broker, open, mayMakeTopics } = await brokerWith(refusals);
  const settings = { brokers: [broker], topic: 'deliveries', groupId: 'workers' };
  const begun = kafkaWorker(settings, { settle: async () => done, log: () => undefined });
  const told = await begun.then(
    async ({ ended }) => (await ended).detail,
    (error: unknown) => kafkaTrouble(error),
  );
  expect(told).toMatchSnapshot();
  await expect.poll(open).toBe(0);
  expect(mayMakeTopics()).toBe(false);
});

test.each([
  ['KafkaJSSASLAuthenticationError', 'SASL PLAIN authentication failed'],
  ['KafkaJSConnectionClosedError', 'Closed connection'],
  ['KafkaJSConnectionError', 'Connection error: connect ECONNREFUSED 127.0.0.1:9'],
])('%s is told with what to do', (name, message) => {
  const cause = Object.assign(new Error(message), { name });
  expect(kafkaTrouble(new Error(message, { cause }))).toMatchSnapshot();
});

test('what no delivery could get past is told before the first of them', async () => {
  const { broker } = await brokerWith({ topic: 3 });
  const logged: string[] = [];
  const told = async (env: Readonly<Record<string, string>>) => {
    const log = (line: string) => logged.push(line);
    const { code, stderr } = await mapper(['consume'], { env: { ...kafka, ...env }, log });
    return [code, stderr];
  };
  const SEGMENT_WRITE_KEY = 'WRITE-KEY';
  expect(await told({})).toMatchSnapshot();
  expect(await told({ SEGMENT_WRITE_KEY, DEAD_LETTER_FILE: '/no/such/folder/letters' })).toMatchSnapshot();
  expect(await told({ SEGMENT_WRITE_KEY, KAFKA_BROKERS: broker })).toMatchSnapshot();
  expect(logged.join('\n')).toMatch(/^\{"time":"[\d:.TZ-]+","level":"warn","msg":"kafka: .*"\}$/);
});

test.each<[string, Partial<Failure>, boolean]>([
  ['what may succeed later', { code: 'segment-unavailable', retryable: true }, false],
  ['what does not fit its schema', { code: 'input-invalid' }, true],
  ['a wrong key', { segment: { attempts: 1, status: 401 } }, false],
  ['a wrong address', { segment: { attempts: 1, status: 404 } }, false],
  ['a redirect', { segment: { attempts: 1, status: 300 } }, false],
  ['a call that is malformed', { segment: { attempts: 1, status: 400 } }, true],
  ['a call that is said to be no success', { segment: { attempts: 1, status: 200 } }, true],
  ['a call that the SDK does not take', { segment: { attempts: 0, cause: 'not-sent' } }, true],
  ['a regulation that may not be', { segment: { attempts: 1, status: 403, api: 'public' } }, true],
])('%s goes to the dead letters: %j', (_, failure, isFor) => {
  const refused = { code: 'segment-refused', detail: 'no', retryable: false } as const;
  expect(isForDeadLetters({ ...refused, ...failure })).toBe(isFor);
});

test.each([
  [401, undefined, { verdict: 'stuck', askedMs: 0 }, 0],
  [404, undefined, { verdict: 'stuck', askedMs: 0 }, 0],
  [400, undefined, { verdict: 'done', askedMs: 0 }, 1],
  [429, undefined, { verdict: 'again', askedMs: 0 }, 0],
  [503, '120', { verdict: 'again', askedMs: 120_000 }, 0],
  [503, 'Thu, 01 Jan 1970 00:00:00 GMT', { verdict: 'again', askedMs: 0 }, 0],
])('where Segment answers %i with Retry-After: %s, a record is %o', async (status, asked, settled, kept) => {
  const receiver = await startReceiver();
  onTestFinished(receiver.close);
  receiver.setFault({ status, ...(asked !== undefined && { headers: { 'retry-after': asked } }) });
  const { parts, letters } = queueParts(receiver.url);
  const settle = await settlingOfTopic(parts);
  if (!settle.ok) throw new Error(settle.failure.detail);
  expect(await settle.value(JSON.stringify(customerCreated))).toMatchObject(settled);
  expect(letters).toHaveLength(kept);
});

test('of a record that is a list, nothing more is sent once Segment asks for patience; the next one asks anew', async () => {
  const receiver = await startReceiver();
  onTestFinished(receiver.close);
  receiver.setFault({ status: 429 });
  const { parts, lines } = queueParts(receiver.url);
  const settle = await settlingOfTopic(parts);
  if (!settle.ok) throw new Error(settle.failure.detail);
  const list = Array.from({ length: 30 }, (_, number) => ({
    ...customerCreated,
    sequenceNumber: number + 1,
  }));
  expect(await settle.value(JSON.stringify(list))).toMatchObject({ verdict: 'again' });
  expect(receiver.requests()).toHaveLength(10);
  expect(lines).toHaveLength(30);
  receiver.setFault(undefined);
  expect(await settle.value(JSON.stringify(list))).toMatchObject(done);
});
