import { setTimeout as wait } from 'node:timers/promises';
import { type EachBatchPayload, Kafka, logLevel } from 'kafkajs';
import { kafkaTrouble } from './kafka-trouble.ts';
import type { Settle } from './settle.ts';
import { settleAll } from './settle-all.ts';

/** How to reach a topic. */
export interface KafkaSettings {
  /** `host:port` each. */
  readonly brokers: readonly string[];
  readonly topic: string;
  readonly groupId: string;
  /** As Confluent Cloud gives them: SASL PLAIN over TLS. Absent for a broker that asks nobody. */
  readonly credentials?: { readonly apiKey: string; readonly apiSecret: string };
}

/** Why a worker has stopped: it was told to, a record is stuck, or the broker refuses for good. */
export interface KafkaEnd {
  readonly reason: 'stopped' | 'stuck' | 'broker';
  /** Where the record is, or what to do about the broker. */
  readonly detail: string;
}

export interface KafkaWorker {
  readonly ended: Promise<KafkaEnd>;
  /** Ends what is under way, commits it and leaves the group. */
  readonly stop: () => Promise<void>;
}

/** The group thinks a member dead after 30 s of silence. */
const heartbeatMs = 3_000;

/**
 * A member of a consumer group. The offset of a record is committed only when it and all before it are done, so that a
 * worker that dies repeats a few records and loses none; Segment drops the repeats. A record that is stuck ends the
 * worker, since a partition cannot be read around it. Rejects, with no connection left open, where the broker cannot be
 * reached at all or says no.
 */
export async function kafkaWorker(
  { brokers, topic, groupId, credentials }: KafkaSettings,
  { settle, log }: { readonly settle: Settle; readonly log: (line: string) => void },
): Promise<KafkaWorker> {
  const kafka = new Kafka({
    clientId: 'commercetools-segment-mapper',
    brokers: [...brokers],
    ...(credentials && {
      ssl: true,
      sasl: { mechanism: 'plain', username: credentials.apiKey, password: credentials.apiSecret },
    }),
    logLevel: logLevel.WARN,
    // The words alone: what stands beside them could quote a record.
    logCreator: () => (entry) => log(JSON.stringify({ level: 'warn', msg: `kafka: ${entry.log.message}` })),
  });
  // Or a broker could make an empty topic of a mistake in the name, and nothing would ever come.
  const consumer = kafka.consumer({ groupId, allowAutoTopicCreation: false });
  let end: (why: KafkaEnd) => void = () => undefined;
  const ended = new Promise<KafkaEnd>((resolve) => {
    end = resolve;
  });
  consumer.on(consumer.events.CRASH, ({ payload }) => {
    if (!payload.restart) end({ reason: 'broker', detail: kafkaTrouble(payload.error) });
  });
  const begin = async () => {
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      eachBatch: async (batch) => {
        const stuckAt = await takeBatch(batch, settle);
        if (stuckAt === undefined) return;
        end({
          reason: 'stuck',
          detail: `topic ${topic}, partition ${batch.batch.partition}, offset ${stuckAt}`,
        });
      },
    });
  };
  await begin().catch(async (error: unknown) => {
    // It would keep the process for ever.
    await consumer.disconnect();
    throw error;
  });
  return {
    ended: ended.finally(() => consumer.disconnect()),
    stop: async () => {
      // What it has not committed comes again.
      await consumer.stop().finally(() => end({ reason: 'stopped', detail: '' }));
    },
  };
}

async function takeBatch(
  { batch, isRunning, heartbeat, resolveOffset, commitOffsetsIfNecessary }: EachBatchPayload,
  settle: Settle,
): Promise<string | undefined> {
  const { topic, partition } = batch;
  const records = batch.messages.map(({ offset, value }) => ({
    offset,
    text: value?.toString('utf8') ?? '',
  }));
  const { stuckAt } = await settleAll(records, {
    settle: (text) => settle(text),
    onDone: async (offset) => {
      resolveOffset(offset);
      const next = String(BigInt(offset) + 1n);
      await commitOffsetsIfNecessary({ topics: [{ topic, partitions: [{ partition, offset: next }] }] });
      await heartbeat();
    },
    isWanted: isRunning,
    pause: async (ms) => {
      for (let left = ms; left > 0 && isRunning(); left -= heartbeatMs) {
        // First, or each batch that was fetched would hold up a group that is being shared anew.
        await heartbeat();
        await wait(Math.min(left, heartbeatMs));
      }
    },
  });
  return stuckAt;
}
