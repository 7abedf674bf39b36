import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { authentication } from '../../../src/commercetools/authenticate/authenticate.ts';
import { checkNames, type Shown } from '../../../src/commercetools/authenticate/check.ts';
import { eventGridClientId } from '../../../src/commercetools/authenticate/entra-token.ts';
import type { AuthenticationSettings } from '../../../src/commercetools/authenticate/settings.ts';
import type { Failure } from '../../../src/report/failure.ts';
import { type Answer, farEnd, status } from './far-end.ts';
import { now, nowSeconds, shown } from './shown.ts';
import { certificates, confirmation, notification, pem, signed, topic } from './sns.ts';
import { keySet, token } from './tokens.ts';

const tenantId = '6babcaad-604b-40ac-a9d7-9fd97c0b779f';
const googleKeys = 'https://www.googleapis.com/oauth2/v3/certs';
const entraKeys = `https://login.microsoftonline.com/${tenantId}/discovery/v2.0/keys`;
const account = 'push@garden-shop.iam.gserviceaccount.com';
const signingKey = Buffer.from('a key of twenty-four byt');

const off: AuthenticationSettings = { secrets: [], signingKeys: [], snsTopics: [] };
const all: AuthenticationSettings = {
  secrets: ['correct horse'],
  signingKeys: [signingKey],
  google: { serviceAccounts: [account], audiences: ['mapper'] },
  entra: { tenantId, audiences: ['api://mapper'], clientIds: [eventGridClientId] },
  snsTopics: [topic],
};
const onBody: AuthenticationSettings = { ...off, signingKeys: [signingKey], snsTopics: [topic] };

const working = { [googleKeys]: keySet(), [entraKeys]: keySet(), [pem]: certificates.ours };

async function door(settings: AuthenticationSettings, answers: Record<string, Answer> = working) {
  const far = await farEnd(answers);
  return { ...far, ...authentication(settings, far.fetch) };
}

/** Counts how often the body is asked for. */
function counted(one: Shown, failure?: Failure) {
  let reads = 0;
  const body: Shown['body'] = () => {
    reads += 1;
    return failure === undefined ? one.body() : Promise.resolve({ ok: false, failure });
  };
  return { shown: { ...one, body }, reads: () => reads };
}

const bearer = (claims: object) => ({ authorization: `Bearer ${token({ claims })}` });
const googleToken = bearer({
  iss: 'https://accounts.google.com',
  aud: 'mapper',
  exp: nowSeconds + 60,
  email: account,
  email_verified: true,
});
const entraToken = bearer({
  iss: `https://login.microsoftonline.com/${tenantId}/v2.0`,
  aud: 'api://mapper',
  exp: nowSeconds + 60,
  azp: eventGridClientId,
});
const body = '{"notificationType":"Message"}';
const signature = {
  'webhook-id': 'msg_1',
  'webhook-timestamp': String(nowSeconds),
  'webhook-signature': new Webhook(signingKey, { format: 'raw' }).sign(
    'msg_1',
    new Date(nowSeconds * 1_000),
    body,
  ),
};
const snsBody = JSON.stringify(signed(notification));
const tooLarge: Failure = { code: 'body-too-large', detail: 'the body is too large', retryable: false };

describe('the checks that are on', () => {
  it.each<[string, AuthenticationSettings, readonly string[]]>([
    ['none', off, []],
    ['all', all, checkNames],
    ['a secret', { ...off, secrets: ['correct horse'] }, ['webhook-secret']],
    ['an empty secret', { ...off, secrets: [''] }, ['webhook-secret']],
    ['on the body', onBody, ['body-signature', 'sns-signature']],
  ])('%s', async (_name, settings, names) => {
    expect((await door(settings)).checks).toEqual(names);
  });
});

it('without a check everybody is admitted, and the body is not read', async () => {
  const { authenticate, asked } = await door(off);
  const caller = counted(shown({ headers: googleToken }));
  expect(await authenticate(caller.shown)).toEqual({ status: 'admitted', by: undefined });
  expect(caller.reads()).toBe(0);
  expect(asked).toEqual([]);
});

describe('with all checks on, a caller is admitted', () => {
  it.each<[string, Parameters<typeof shown>[0], number]>([
    ['webhook-secret', { url: '/?secret=correct%20horse' }, 0],
    ['webhook-secret', { headers: { ...signature, 'x-webhook-secret': 'correct horse' }, body }, 0],
    ['google-token', { headers: googleToken }, 0],
    ['entra-token', { headers: entraToken }, 0],
    ['body-signature', { headers: signature, body }, 1],
    ['sns-signature', { body: snsBody }, 1],
    ['sns-signature', { headers: signature, body: snsBody }, 1],
  ])('by %s %#', async (by, parts, reads) => {
    const { authenticate } = await door(all);
    const caller = counted(shown(parts));
    expect(await authenticate(caller.shown)).toEqual({ status: 'admitted', by });
    expect(caller.reads()).toBe(reads);
  });
});

