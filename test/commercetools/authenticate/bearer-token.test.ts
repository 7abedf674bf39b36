import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { tokenVerifier } from '../../../src/commercetools/authenticate/bearer-token.ts';
import { type Answer, farEnd, silence, status } from './far-end.ts';
import { now, nowSeconds, shown } from './shown.ts';
import { foreign, hmacWithPublicKey, keySet, ours, part, type TokenParts, token } from './tokens.ts';

const keys = 'https://keys.example.com/certs';
const claims = { iss: 'https://issuer.example.com', aud: 'mapper', exp: nowSeconds + 3_600, caller: 'ours' };
const rules = {
  issuers: ['https://issuer.example.com', 'issuer.example.com'],
  audiences: ['mapper', 'mapper-next'],
  otherRefusal: ({ caller }: Readonly<Record<string, unknown>>) =>
    caller === 'ours' ? undefined : 'wrong-caller',
};

const bearer = (text: string, parts: Parameters<typeof shown>[0] = {}) =>
  shown({ ...parts, headers: { authorization: `Bearer ${text}` } });

async function verifier(answer: Answer = keySet()) {
  const far = await farEnd({ [keys]: answer });
  return { ...far, verify: tokenVerifier(keys, rules, far.fetch) };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now });
});

afterEach(() => {
  vi.useRealTimers();
});

describe('a token is accepted', () => {
  it.each<[string, Partial<TokenParts>]>([
    ['as it should be', {}],
    ['of the other issuer', { claims: { ...claims, iss: 'issuer.example.com' } }],
    ['for the other audience', { claims: { ...claims, aud: 'mapper-next' } }],
    ['for several audiences', { claims: { ...claims, aud: ['somebody-else', 'mapper'] } }],
    ['that expired within the tolerance', { claims: { ...claims, exp: nowSeconds - 29 } }],
    ['that begins within the tolerance', { claims: { ...claims, nbf: nowSeconds + 30 } }],
    ['without a type', { header: { typ: undefined } }],
  ])('%s', async (_name, parts) => {
    const { verify } = await verifier();
    expect(await verify(bearer(token({ claims, ...parts })))).toEqual({ status: 'accepted' });
  });
});

const brought = ours.publicKey.export({ format: 'jwk' });

/** What is told by the token alone. */
const hopeless: [string, string, string][] = [
  ['nothing', 'absent', ''],
  ['no token', 'not-a-token', 'a-secret'],
  ['two tokens', 'not-a-token', `${token({ claims })}, Bearer ${token({ claims })}`],
  ['two parts', 'not-a-token', token({ claims }).split('.').slice(0, 2).join('.')],
  ['an encrypted token', 'not-a-token', `${token({ claims })}.AA.AA`],
  ['a header that is no JSON', 'not-a-token', `e30x.${part(claims)}.AA`],
  ['claims that are no object', 'not-a-token', token({ claims: ['mapper'] })],
  ['claims that are null', 'not-a-token', `${token({ claims }).split('.')[0]}.bnVsbA.AA`],
  ['no ASCII', 'not-a-token', 'ü.ü.ü'],
  ['a huge token', 'too-long', token({ claims: { ...claims, more: 'x'.repeat(16_384) } })],
  ['the algorithm none', 'wrong-algorithm', token({ claims, header: { alg: 'none' }, signature: () => '' })],
  ['the algorithm nOnE', 'wrong-algorithm', token({ claims, header: { alg: 'nOnE' }, signature: () => '' })],
  [
    'HS256 with the public key',
    'wrong-algorithm',
    token({ claims, header: { alg: 'HS256' }, signature: hmacWithPublicKey }),
  ],
  ['RS512', 'wrong-algorithm', token({ claims, header: { alg: 'RS512' } })],
  ['PS256', 'wrong-algorithm', token({ claims, header: { alg: 'PS256' } })],
  ['several algorithms', 'wrong-algorithm', token({ claims, header: { alg: ['RS256'] } })],
  ['no algorithm', 'wrong-algorithm', token({ claims, header: { alg: undefined } })],
  ['a key it brings', 'unsupported-header', token({ claims, header: { jwk: brought } })],
  [
    'the address of a key',
    'unsupported-header',
    token({ claims, header: { jku: 'https://evil.example.com/' } }),
  ],
  [
    'the address of a certificate',
    'unsupported-header',
    token({ claims, header: { x5u: 'https://evil.example.com/' } }),
  ],
  ['a certificate it brings', 'unsupported-header', token({ claims, header: { x5c: ['AA'] } })],
  ['a payload that is not in base64', 'unsupported-header', token({ claims, header: { b64: false } })],
  ['a payload that is packed', 'unsupported-header', token({ claims, header: { zip: 'DEF' } })],
  ['critical headers', 'unsupported-header', token({ claims, header: { crit: ['exp'], exp: 1 } })],
  ['no key', 'unknown-key', token({ claims, header: { kid: undefined } })],
  ['a key that is a number', 'unknown-key', token({ claims, header: { kid: 1 } })],
  ['another issuer', 'wrong-issuer', token({ claims: { ...claims, iss: 'https://issuer.example.com/' } })],
  ['no issuer', 'wrong-issuer', token({ claims: { ...claims, iss: undefined } })],
  ['issuers', 'wrong-issuer', token({ claims: { ...claims, iss: rules.issuers } })],
  ['another audience', 'wrong-audience', token({ claims: { ...claims, aud: 'Mapper' } })],
  ['no audience', 'wrong-audience', token({ claims: { ...claims, aud: undefined } })],
  ['an audience within one', 'wrong-audience', token({ claims: { ...claims, aud: [['mapper']] } })],
  ['no expiry', 'no-expiry', token({ claims: { ...claims, exp: undefined } })],
  ['an expiry as text', 'no-expiry', token({ claims: { ...claims, exp: String(nowSeconds + 60) } })],
  ['an expiry that is past', 'expired', token({ claims: { ...claims, exp: nowSeconds - 30 } })],
  ['a beginning to come', 'not-yet-valid', token({ claims: { ...claims, nbf: nowSeconds + 31 } })],
  ['a beginning as text', 'not-yet-valid', token({ claims: { ...claims, nbf: '0' } })],
  ['another caller', 'wrong-caller', token({ claims: { ...claims, caller: 'theirs' } })],
];

