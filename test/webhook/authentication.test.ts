import { afterEach, describe, expect, test } from 'vitest';
import type { AuthenticationSettings } from '../../src/commercetools/authenticate/settings.ts';
import { type Listening, serve } from '../../src/node/serve.ts';
import { farEnd, status } from '../commercetools/authenticate/far-end.ts';
import { now } from '../commercetools/authenticate/shown.ts';
import { certificates, confirmation, otherTopic, pem, signed } from '../commercetools/authenticate/sns.ts';
import { foreign, keySet, token } from '../commercetools/authenticate/tokens.ts';
import {
  bearer,
  checkedBy,
  delivery,
  google,
  inSns,
  type Sent,
  settings,
  snsSent,
  tenantId,
} from './callers.ts';
import { testNotification } from './deliveries.ts';
import { type RealWebhook, realWebhook } from './real-webhook.ts';
import { checks } from './right-and-forged-callers.ts';

const keys = {
  'https://www.googleapis.com/oauth2/v3/certs': keySet(),
  [`https://login.microsoftonline.com/${tenantId}/discovery/v2.0/keys`]: keySet(),
  [pem]: certificates.ours,
  [String(confirmation['SubscribeURL'])]: '<ConfirmSubscriptionResponse/>',
};

/** The webhook over HTTP with a server of keys; `asked` is what was fetched. */
async function open(authentication: AuthenticationSettings, answers: Parameters<typeof farEnd>[0] = keys) {
  const far = await farEnd(answers);
  const real = await realWebhook(4_000, { authentication, fetch: far.fetch, now: () => now });
  const server = await serve(real.answering, { port: 0, hostname: '127.0.0.1' });
  opened.push({ real, server });
  const post = async ({ headers = {}, query = '', body = delivery }: Sent) => {
    const answer = await fetch(`${server.url}/api/webhook${query}`, { method: 'POST', headers, body });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, text, body: JSON.parse(text) as unknown };
  };
  return { post, receiver: real.receiver, lines: real.lines, asked: far.asked };
}

const opened: { readonly real: RealWebhook; readonly server: Listening }[] = [];
afterEach(async () => {
  for (const { real, server } of opened.splice(0)) {
    await server.close();
    await real.receiver.close();
  }
});

describe.each(checks)('$check', ({ check, authentication, right, forged }) => {
  test.each(right)('right: %s', async (_name, sent) => {
    const { post, receiver, lines } = await open(authentication);
    expect(await post(sent)).toMatchObject({ status: 200, body: { status: 'sent' } });
    expect(receiver.calls()).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ caller: check, outcome: 'sent' });
  });

  test('forged: 401, nothing sent, nothing fetched, and no word of it in answer or log', async () => {
    const { post, receiver, lines, asked } = await open(authentication);
    await post(right[0]?.[1] ?? {}); // the keys are there now
    receiver.reset();
    const fetched = [...asked];
    for (const [name, sent] of forged) {
      const answer = await post(sent);
      expect([name, answer.status]).toEqual([name, 401]);
      expect(answer.body).toEqual({
        type: 'about:blank',
        title: 'Unauthorized',
        status: 401,
        detail: 'the caller did not prove who it is, or not in a way that is configured here',
        code: 'not-authenticated',
        retryable: false,
      });
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    }
    expect(receiver.requests()).toEqual([]);
    expect(asked).toEqual(fetched);
    const told = lines.slice(1).map((line) => JSON.parse(line) as { level: string; checks: object[] });
    expect(told.map(({ checks: [first] }, index) => [forged[index]?.[0], first])).toMatchSnapshot();
    expect(lines.join()).not.toMatch(/(old|new) secret|zoe|evil|Bearer|eyJ/);
  });
});

describe('any number of checks', () => {
  test.each(checks)('all are on, and $check accepts', async ({ right }) => {
    const { post } = await open(settings);
    for (const [, sent] of right) expect(await post(sent)).toMatchObject({ status: 200 });
  });

  test('all are on, and none accepts', async () => {
    const { post, receiver, lines } = await open(settings);
    expect((await post({ body: delivery })).status).toBe(401);
    expect(receiver.requests()).toEqual([]);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'warn' });
  });

  test('one who shows nothing is a passer-by', async () => {
    const { post, lines } = await open(checkedBy('secrets'));
    await post({});
    await post(bearer('wrong'));
    expect(lines.map((line) => (JSON.parse(line) as { level: string }).level)).toEqual(['warn', 'error']);
  });

  test('the test notification needs to be authenticated too', async () => {
    const { post } = await open(checkedBy('secrets'));
    expect((await post({ body: JSON.stringify(testNotification) })).status).toBe(401);
  });

  test('a stranger does not learn whether the body is right', async () => {
    const { post } = await open(settings);
    for (const body of ['oops', '{}', '[]', '']) expect((await post({ body })).status).toBe(401);
  });
});

describe('keys that cannot be had', () => {
  test.each([
    ['google-token', bearer(token({ claims: google })), checkedBy('google')],
    ['sns-signature', snsSent(signed(inSns)), checkedBy('snsTopics')],
  ])('%s: 500, and once they are there the delivery passes', async (_check, sent, authentication) => {
    const answers: Record<string, (typeof keys)[string] | ReturnType<typeof status>> = Object.fromEntries(
      Object.keys(keys).map((address) => [address, status(503)]),
    );
    const { post, receiver } = await open(authentication, answers);
    const answer = await post(sent);
    expect(answer).toMatchObject({
      status: 500,
      body: { code: 'authentication-unavailable', retryable: true },
    });
    expect(receiver.requests()).toEqual([]);
    if (_check === 'sns-signature') {
      Object.assign(answers, keys);
      expect(await post(sent)).toMatchObject({ status: 200 });
    }
  });
});

describe('the subscription to an SNS topic', () => {
  const address = String(confirmation['SubscribeURL']);

  test('is confirmed where the message is SNS’s own and its topic ours', async () => {
    const { post, asked, lines } = await open(checkedBy('snsTopics'));
    const { status: code, body } = await post(snsSent(signed(confirmation)));
    expect([code, body]).toEqual([
      200,
      { status: 'skipped', reason: 'the subscription to the SNS topic was confirmed' },
    ]);
    expect(asked).toEqual([pem, address]);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'warn', msg: 'sns-confirmation skipped' });
    expect(lines.join()).not.toContain(String(confirmation['Token']));
  });

  test.each([
    ['of another topic', { ...signed(confirmation), TopicArn: otherTopic }],
    ['signed by a stranger', signed(confirmation, foreign.privateKey)],
    ['to an address elsewhere', signed({ ...confirmation, SubscribeURL: 'https://evil.example/' })],
  ])('%s is not, though the caller knows a secret', async (_name, message) => {
    const { post, asked } = await open({ ...checkedBy('snsTopics'), secrets: settings.secrets });
    const sent = snsSent(message);
    const answer = await post({ ...sent, query: '?secret=the+new+secret' });
    expect(answer).toMatchObject({ status: 200, body: { status: 'skipped' } });
    expect(answer.text).toContain('was not confirmed');
    expect(asked.filter((one) => one !== pem)).toEqual([]);
  });

  test('is asked for again where AWS does not answer', async () => {
    const { post } = await open(checkedBy('snsTopics'), { ...keys, [address]: status(503) });
    expect(await post(snsSent(signed(confirmation)))).toMatchObject({
      status: 500,
      body: { code: 'confirmation-unavailable', retryable: true },
    });
  });
});
