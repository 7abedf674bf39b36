import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';

/** Whether librdkafka's own mock of a Kafka cluster can be had here: a broker that speaks the protocol over TCP. */
export const hasMockCluster = spawnSync('kcat', ['-V']).status === 0;

export interface MockCluster {
  readonly broker: string;
  /** How many requests of a kind have come, such as `Heartbeat`. */
  readonly received: (kind: string) => number;
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
  const exit = once(kcat, 'exit');
  let said = '';
  const broker = await new Promise<string>((resolve, reject) => {
    // Read to the end: a pipe that nobody reads would stop it.
    kcat.stderr.on('data', (chunk) => {
      said += String(chunk);
      const found = /bootstrap\.servers=(127\.0\.0\.1:\d+)/.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    });
    exit.then(() => reject(new Error(`kcat started no cluster: ${said}`)), reject);
  });
  return {
    broker,
    received: (kind) => said.split(`Received ${kind}Request`).length - 1,
    close: async () => {
      kcat.kill('SIGKILL');
      await exit;
    },
  };
}
