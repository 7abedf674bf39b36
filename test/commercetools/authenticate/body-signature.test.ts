import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { bodySignatureCheck, signingKey } from '../../../src/commercetools/authenticate/body-signature.ts';
import { now, nowSeconds, shown } from './shown.ts';

const secret = `whsec_${Buffer.from('a key of twenty-four byt').toString('base64')}`;
const older = `whsec_${Buffer.from('an older one of 24 bytes').toString('base64')}`;
const foreign = `whsec_${Buffer.from('a stranger has his own..').toString('base64')}`;
const keys = [older, secret].map((text) => signingKey(text) ?? new Uint8Array());
const body = '{"notificationType":"Message","customer":{"firstName":"Zoë"}}';

const at = (seconds: number) => new Date((nowSeconds + seconds) * 1_000);
const signed = (by: string, time = at(0), content = body) => new Webhook(by).sign('msg_1', time, content);
const headers = (signature: string, time = at(0), id = 'msg_1') => ({
  'webhook-id': id,
  'webhook-timestamp': String(time.getTime() / 1_000),
  'webhook-signature': signature,
});
const rawly = (id: string, content = body) =>
  `v1,${createHmac('sha256', keys[1] ?? '')
    .update(`${id}.${nowSeconds}.${content}`)
    .digest('base64')}`;
const without = (name: string) => {
  const all = new Headers(headers(signed(secret)));
  all.delete(name);
  return all;
};

type Case = [string, Parameters<typeof shown>[0]];

describe('what a library of Standard Webhooks signed is accepted', () => {
  it.each<Case>([
    ['with one key', { headers: headers(signed(secret)) }],
    ['with the older key', { headers: headers(signed(older)) }],
    ['with several keys, ours last', { headers: headers(`${signed(foreign)} ${signed(secret)}`) }],
    ['beside another version', { headers: headers(`v1a,AAAA ${signed(secret)} v2,????`) }],
    ['five minutes ago', { headers: headers(signed(secret, at(-300)), at(-300)) }],
    ['in five minutes', { headers: headers(signed(secret, at(300)), at(300)) }],
    [
      'with an id beyond ASCII',
      { headers: headers(rawly('nachricht-ü'), at(0), Buffer.from('nachricht-ü').toString('latin1')) },
    ],
    ['with an empty body', { headers: headers(signed(secret, at(0), '')), body: '' }],
  ])('%s', async (_name, parts) => {
    expect(await bodySignatureCheck(keys).verify(shown({ body, ...parts }))).toEqual({ status: 'accepted' });
  });

  it('whatever bytes are in the body', async () => {
    const bytes = Buffer.from([0xff, 0x00, 0xfe]);
    const made = createHmac('sha256', keys[0] ?? '')
      .update(`msg_1.${nowSeconds}.`)
      .update(bytes)
      .digest('base64');
    const verdict = await bodySignatureCheck(keys).verify(
      shown({ headers: headers(`v1,${made}`), body: bytes }),
    );
    expect(verdict).toEqual({ status: 'accepted' });
  });
});