describe('is refused with nothing fetched, even where no keys are there yet:', () => {
  it.each(hopeless)('%s is %s', async (_name, reason, text) => {
    const { verify, asked } = await verifier();
    expect(await verify(bearer(text))).toEqual({ status: 'refused', reason });
    expect(asked).toEqual([]);
  });

  it('no header at all', async () => {
    const { verify, asked } = await verifier();
    expect(await verify(shown({}))).toEqual({ status: 'refused', reason: 'absent' });
    expect(await verify(shown({ headers: { authorization: `Basic ${token({ claims })}` } }))).toMatchObject({
      reason: 'absent',
    });
    expect(asked).toEqual([]);
  });
});

const [head, payload, signature] = token({ claims }).split('.');

describe('is refused with the keys that are there:', () => {
  it.each<[string, string, string]>([
    ['a foreign key', 'wrong-signature', token({ claims, key: foreign.privateKey })],
    ['other claims', 'wrong-signature', `${head}.${part({ ...claims, sub: 'admin' })}.${signature}`],
    ['another header', 'wrong-signature', `${part({ alg: 'RS256', kid: 'key-1' })}.${payload}.${signature}`],
    ['no signature', 'wrong-signature', `${head}.${payload}.`],
    ['a signature that is cut', 'wrong-signature', `${head}.${payload}.${signature?.slice(0, 100)}`],
    ['a signature that is no base64', 'not-a-token', `${head}.${payload}.!!!`],
    ['HS256 called RS256', 'wrong-signature', token({ claims, signature: hmacWithPublicKey })],
    ['an unknown key', 'unknown-key', token({ claims, header: { kid: 'key-2' } })],
    [
      'a key for encryption',
      'unknown-key',
      token({ claims, header: { kid: 'for-encryption' }, key: foreign.privateKey }),
    ],
  ])('%s is %s', async (_name, reason, text) => {
    const { verify, asked } = await verifier();
    await verify(bearer(token({ claims })));
    expect(await verify(bearer(text))).toEqual({ status: 'refused', reason });
    expect(asked).toEqual([keys]);
  });
});

/** Lets time pass for the caches; the token stays valid. */
const later = (seconds: number) => {
  vi.setSystemTime(now.getTime() + seconds * 1_000);
};

