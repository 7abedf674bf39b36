import { Webhook } from 'standardwebhooks';
import { afterEach, describe, expect, test } from 'vitest';
import { eventGridClientId } from '../../src/commercetools/authenticate/entra-token.ts';
import { type AuthenticationSettings, anyone } from '../../src/commercetools/authenticate/settings.ts';
import { type Listening, serve } from '../../src/node/serve.ts';
import { farEnd, status } from '../commercetools/authenticate/far-end.ts';
import { now, nowSeconds } from '../commercetools/authenticate/shown.ts';
import {
  certificates,
  confirmation,
  notification,
  otherTopic,
  pem,
  signed,
  topic,
} from '../commercetools/authenticate/sns.ts';
import {
  foreign,
  hmacWithPublicKey,
  keySet,
  type TokenParts,
  token,
} from '../commercetools/authenticate/tokens.ts';
import { customerCreated, testNotification } from './deliveries.ts';
import { type RealWebhook, realWebhook } from './real-webhook.ts';

const tenantId = '6babcaad-604b-40ac-a9d7-9fd97c0b779f';
const account = 'push@garden-shop.iam.gserviceaccount.com';
const signingKey = Buffer.from('a key of twenty-four byt');
const settings: AuthenticationSettings = {
  secrets: ['the old secret', 'the new secret'],
  signingKeys: [signingKey],
  google: { serviceAccounts: [account], audiences: ['https://mapper.example.com/api/webhook'] },
  entra: { tenantId, audiences: ['api://mapper'], clientIds: [eventGridClientId] },
  snsTopics: [topic],
};
const checkedBy = (name: keyof AuthenticationSettings): AuthenticationSettings => ({
  ...anyone,
  [name]: settings[name],
});

const delivery = JSON.stringify(customerCreated);
const wrong = (text: string) => Buffer.from(`anyone:${text}`).toString('base64');

/** A request as one of the transports, or an enemy, makes it. */
interface Sent {
  readonly headers?: Record<string, string>;
  readonly query?: string;
  readonly body?: string;
}
type Case = readonly [name: string, sent: Sent];

const bearer = (text: string): Sent => ({ headers: { authorization: `Bearer ${text}` } });
const google = {
  iss: 'https://accounts.google.com',
  aud: 'https://mapper.example.com/api/webhook',
  exp: nowSeconds + 3_600,
  email: account,
  email_verified: true,
};
const entra = {
  iss: `https://login.microsoftonline.com/${tenantId}/v2.0`,
  aud: 'api://mapper',
  exp: nowSeconds + 3_600,
  azp: eventGridClientId,
};

/** What is wrong with a token in the same way for Google and for Entra ID. */
function forgedTokens(claims: object): readonly Case[] {
  const of = (parts: Partial<TokenParts>) => bearer(token({ claims, ...parts }));
  const good = token({ claims });
  const [head = '', payload = '', signature = ''] = good.split('.');
  const other = Buffer.from(JSON.stringify({ ...claims, sub: 'someone else' })).toString('base64url');
  return [
    ['missing', {}],
    ['no token', bearer('not.a.token')],
    ['expired', of({ claims: { ...claims, exp: nowSeconds - 3_600 } })],
    ['without an expiry', of({ claims: { ...claims, exp: undefined } })],
    ['of another audience', of({ claims: { ...claims, aud: 'https://elsewhere.example.com' } })],
    ['of another issuer', of({ claims: { ...claims, iss: 'https://accounts.evil.example' } })],
    ['of a foreign key with our key’s name', of({ key: foreign.privateKey })],
    ['of a foreign key', of({ key: foreign.privateKey, header: { kid: 'foreign' } })],
    ['with other claims put in', bearer(`${head}.${other}.${signature}`)],
    ['without its signature', bearer(`${head}.${payload}.`)],
    ['alg none', of({ header: { alg: 'none' }, signature: () => '' })],
    ['HS256 with the public key', of({ header: { alg: 'HS256' }, signature: hmacWithPublicKey })],
    ['with a key of its own', of({ header: { jwk: { kty: 'RSA' } }, key: foreign.privateKey })],
  ];
}