describe('a caller is refused', () => {
  it('with what each check says, in their order, with nothing fetched', async () => {
    const { authenticate, asked } = await door(all);
    expect(await authenticate(shown({ body }))).toEqual({
      status: 'refused',
      verdicts: [
        { check: 'webhook-secret', reason: 'absent' },
        { check: 'google-token', reason: 'absent' },
        { check: 'entra-token', reason: 'absent' },
        { check: 'body-signature', reason: 'absent' },
        { check: 'sns-signature', reason: 'not-an-sns-message' },
      ],
    });
    expect(asked).toEqual([]);
  });

  it.each<[string, AuthenticationSettings]>([
    ['a secret', { ...off, secrets: ['correct horse'] }],
    ['a token', { ...off, ...(all.google && { google: all.google }) }],
    ['a signature in the headers', { ...off, signingKeys: [signingKey] }],
  ])('without its body being read, where %s is wanted and not there', async (_name, settings) => {
    const { authenticate } = await door(settings);
    const caller = counted(shown({ body }), tooLarge);
    expect(await authenticate(caller.shown)).toMatchObject({ status: 'refused' });
    expect(caller.reads()).toBe(0);
  });

  it.each<[string, AuthenticationSettings]>([
    ['an empty secret', { ...off, secrets: [''] }],
    ['no service account', { ...off, google: { serviceAccounts: [], audiences: ['mapper'] } }],
    ['no audience', { ...off, google: { serviceAccounts: [account], audiences: [] } }],
    ['no application', { ...off, entra: { tenantId, audiences: ['api://mapper'], clientIds: [] } }],
    ['a topic that is none', { ...off, snsTopics: ['*'] }],
  ])('by a configuration of %s, which lets nobody in', async (_name, settings) => {
    const { authenticate, asked } = await door(settings);
    for (const headers of [{}, googleToken, entraToken])
      expect(await authenticate(shown({ headers, body: snsBody }))).toMatchObject({ status: 'refused' });
    expect(asked).toEqual([]);
  });
});

describe('what a check needs cannot be had', () => {
  const broken = { ...working, [googleKeys]: status(503), [pem]: status(500) };

  it('and nothing else accepts: that is no refusal', async () => {
    const { authenticate } = await door(all, broken);
    expect(await authenticate(shown({ headers: googleToken, body: snsBody }))).toEqual({
      status: 'unavailable',
      verdicts: [
        { check: 'webhook-secret', reason: 'wrong' },
        { check: 'google-token', cause: '503' },
        { check: 'entra-token', reason: 'wrong-issuer' },
        { check: 'body-signature', reason: 'absent' },
        { check: 'sns-signature', cause: '500' },
      ],
    });
  });

  it('but another check accepts', async () => {
    const { authenticate } = await door(all, broken);
    const caller = shown({ headers: { ...googleToken, ...signature }, body });
    expect(await authenticate(caller)).toEqual({ status: 'admitted', by: 'body-signature' });
  });
});

describe('a body that cannot be read', () => {
  it('is told where a check needed it, and read once', async () => {
    const { authenticate } = await door(onBody);
    const caller = counted(shown({ headers: signature }), tooLarge);
    expect(await authenticate(caller.shown)).toEqual({ status: 'unreadable', failure: tooLarge });
    expect(caller.reads()).toBe(1);
  });

  it('does not matter where the headers prove enough', async () => {
    const { authenticate } = await door(all);
    const caller = counted(shown({ headers: googleToken }), tooLarge);
    expect(await authenticate(caller.shown)).toEqual({ status: 'admitted', by: 'google-token' });
  });
});

it('keys and certificates are kept from one caller to the next', async () => {
  const { authenticate, asked } = await door(all);
  for (const headers of [googleToken, entraToken, {}, googleToken, entraToken, {}])
    expect(await authenticate(shown({ headers, body: snsBody }))).toMatchObject({ status: 'admitted' });
  expect(asked).toEqual([googleKeys, entraKeys, pem]);
});

describe('a subscription', () => {
  const address = String(confirmation['SubscribeURL']);
  const { signal } = new AbortController();

  it('of ours is confirmed, with the certificate that is there', async () => {
    const { authenticate, confirm, asked } = await door(all, { ...working, [address]: 'yes' });
    const message = signed(confirmation);
    const caller = shown({ body: JSON.stringify(message) });
    expect(await authenticate(caller)).toEqual({ status: 'admitted', by: 'sns-signature' });
    expect(await confirm(message, caller)).toEqual({ status: 'confirmed' });
    expect(asked).toEqual([pem, address]);
  });

  it('is not confirmed by whoever knows the secret', async () => {
    const { confirm, asked } = await door({ ...off, secrets: ['correct horse'] });
    const expected = { status: 'not-confirmed', reason: 'topics-not-configured' };
    expect(await confirm(signed(confirmation), { now, signal })).toEqual(expected);
    expect(asked).toEqual([]);
  });
});