const twice = JSON.stringify({ keys: Array(2).fill(JSON.parse(keySet()).keys[0]) });

describe('keys', () => {
  it('are fetched once for many', async () => {
    const { verify, asked } = await verifier();
    const verdicts = await Promise.all(Array.from({ length: 20 }, () => verify(bearer(token({ claims })))));
    expect(new Set(verdicts.map(({ status }) => status))).toEqual(new Set(['accepted']));
    later(599);
    await verify(bearer(token({ claims })));
    expect(asked).toHaveLength(1);
    later(601);
    await verify(bearer(token({ claims })));
    expect(asked).toHaveLength(2);
  });

  it('that are new are found, and strangers cannot have them fetched again and again', async () => {
    const { verify, asked, answers } = await verifier();
    const next = bearer(token({ claims, header: { kid: 'key-2' } }));
    await verify(bearer(token({ claims })));
    answers[keys] = keySet('key-2');
    later(29);
    expect(await verify(next)).toEqual({ status: 'refused', reason: 'unknown-key' });
    expect(asked).toHaveLength(1);
    later(31);
    expect(await verify(next)).toEqual({ status: 'accepted' });
    for (const kid of ['a', 'b', 'c']) await verify(bearer(token({ claims, header: { kid } })));
    expect(asked).toHaveLength(2);
  });

  it.each<[string, Answer, string]>([
    ['answers 503', status(503), '503'],
    ['answers 404', status(404), '404'],
    ['redirects', status(302, { location: 'https://evil.example.com/' }), '302'],
    ['sends no JSON', 'keys', 'unusable-keys'],
    ['sends no key set', '{"keys":{}}', 'unusable-keys'],
    [
      'sends a key that is none',
      '{"keys":[{"kty":"RSA","kid":"key-1","n":"AQAB","e":"AQAB"}]}',
      'unusable-keys',
    ],
    ['sends two keys of one name', twice, 'unusable-keys'],
    ['sends too much', Buffer.alloc(1_000_000, ' '), 'too-large'],
    ['hangs up', (response) => response.destroy(), 'UND_ERR_SOCKET'],
    ['never answers', silence, 'timeout'],
  ])('cannot be had where their server %s: that says nothing of the caller', async (_name, answer, cause) => {
    const { verify } = await verifier(answer);
    expect(await verify(bearer(token({ claims })))).toEqual({ status: 'unavailable', cause });
  });

  it('that cannot be had are asked for again after a pause, with the same cause until then', async () => {
    const { verify, asked, answers } = await verifier(status(503));
    await verify(bearer(token({ claims })));
    answers[keys] = keySet();
    later(4);
    expect(await verify(bearer(token({ claims })))).toEqual({ status: 'unavailable', cause: '503' });
    expect(asked).toHaveLength(1);
    later(6);
    expect(await verify(bearer(token({ claims })))).toEqual({ status: 'accepted' });
  });

  it('that cannot be had are asked for again once the clock was set back', async () => {
    const { verify, answers } = await verifier(status(503));
    await verify(bearer(token({ claims })));
    answers[keys] = keySet();
    later(-3_600);
    expect(await verify(bearer(token({ claims })))).toEqual({ status: 'accepted' });
  });

  it('that are there are used while their server is down', async () => {
    const { verify, answers } = await verifier();
    await verify(bearer(token({ claims })));
    answers[keys] = status(503);
    later(60);
    expect(await verify(bearer(token({ claims, header: { kid: 'key-2' } })))).toEqual({
      status: 'unavailable',
      cause: '503',
    });
    expect(await verify(bearer(token({ claims })))).toEqual({ status: 'accepted' });
  });

  it('are not waited for beyond the signal, and still come for the next', async () => {
    const stop = new AbortController();
    const { verify, answers } = await verifier();
    answers[keys] = (response) => {
      stop.abort();
      setTimeout(() => response.end(keySet()), 50);
    };
    const first = await verify(bearer(token({ claims }), { signal: stop.signal }));
    expect(first).toEqual({ status: 'unavailable', cause: 'timeout' });
    expect(await verify(bearer(token({ claims })))).toEqual({ status: 'accepted' });
    expect(await verify(bearer(token({ claims }), { signal: stop.signal }))).toEqual({
      status: 'unavailable',
      cause: 'timeout',
    });
  });
});