describe('is refused', () => {
  it.each<[string, string, Case[1]]>([
    ['nothing', 'absent', {}],
    ['no id', 'absent', { headers: without('webhook-id') }],
    ['no time', 'absent', { headers: without('webhook-timestamp') }],
    ['no signature', 'absent', { headers: without('webhook-signature') }],
    ['an empty signature', 'absent', { headers: headers('') }],
    ['a foreign key', 'wrong-signature', { headers: headers(signed(foreign)) }],
    ['a tampered body', 'wrong-signature', { headers: headers(signed(secret)), body: `${body} ` }],
    ['another id', 'wrong-signature', { headers: headers(signed(secret), at(0), 'msg_2') }],
    ['another time', 'wrong-signature', { headers: headers(signed(secret), at(1)) }],
    ['a replay', 'expired', { headers: headers(signed(secret, at(-301)), at(-301)) }],
    ['one of the future', 'not-yet-valid', { headers: headers(signed(secret, at(301)), at(301)) }],
    [
      'one of the far future',
      'not-yet-valid',
      { headers: { ...headers(signed(secret)), 'webhook-timestamp': '999999999999' } },
    ],
    [
      'no number as time',
      'not-a-signature',
      { headers: { ...headers(signed(secret)), 'webhook-timestamp': now.toISOString() } },
    ],
    [
      'a fraction as time',
      'not-a-signature',
      { headers: { ...headers(signed(secret)), 'webhook-timestamp': `${nowSeconds}.5` } },
    ],
    [
      'a hexadecimal time',
      'not-a-signature',
      { headers: { ...headers(signed(secret)), 'webhook-timestamp': '0x1' } },
    ],
    ['no version', 'not-a-signature', { headers: headers(signed(secret).slice(3)) }],
    [
      'the asymmetric version',
      'not-a-signature',
      { headers: headers(signed(secret).replace('v1,', 'v1a,')) },
    ],
    ['a version to come', 'not-a-signature', { headers: headers(signed(secret).replace('v1,', 'v2,')) }],
    [
      'a signature that is cut',
      'not-a-signature',
      { headers: headers(signed(secret).slice(0, 'v1,'.length + 20)) },
    ],
    ['a signature in base64url', 'not-a-signature', { headers: headers(`v1,${'_'.repeat(43)}=`) }],
    ['thousands of signatures', 'wrong-signature', { headers: headers(`${signed(foreign)} `.repeat(2_000)) }],
    ['no base64', 'not-a-signature', { headers: headers('v1,ü') }],
    [
      'the time twice',
      'not-a-signature',
      { headers: [...Object.entries(headers(signed(secret))), ['webhook-timestamp', '1']] },
    ],
    [
      'the id twice',
      'wrong-signature',
      { headers: [...Object.entries(headers(signed(secret))), ['webhook-id', 'msg_1']] },
    ],
  ])('%s', async (_name, reason, parts) => {
    const verdict = await bodySignatureCheck(keys).verify(shown({ body, ...parts }));
    expect(verdict).toEqual({ status: 'refused', reason });
  });

  it('a body that cannot be read', async () => {
    const failure = { code: 'body-too-large', detail: 'too large', retryable: false } as const;
    const unreadable = () => Promise.resolve({ ok: false, failure } as const);
    const verdict = await bodySignatureCheck(keys).verify({
      ...shown({ headers: headers(signed(secret)) }),
      body: unreadable,
    });
    expect(verdict).toEqual({ status: 'refused', reason: 'unreadable-body' });
  });

  it.each<Case>([
    ['an absent signature', {}],
    ['a replay', { headers: headers(signed(secret, at(-301)), at(-301)) }],
  ])('%s, without reading the body', async (_name, parts) => {
    const unread = () => Promise.reject(new Error('was read'));
    const verdict = await bodySignatureCheck(keys).verify({ ...shown(parts), body: unread });
    expect(verdict).toMatchObject({ status: 'refused' });
  });
});

describe('a key', () => {
  const text = Buffer.from('sixteen bytes ok').toString('base64');

  it.each([
    ['with the prefix', `whsec_${text}`],
    ['without the prefix', text],
    ['without padding', text.replace(/=+$/, '')],
  ])('%s is read', (_name, given) => {
    expect(Buffer.from(signingKey(given) ?? []).toString()).toBe('sixteen bytes ok');
  });

  it.each([
    ['nothing', ''],
    ['the prefix alone', 'whsec_'],
    ['another prefix', `whpk_${text}`],
    ['no base64', 'sixteen bytes, said as they are'],
    ['base64url', '_-'.repeat(16)],
    ['15 bytes', Buffer.from('fifteen bytes..').toString('base64')],
    ['the prefix twice', `whsec_whsec_${text}`],
    ['base64 that is cut', secret.slice(0, 'whsec_'.length + 29)],
  ])('%s is none', (_name, given) => {
    expect(signingKey(given)).toBeUndefined();
  });
});
