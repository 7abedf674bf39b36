import type { AuthenticationSettings } from '../../src/commercetools/authenticate/settings.ts';
import { now, nowSeconds } from '../commercetools/authenticate/shown.ts';
import { otherTopic, signed } from '../commercetools/authenticate/sns.ts';
import { foreign, hmacWithPublicKey, type TokenParts, token } from '../commercetools/authenticate/tokens.ts';
import {
  bearer,
  checkedBy,
  delivery,
  entra,
  google,
  inSns,
  type Sent,
  sign,
  snsSent,
  tenantId,
} from './callers.ts';

type Case = readonly [name: string, sent: Sent];

const asPassword = (text: string) => Buffer.from(`anyone:${text}`).toString('base64');
const minutes = (count: number) => new Date(now.getTime() + count * 60_000);

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

/** For each check, callers that it must let in, and those that it must not. */
export const checks: readonly {
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
      ['as the password of Basic', { headers: { authorization: `Basic ${asPassword('the new secret')}` } }],
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
