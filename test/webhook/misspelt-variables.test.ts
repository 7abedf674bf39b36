import { afterEach, expect, test, vi } from 'vitest';
import { deployedWebhook } from '../../src/entry/deployed.ts';
import { overFetch } from '../../src/webhook/over-fetch.ts';
import { catalogOf, post } from './harness.ts';

afterEach(() => vi.unstubAllEnvs());

test('the log of a function tells once of a variable that nobody reads, and not of those that Kubernetes sets for its services', async () => {
  vi.stubEnv('SEGMENT_HOTS', 'any');
  vi.stubEnv('WEBHOOK_SECRET', 'a-secret-of-the-test');
  for (const name of [
    'SEGMENT_SERVICE_HOST',
    'SEGMENT_SERVICE_PORT_HTTP',
    'WEBHOOK_PORT',
    'WEBHOOK_PORT_80_TCP',
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
  const [first, ...others] = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(first).toEqual({
    level: 'warn',
    msg: 'SEGMENT_HOTS: nobody reads a variable of this name; did you mean SEGMENT_HOST?',
  });
  expect(others).toMatchObject([{ outcome: 'failed' }, { outcome: 'failed' }]);
});
