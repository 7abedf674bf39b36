import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';

/** Whether librdkafka's own mock of a Kafka cluster can be had here: a broker that speaks the protocol over TCP. */
export const hasMockCluster = spawnSync('kcat', ['-V']).status === 0;

export interface MockCluster {
  readonly broker: string;
  readonly close: () => Promise<void>;
}

/**
 * Starts a cluster of one broker on a free port of the loopback interface. kcat wants to produce from stdin, and lives
 * until that ends; what it writes of itself has the address.
 * https://github.com/confluentinc/librdkafka/blob/master/src/rdkafka_mock.h
 */
export async function startMockCluster(): Promise<MockCluster> {
  const options = ['-b', 'unused:1', '-X', 'test.mock.num.brokers=1', '-P', '-t', 'unused', '-d', 'mock'];
  const kcat = spawn('kcat', options, { stdio: ['pipe', 'ignore', 'pipe'] });
  let said = '';
  for await (const chunk of kcat.stderr) {
    said += String(chunk);
    const broker = /bootstrap\.servers=(127\.0\.0\.1:\d+)/.exec(said)?.[1];
    if (broker === undefined) continue;
    return {
      broker,
      close: async () => {
        const ended = once(kcat, 'exit');
        kcat.kill('SIGKILL');
        await ended;
      },
    };
  }
  throw new Error(`kcat started no cluster: ${said}`);
}
