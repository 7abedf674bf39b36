import { Kafka, logLevel, Partitioners } from 'kafkajs';
import { afterAll, describe, expect, test } from 'vitest';
import { startReceiver } from '../../src/demo/receiver.ts';
import { settlingOfTopic } from '../../src/queue/consume.ts';
import { type KafkaEnd, kafkaWorker } from '../../src/queue/kafka.ts';
import type { Settle } from '../../src/queue/settle.ts';
import { customerCreated } from '../webhook/deliveries.ts';
import { hasMockCluster, startMockCluster } from './mock-cluster.ts';
import { done, type Kept, queueParts } from './parts.ts';

const topic = 'deliveries';
const groupId = 'workers';

// A cluster takes its time to form a group: so they wait together, each with a cluster of its own.
const together = { concurrent: true, timeout: 120_000 };

describe.skipIf(!hasMockCluster)('a worker of a Kafka consumer group (needs kcat)', together, () => {
  const opened: { readonly close: () => Promise<void> }[] = [];
  afterAll(() => Promise.all(opened.map((one) => one.close())));

  async function closedAtTheEnd<One extends { readonly close: () => Promise<void> }>(one: Promise<One>) {
    opened.push(await one);
    return one;
  }

  const kafka = (broker: string) => new Kafka({ brokers: [broker], logLevel: logLevel.NOTHING });

  async function clusterWith(texts: readonly (string | null)[], partitions = [0]) {
    const cluster = await closedAtTheEnd(startMockCluster());
    for (const partition of partitions) await produce(cluster.broker, texts, partition);
    return cluster;
  }

  async function produce(broker: string, texts: readonly (string | null)[], partition = 0): Promise<void> {
    const producer = kafka(broker).producer({ createPartitioner: Partitioners.DefaultPartitioner });
    await producer.connect();
    await producer.send({ topic, messages: texts.map((value) => ({ value, partition })) });
    await producer.disconnect();
  }

  /** The offset of a partition that the group would go on from. */
  async function committed(broker: string, partition = 0): Promise<string | undefined> {
    const admin = kafka(broker).admin();
    await admin.connect();
    const [offsets] = await admin.fetchOffsets({ groupId, topics: [topic] });
    await admin.disconnect();
    return offsets?.partitions.find((one) => one.partition === partition)?.offset;
  }

  /** The lines are those of deliveries: what the client itself says of its broker, such as of a slow start, is not counted with them. */
  async function work(broker: string, { parts }: Kept) {
    const settle = await settlingOfTopic(parts);
    if (!settle.ok) throw new Error(settle.failure.detail);
    return workBy(broker, settle.value);
  }

  function workBy(broker: string, settle: Settle, lines: string[] = []) {
    return kafkaWorker({ brokers: [broker], topic, groupId }, { settle, log: (line) => lines.push(line) });
  }

  test('takes what is there, commits it, and another member goes on behind it', async () => {
    const { broker } = await clusterWith([created(1), created(2), '{"not": ', null, created(3)]);
    const receiver = await closedAtTheEnd(startReceiver());
    const first = queueParts(receiver.url);
    const worker = await work(broker, first);
    await until(() => first.lines.length >= 5);
    await worker.stop();
    expect(await worker.ended).toEqual({ reason: 'stopped', detail: '' } satisfies KafkaEnd);
    expect(await committed(broker)).toBe('5');
    expect(first.letters.map(({ failure }) => failure.code)).toEqual(['not-json', 'not-json']);
    expect(receiver.calls()).toHaveLength(3);

    await produce(broker, [created(4)]);
    const second = queueParts(receiver.url);
    const next = await work(broker, second);
    await until(() => second.lines.length > 0);
    await next.stop();
    expect(second.lines).toHaveLength(1);
    expect(receiver.calls()).toHaveLength(4);
  });

  test('ended in the middle of a batch, it ends what is under way, and commits what is done', async () => {
    const { broker } = await clusterWith(Array.from({ length: 35 }, (_, number) => String(number)));
    const taken: string[] = [];
    let goOn: () => void = () => undefined;
    const mayGoOn = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const worker = await workBy(broker, async (text) => {
      taken.push(text);
      // Ten at once: the first ten are done when the eleventh begins.
      if (taken.length > 10) await mayGoOn;
      return done;
    });
    await until(() => taken.length === 20);
    const stopped = worker.stop();
    setTimeout(goOn, 50);
    await stopped;
    expect(taken).toHaveLength(20);
    expect(await committed(broker)).toBe('20');
  });

  test('what Segment cannot take now is tried again in place', async () => {
    const { broker } = await clusterWith([created(5)]);
    const receiver = await closedAtTheEnd(startReceiver());
    receiver.setFault({ status: 429, headers: { 'retry-after': '1' }, times: 1 });
    const one = queueParts(receiver.url);
    const worker = await work(broker, one);
    await until(() => receiver.calls().length === 1);
    await worker.stop();
    expect(one.lines.map((line) => JSON.parse(line).outcome)).toEqual(['failed', 'sent']);
    expect(await committed(broker)).toBe('1');
  });

  test('while it waits for as long as Segment asks, it stays a member, and can be ended', async () => {
    const { broker, received } = await clusterWith(['{}']);
    let tries = 0;
    const worker = await workBy(broker, async () => {
      tries++;
      return { verdict: 'again', askedMs: 600_000 };
    });
    await until(() => tries === 1);
    const before = received('Heartbeat');
    await until(() => received('Heartbeat') > before);
    await worker.stop();
    expect(tries).toBe(1);
  });

  test('within a long batch, too, it stays a member', async () => {
    const all = Array.from({ length: 20_000 }, () => '{}');
    const { broker, received } = await clusterWith(all);
    let taken = 0;
    const worker = await workBy(broker, async () => {
      taken++;
      await new Promise((resolve) => setTimeout(resolve, 10));
      return done;
    });
    await until(() => received('Heartbeat') > 0);
    expect(taken).toBeLessThan(all.length);
    await worker.stop();
  });

  test('a cluster that is gone is waited for', async () => {
    const { broker, close } = await clusterWith(['{}']);
    const lines: string[] = [];
    const worker = await workBy(broker, async () => done, lines);
    await close();
    await until(() => lines.some((line) => line.includes('Restarting the consumer')));
    await worker.stop();
    expect(await worker.ended).toEqual({ reason: 'stopped', detail: '' } satisfies KafkaEnd);
  });

  test('a record that can neither be delivered nor kept ends the worker, and stays', async () => {
    const texts = [created(6), '{"not": ', created(7)];
    const { broker } = await clusterWith(texts, [0, 1]);
    const receiver = await closedAtTheEnd(startReceiver());
    const one = queueParts(receiver.url, { deadLetters: () => undefined });
    const { reason, detail } = await (await work(broker, one)).ended;
    expect([reason, detail]).toEqual([
      'stuck',
      expect.stringMatching(/^topic deliveries, partition [01], offset 1$/),
    ]);
    expect(await committed(broker, Number(/partition (\d)/.exec(detail)?.[1]))).toBe('1');
    // Of the other partition nothing is begun any more.
    expect(one.lines).toHaveLength(texts.length);
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
