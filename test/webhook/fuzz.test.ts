import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventGridClientId } from '../../src/commercetools/authenticate/entra-token.ts';
import { type AuthenticationSettings, anyone } from '../../src/commercetools/authenticate/settings.ts';
import { now } from '../commercetools/authenticate/shown.ts';
import { certificates, confirmation, pem, topic } from '../commercetools/authenticate/sns.ts';
import { keySet } from '../commercetools/authenticate/tokens.ts';
import { workedMs } from '../worked.ts';
import { account, audience, type RandomRequest, randomRequest, requestOf, secret } from './random-request.ts';
import { type RealWebhook, realWebhook } from './real-webhook.ts';

/** `npm run fuzz` takes 200,000. */
const runs = Number(process.env['FUZZ_RUNS'] ?? 3_000);
const seed = 20_261_125;

const tenantId = '6babcaad-604b-40ac-a9d7-9fd97c0b779f';
const checked: AuthenticationSettings = {
  secrets: [secret],
  signingKeys: [Buffer.from('a key of twenty-four byt')],
  google: { serviceAccounts: [account], audiences: [audience] },
  entra: { tenantId, audiences: ['api://mapper'], clientIds: [eventGridClientId] },
  snsTopics: [topic],
};

/** The only addresses that may be asked, whatever a request says. */
const allowed =
  /^https:\/\/(www\.googleapis\.com\/oauth2\/v3\/certs|login\.microsoftonline\.com\/6babcaad-[\w-]+\/discovery\/v2\.0\/keys|sns\.eu-central-1\.amazonaws\.com\/(SimpleNotificationService-\w+\.pem|\?Action=ConfirmSubscription&.*))$/;
const asked: string[] = [];
const answers: Readonly<Record<string, string>> = {
  'https://www.googleapis.com/oauth2/v3/certs': keySet(),
  [`https://login.microsoftonline.com/${tenantId}/discovery/v2.0/keys`]: keySet(),
  [pem]: certificates.ours,
  [String(confirmation['SubscribeURL'])]: 'yes',
};
const fetchKeys = async (address: string) => {
  asked.push(address);
  return new Response(answers[address] ?? 'none', { status: answers[address] === undefined ? 404 : 200 });
};

let webhooks: readonly RealWebhook[];
beforeAll(async () => {
  const parts = { fetch: fetchKeys, now: () => now };
  webhooks = await Promise.all(
    [anyone, checked].map((authentication) => realWebhook(4_000, { ...parts, authentication })),
  );
});
afterAll(() => Promise.all(webhooks.map(({ receiver }) => receiver.close())));

/** Milliseconds that the webhook works for what was made. */
async function answer(made: RandomRequest) {
  const asking = requestOf(made);
  let [status, text]: [number?, string?] = [];
  const ms = await workedMs(async () => {
    const response = await webhooks[made.door]?.handle(asking);
    [status, text] = [response?.status, await response?.text()];
  });
  return { status, text, ms };
}

/** The quickest of a few, so that what else the machine does is not counted. */
async function quickest(made: RandomRequest): Promise<number> {
  const times: number[] = [];
  for (let count = 0; count < 5; count++) times.push((await answer(made)).ms);
  return Math.min(...times);
}

test(`${runs} changed bodies and headers are answered with 200, 400, 401, 405 or 413, at once`, async () => {
  const statuses = new Map<number | undefined, number>();
  const slow: RandomRequest[] = [];
  const property = fc.asyncProperty(randomRequest, async (made) => {
    const { status, text, ms } = await answer(made);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    expect([200, 400, 401, 405, 413], text).toContain(status);
    if (ms > 50) slow.push(made);
  });
  await fc.assert(property, { seed, numRuns: runs });
  for (const made of slow) expect(await quickest(made)).toBeLessThan(50);
  expect(asked.filter((address) => !allowed.test(address))).toEqual([]);
  // It was a test of something: all kinds of answers came.
  const common = [200, 400, 401, 405].map((status) => statuses.get(status) ?? 0);
  expect(Math.min(...common)).toBeGreaterThan(runs / 30);
  for (const { receiver } of webhooks) receiver.reset();
}, 600_000);
