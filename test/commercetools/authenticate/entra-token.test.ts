import { describe, expect, it } from 'vitest';
import { entraCheck, eventGridClientId } from '../../../src/commercetools/authenticate/entra-token.ts';
import { farEnd } from './far-end.ts';
import { nowSeconds, shown } from './shown.ts';
import { foreign, hmacWithPublicKey, keySet, type TokenParts, token } from './tokens.ts';

const tenant = '6babcaad-604b-40ac-a9d7-9fd97c0b779f';
const other = '11111111-604b-40ac-a9d7-9fd97c0b779f';
const keys = `https://login.microsoftonline.com/${tenant}/discovery/v2.0/keys`;
const common = { aud: 'api://mapper', exp: nowSeconds + 3_600, nbf: nowSeconds - 300, tid: tenant };
const first = { ...common, iss: `https://sts.windows.net/${tenant}/`, appid: eventGridClientId, ver: '1.0' };
const second = {
  ...common,
  iss: `https://login.microsoftonline.com/${tenant}/v2.0`,
  azp: eventGridClientId,
  ver: '2.0',
};
const entra = {
  tenantId: tenant.toUpperCase(),
  audiences: ['api://mapper', '3f1c2b5e-0001-4000-8000-000000000001'],
  clientIds: [eventGridClientId.toUpperCase(), 'aaaaaaaa-0001-4000-8000-000000000001'],
};

async function check() {
  const far = await farEnd({ [keys]: keySet() });
  return { ...far, ...entraCheck(entra, far.fetch) };
}

const bearer = (parts: TokenParts) => shown({ headers: { authorization: `Bearer ${token(parts)}` } });

describe("Event Grid's token is accepted", () => {
  it.each<[string, object]>([
    ['of version 1', first],
    ['of version 2', second],
    ['for the other audience', { ...second, aud: '3f1c2b5e-0001-4000-8000-000000000001' }],
    ['without a tenant beside the issuer', { ...first, tid: undefined }],
    ['of another application that may call', { ...second, azp: 'aaaaaaaa-0001-4000-8000-000000000001' }],
  ])('%s', async (_name, claims) => {
    const { verify, asked } = await check();
    expect(await verify(bearer({ claims }))).toEqual({ status: 'accepted' });
    expect(asked).toEqual([keys]);
  });
});

describe('is refused with nothing fetched:', () => {
  it.each<[string, TokenParts]>([
    ['wrong-client', { claims: { ...second, azp: '22222222-9cdb-44cf-a8bf-237846a00ab7' } }],
    ['wrong-client', { claims: { ...second, azp: undefined } }],
    ['wrong-client', { claims: { ...second, azp: undefined, appid: eventGridClientId } }],
    ['wrong-client', { claims: { ...first, appid: undefined, azp: eventGridClientId } }],
    ['wrong-client', { claims: { ...first, appid: [eventGridClientId] } }],
    ['wrong-tenant', { claims: { ...second, tid: other } }],
    ['wrong-tenant', { claims: { ...first, tid: null } }],
    ['wrong-issuer', { claims: { ...second, iss: `https://login.microsoftonline.com/${other}/v2.0` } }],
    ['wrong-issuer', { claims: { ...second, iss: 'https://login.microsoftonline.com/common/v2.0' } }],
    ['wrong-issuer', { claims: { ...first, iss: `https://sts.windows.net/${other}/` } }],
    ['wrong-audience', { claims: { ...first, aud: 'https://management.azure.com' } }],
    ['expired', { claims: { ...first, exp: nowSeconds - 60 } }],
    ['wrong-algorithm', { claims: second, header: { alg: 'none' }, signature: () => '' }],
    ['wrong-algorithm', { claims: second, header: { alg: 'HS256' }, signature: hmacWithPublicKey }],
  ])('%s %#', async (reason, parts) => {
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
  await verify(bearer({ claims: first }));
  const verdict = await verify(bearer({ claims: first, key: foreign.privateKey }));
  expect(verdict).toEqual({ status: 'refused', reason: 'wrong-signature' });
  expect(asked).toHaveLength(1);
});
