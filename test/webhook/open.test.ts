import { expect, test } from 'vitest';
import { anyone } from '../../src/commercetools/authenticate/settings.ts';
import { webhook } from '../../src/webhook/webhook.ts';
import { testNotification } from './deliveries.ts';
import { catalogOf, post, settings } from './harness.ts';

async function logOf(secrets: readonly string[]): Promise<readonly string[]> {
  const lines: string[] = [];
  const handle = webhook({
    load: async () => catalogOf(),
    settings: () => ({ ok: true, value: { ...settings, authentication: { ...anyone, secrets } } }),
    log: (line) => lines.push(line),
  });
  for (let count = 0; count < 3; count++) await handle(post(JSON.stringify(testNotification)));
  return lines;
}

test('where nobody is checked, the log says so once', async () => {
  const lines = (await logOf([])).map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines.map(({ level }) => level)).toEqual(['warn', 'info', 'info', 'info']);
  expect(lines[0]).toMatchInlineSnapshot(`
    {
      "level": "warn",
      "msg": "anyone who knows the URL may post: set WEBHOOK_SECRET, PUBSUB_SERVICE_ACCOUNT with PUBSUB_AUDIENCE, SNS_TOPIC_ARNS, ENTRA_TENANT_ID with ENTRA_AUDIENCE, or WEBHOOK_SIGNING_SECRET",
    }
  `);
});

test('where callers are checked, it does not', async () => {
  expect((await logOf(['a-secret'])).filter((line) => line.includes('anyone'))).toEqual([]);
});
