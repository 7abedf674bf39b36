import { Kafka, logLevel, Partitioners } from 'kafkajs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Receiver, startReceiver } from '../../src/demo/receiver.ts';
import { settlingOfTopic } from '../../src/queue/consume.ts';
import { type KafkaEnd, kafkaWorker } from '../../src/queue/kafka.ts';
import type { QueueParts } from '../../src/queue/settle.ts';
import { customerCreated } from '../webhook/deliveries.ts';
import { hasMockCluster, type MockCluster, startMockCluster } from './mock-cluster.ts';
import { type Kept, queueParts } from './parts.ts';

describe.skipIf(!hasMockCluster)('a worker of a Kafka consumer group (needs kcat)', () => {
  let cluster: MockCluster;
  let receiver: Receiver;
  beforeAll(async () => {
    cluster = await startMockCluster();
    receiver = await startReceiver();
  });
  afterAll(async () => {
    await receiver.close();
    await cluster.close();
  });

  const kafka = () => new Kafka({ brokers: [cluster.broker], logLevel: logLevel.NOTHING });

  async function produce(topic: string, texts: readonly (string | null)[]): Promise<void> {
    const producer = kafka().producer({ createPartitioner: Partitioners.DefaultPartitioner });
    await producer.connect();
    await producer.send({ topic, messages: texts.map((value) => ({ value, partition: 0 })) });
    await producer.disconnect();
  }

  /** The offset of partition 0 that the group would go on from. */
  async function committed(topic: string): Promise<string | undefined> {
    const admin = kafka().admin();
    await admin.connect();
    const [offsets] = await admin.fetchOffsets({ groupId: `group-of-${topic}`, topics: [topic] });
    await admin.disconnect();
    return offsets?.partitions.find(({ partition }) => partition === 0)?.offset;
  }

  async function work(topic: string, { parts, lines }: Kept) {
    const settle = await settlingOfTopic(parts);
    if (!settle.ok) throw new Error(settle.failure.detail);
    const settings = { brokers: [cluster.broker], topic, groupId: `group-of-${topic}` };
    return kafkaWorker(settings, { settle: settle.value, log: (line) => lines.push(line) });
  }

  const queue = (changed: Pick<QueueParts, 'deadLetters'> = {}) => queueParts(receiver.url, changed);

  test('takes what is there, commits it, and another member goes on behind it', {
    timeout: 120_000,
  }, async () => {
    const topic = 'deliveries';
    await produce(topic, [created(1), created(2), '{"not": ', null, created(3)]);
    const first = queue();
    const worker = await work(topic, first);
    await until(() => first.lines.length >= 5);
    await worker.stop();
    expect(await worker.ended).toEqual({ reason: 'stopped', detail: '' } satisfies KafkaEnd);
    expect(await committed(topic)).toBe('5');
    expect(first.letters.map(({ failure }) => failure.code)).toEqual(['not-json', 'not-json']);
    expect(receiver.calls()).toHaveLength(3);

    await produce(topic, [created(4)]);
    const second = queue();
    const next = await work(topic, second);
    await until(() => second.lines.length > 0);
    await next.stop();
    expect(second.lines).toHaveLength(1);
    expect(receiver.calls()).toHaveLength(4);
  });

  test('ended in the middle of a batch, it ends what is under way, and commits what is done', {
    timeout: 120_000,
  }, async () => {
    const topic = 'many';
    await produce(
      topic,
      Array.from({ length: 35 }, (_, number) => String(number)),
    );
    const settings = { brokers: [cluster.broker], topic, groupId: `group-of-${topic}` };
    const taken: string[] = [];
    let goOn: () => void = () => undefined;
    const mayGoOn = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const settle = async (text: string) => {
      taken.push(text);
      // Ten at once: the first ten are done when the eleventh begins.
      if (taken.length > 10) await mayGoOn;
      return 'done' as const;
    };
    const worker = await kafkaWorker(settings, { settle, log: () => undefined });
    await until(() => taken.length === 20);
    const stopped = worker.stop();
    setTimeout(goOn, 50);
    await stopped;
    expect(taken).toHaveLength(20);
    expect(await committed(topic)).toBe('20');
  });

  test('what Segment cannot take now is tried again in place', { timeout: 120_000 }, async () => {
    const topic = 'unlucky';
    receiver.reset();
    receiver.setFault({ status: 503, times: 4 });
    await produce(topic, [created(5)]);
    const one = queue();
    const worker = await work(topic, one);
    await until(() => receiver.calls().length === 1);
    await worker.stop();
    const outcomes = one.lines.map((line) => JSON.parse(line).outcome);
    expect([outcomes[0], outcomes.at(-1)]).toEqual(['failed', 'sent']);
    expect(await committed(topic)).toBe('1');
  });

  test('a record that can neither be delivered nor kept ends the worker, and stays', {
    timeout: 120_000,
  }, async () => {
    const topic = 'stuck';
    await produce(topic, [created(6), '{"not": ', created(7)]);
    const worker = await work(topic, queue({ deadLetters: () => undefined }));
    expect(await worker.ended).toEqual({ reason: 'stuck', detail: 'topic stuck, partition 0, offset 1' });
    expect(await committed(topic)).toBe('1');
  });
});

/** The nth customer who was created, as commercetools writes it into a topic. */
function created(number: number): string {
  return JSON.stringify({
    ...customerCreated,
    sequenceNumber: 1,
    resource: { typeId: 'customer', id: `00000000-0000-4000-8000-00000000000${number}` },
    customer: { ...customerCreated.customer, email: `person${number}@example.com` },
  });
}

/** Waits for what must come; the test's own time limit ends it otherwise. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 50));
}
