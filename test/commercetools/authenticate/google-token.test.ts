import { describe, expect, it } from 'vitest';
import { googleCheck } from '../../../src/commercetools/authenticate/google-token.ts';
import { farEnd } from './far-end.ts';
import { nowSeconds, shown } from './shown.ts';
import { foreign, hmacWithPublicKey, keySet, type TokenParts, token } from './tokens.ts';

const keys = 'https://www.googleapis.com/oauth2/v3/certs';
const url = 'https://mapper.example.com/api/webhook';
/** As Pub/Sub's tokens have them. */
const claims = {
  aud: url,
  azp: '104176025330667568672',
  email: 'push@garden-shop.iam.gserviceaccount.com',
  email_verified: true,
  exp: nowSeconds + 3_600,
  iat: nowSeconds,
  iss: 'https://accounts.google.com',
  sub: '104176025330667568672',
};
const google = {
  serviceAccounts: ['other@garden-shop.iam.gserviceaccount.com', claims.email],
  audiences: ['mapper', url],
};

async function check() {
  const far = await farEnd({ [keys]: keySet() });
  return { ...far, ...googleCheck(google, far.fetch) };
}

const bearer = (parts: Partial<TokenParts>) =>
  shown({ headers: { authorization: `Bearer ${token({ claims, ...parts })}` } });

describe("Pub/Sub's token is accepted", () => {
  it.each<[string, Partial<TokenParts>]>([
    ['as it should be', {}],
    ['of the issuer without a scheme', { claims: { ...claims, iss: 'accounts.google.com' } }],
    ['for the other audience', { claims: { ...claims, aud: 'mapper' } }],
    ['of the other account', { claims: { ...claims, email: 'other@garden-shop.iam.gserviceaccount.com' } }],
  ])('%s', async (_name, parts) => {
    const { verify, asked } = await check();
    expect(await verify(bearer(parts))).toEqual({ status: 'accepted' });
    expect(asked).toEqual([keys]);
  });
});

const hopeless: [string, Partial<TokenParts>][] = [
  ['wrong-email', { claims: { ...claims, email: 'push@evil-shop.iam.gserviceaccount.com' } }],
  ['wrong-email', { claims: { ...claims, email: undefined } }],
  ['wrong-email', { claims: { ...claims, email: [claims.email] } }],
  ['wrong-email', { claims: { ...claims, email: ` ${claims.email}` } }],
  ['unverified-email', { claims: { ...claims, email_verified: false } }],
  ['unverified-email', { claims: { ...claims, email_verified: undefined } }],
  ['unverified-email', { claims: { ...claims, email_verified: 'true' } }],
  ['wrong-audience', { claims: { ...claims, aud: `${url}/` } }],
  ['wrong-issuer', { claims: { ...claims, iss: 'https://accounts.google.com.evil.example.com' } }],
  ['expired', { claims: { ...claims, exp: nowSeconds - 3_600 } }],
  ['wrong-algorithm', { header: { alg: 'none' }, signature: () => '' }],
  ['wrong-algorithm', { header: { alg: 'HS256' }, signature: hmacWithPublicKey }],
];

describe('is refused with nothing fetched:', () => {
  it.each(hopeless)('%s %#', async (reason, parts) => {
    const { verify, asked } = await check();
    expect(await verify(bearer(parts))).toEqual({ status: 'refused', reason });
    expect(asked).toEqual([]);
  });

  it('absent', async () => {
    const { verify, asked } = await check();
    expect(await verify(shown({}))).toEqual({ status: 'refused', reason: 'absent' });
    expect(asked).toEqual([]);
  });
});

it('a foreign key is refused with the keys that are there', async () => {
  const { verify, asked } = await check();
  await verify(bearer({}));
  expect(await verify(bearer({ key: foreign.privateKey }))).toEqual({
    status: 'refused',
    reason: 'wrong-signature',
  });
  expect(asked).toHaveLength(1);
});