function sign(body: string, at = now, key: Uint8Array = signingKey): Sent {
  const signature = new Webhook(key, { format: 'raw' }).sign('msg_1', at, body);
  const seconds = String(Math.floor(at.getTime() / 1_000));
  const headers = { 'webhook-id': 'msg_1', 'webhook-timestamp': seconds, 'webhook-signature': signature };
  return { headers, body };
}

const minutes = (count: number) => new Date(now.getTime() + count * 60_000);
const inSns = { ...notification, Message: delivery };
const snsSent = (fields: object): Sent => ({
  headers: { 'content-type': 'text/plain; charset=UTF-8' },
  body: JSON.stringify(fields),
});

const checks: readonly {
  readonly check: string;
  readonly authentication: AuthenticationSettings;
  readonly right: readonly Case[];
  readonly forged: readonly Case[];
}[] = [
  {
    check: 'webhook-secret',
    authentication: checkedBy('secrets'),
    right: [
      ['as Bearer', bearer('the new secret')],
      ['the old one', bearer('the old secret')],
      ['as the password of Basic', { headers: { authorization: `Basic ${wrong('the new secret')}` } }],
      ['in its header', { headers: { 'x-webhook-secret': 'the new secret' } }],
      ['in the query', { query: '?secret=the+new%20secret' }],
    ],
    forged: [
      ['missing', {}],
      ['wrong', bearer('the secret')],
      ['as a part', bearer('the new')],
      ['with more', { headers: { 'x-webhook-secret': 'the new secret, really' } }],
      ['both at once', { headers: { 'x-webhook-secret': 'the old secret,the new secret' } }],
      ['empty', { headers: { 'x-webhook-secret': '' } }],
      ['as the user of Basic', { headers: { authorization: `Basic ${btoa('the new secret:')}` } }],
      ['in another parameter', { query: '?Secret=the+new+secret' }],
    ],
  },
  {
    check: 'google-token',
    authentication: checkedBy('google'),
    right: [['as Pub/Sub shows it', bearer(token({ claims: google }))]],
    forged: [
      ...forgedTokens(google),
      [
        'of another e-mail',
        bearer(token({ claims: { ...google, email: 'push@evil.iam.gserviceaccount.com' } })),
      ],
      ['of an e-mail that is not verified', bearer(token({ claims: { ...google, email_verified: false } }))],
    ],
  },
  {
    check: 'entra-token',
    authentication: checkedBy('entra'),
    right: [['as Event Grid shows it', bearer(token({ claims: entra }))]],
    forged: [
      ...forgedTokens(entra),
      ['of another application', bearer(token({ claims: { ...entra, azp: tenantId } }))],
    ],
  },
  {
    check: 'body-signature',
    authentication: checkedBy('signingKeys'),
    right: [['as its own library makes it', sign(delivery)]],
    forged: [
      ['missing', { body: delivery }],
      ['of a foreign key', sign(delivery, now, Buffer.from('another key of the length'))],
      ['of a tampered body', { ...sign(delivery), body: delivery.replace('zoe.', 'eve.') }],
      ['too old', sign(delivery, minutes(-6))],
      ['from the future', sign(delivery, minutes(6))],
    ],
  },
  {
    check: 'sns-signature',
    authentication: checkedBy('snsTopics'),
    right: [
      ['version 2', snsSent(signed(inSns))],
      ['version 1', snsSent(signed({ ...inSns, SignatureVersion: '1' }))],
    ],
    forged: [
      ['missing: the delivery as it is', { body: delivery }],
      ['of another topic', snsSent(signed({ ...inSns, TopicArn: otherTopic }))],
      ['of a tampered message', snsSent({ ...signed(inSns), Message: delivery.replace('zoe.', 'eve.') })],
      ['of a foreign key', snsSent(signed(inSns, foreign.privateKey))],
      ['too old', snsSent(signed({ ...inSns, Timestamp: minutes(-66).toISOString() }))],
      ['from the future', snsSent(signed({ ...inSns, Timestamp: minutes(6).toISOString() }))],
      [
        'with a certificate of its own',
        snsSent(signed({ ...inSns, SigningCertURL: 'https://evil.example/x.pem' })),
      ],
      ['without a signature', snsSent({ ...signed(inSns), Signature: undefined })],
    ],
  },
];

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
