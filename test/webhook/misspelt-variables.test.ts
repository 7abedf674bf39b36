import { afterEach, expect, test, vi } from 'vitest';
import { deployedWebhook } from '../../src/entry/deployed.ts';
import { overFetch } from '../../src/webhook/over-fetch.ts';
import { catalogOf, post } from './harness.ts';

afterEach(() => vi.unstubAllEnvs());

test('the log of a function tells once of a variable that nobody reads, and not of those of others, such as Kubernetes sets for its services', async () => {
  vi.stubEnv('SEGMENT_HOTS', 'any');
  vi.stubEnv('DEAD_LETTER_QUEUE', 'any');
  vi.stubEnv('WEBHOOK_SECRET', 'a-secret-of-the-test');
  for (const name of [
    'SEGMENT_SERVICE_HOST',
    'SEGMENT_SERVICE_PORT_HTTP',
    'WEBHOOK_PORT',
    'WEBHOOK_PORT_80_TCP',
    'HOSTS',
  ])
    vi.stubEnv(name, 'any');
  const lines: string[] = [];
  const handle = overFetch(
    deployedWebhook(
      async () => catalogOf(),
      (line) => lines.push(line),
    ),
  );
  for (let count = 0; count < 2; count++) await handle(post('{'));
  const [first, second, ...others] = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(first).toEqual({
    level: 'warn',
    msg: 'SEGMENT_HOTS: nobody reads a variable of this name; did you mean SEGMENT_HOST?',
  });
  // It has as many letters of DEAD_LETTER_FILE.
  expect(second).toEqual({
    level: 'warn',
    msg: 'DEAD_LETTER_QUEUE: nobody reads a variable of this name; did you mean DEAD_LETTER_QUEUE_URL?',
  });
  expect(others).toMatchObject([{ outcome: 'failed' }, { outcome: 'failed' }]);
});
