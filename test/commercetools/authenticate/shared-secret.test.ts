import { describe, expect, it } from 'vitest';
import { secretCheck } from '../../../src/commercetools/authenticate/shared-secret.ts';
import { shown } from './shown.ts';

const secrets = ['correct horse', 'next+one/==', 'grün:ß', 'päss'];
const basic = (pair: string) => ({ authorization: `Basic ${Buffer.from(pair).toString('base64')}` });
/** As a client puts UTF-8 on the wire and the platform hands it over. */
const wire = (text: string) => Buffer.from(text).toString('latin1');

type Case = [string, Parameters<typeof shown>[0]];

const verdictOf = (parts: Case[1], known: readonly string[] = secrets) =>
  secretCheck(known).verify(shown(parts));

describe('the secret is taken', () => {
  it.each<Case>([
    ['as Bearer', { headers: { authorization: 'Bearer correct horse' } }],
    ['whatever the case of the scheme', { headers: { authorization: 'bEARER  correct horse' } }],
    ['the next one as Bearer', { headers: { authorization: 'Bearer next+one/==' } }],
    ['beyond ASCII as Bearer', { headers: { authorization: `Bearer ${wire('grün:ß')}` } }],
    ['as the password of Basic', { headers: basic('anybody:correct horse') }],
    ['without a user name', { headers: basic(':correct horse') }],
    ['with a colon in it', { headers: basic('user:grün:ß') }],
    [
      'without the padding of base64',
      { headers: { authorization: `Basic ${btoa(':next+one/==').replace(/=+$/, '')}` } },
    ],
    ['in its header', { headers: { 'X-Webhook-Secret': 'correct horse' } }],
    ['beyond ASCII in its header', { headers: { 'x-webhook-secret': wire('päss') } }],
    ['in the query', { url: '/api/webhook?secret=correct%20horse' }],
    ['in the query, as forms have it', { url: '/api/webhook?secret=correct+horse' }],
    ['in the query, base64 as it is', { url: '/api/webhook?a=b&secret=next+one/==' }],
    ['in the query, beyond ASCII', { url: `/api/webhook?secret=${encodeURIComponent('grün:ß')}` }],
    ['beside a wrong one', { headers: { 'x-webhook-secret': 'no', authorization: 'Bearer correct horse' } }],
  ])('%s', async (_name, parts) => {
    expect(await verdictOf(parts)).toEqual({ status: 'accepted' });
  });
});

describe('is refused as wrong', () => {
  it.each<Case>([
    ['another', { headers: { authorization: 'Bearer incorrect horse' } }],
    ['its beginning', { headers: { authorization: 'Bearer correct hors' } }],
    ['more than it', { headers: { authorization: 'Bearer correct horsee' } }],
    ['another case', { headers: { 'x-webhook-secret': 'Correct horse' } }],
    ['all of them', { headers: { 'x-webhook-secret': secrets.slice(0, 2).join(',') } }],
    ['it as the user name', { headers: basic('correct horse:x') }],
    ['it in another encoding', { headers: { 'x-webhook-secret': 'päss' } }],
    [
      'the same header twice',
      {
        headers: [
          ['x-webhook-secret', 'correct horse'],
          ['x-webhook-secret', 'correct horse'],
        ],
      },
    ],
    ['only the second in the query', { url: '/?secret=no&secret=correct%20horse' }],
    ['a huge header', { headers: { authorization: `Bearer ${'a'.repeat(1_000_000)}` } }],
    ['broken escapes in the query', { url: '/?secret=%E0%A4%A' }],
  ])('%s', async (_name, parts) => {
    expect(await verdictOf(parts)).toEqual({ status: 'refused', reason: 'wrong' });
  });
});

describe('is refused as absent', () => {
  it.each<Case>([
    ['nothing', {}],
    ['Bearer alone', { headers: { authorization: 'Bearer ' } }],
    ['an empty header', { headers: { 'x-webhook-secret': '' } }],
    ['an empty password', { headers: basic('user:') }],
    ['Basic without a colon', { headers: basic('correct horse') }],
    ['Basic that is no base64', { headers: { authorization: 'Basic correct:horse' } }],
    ['an empty query parameter', { url: '/api/webhook?secret=&secret=' }],
    ['another parameter', { url: '/api/webhook?Secret=correct%20horse' }],
    ['another scheme', { headers: { authorization: 'Digest correct horse' } }],
    ['the secret in the body', { body: 'secret=correct horse' }],
  ])('%s', async (_name, parts) => {
    expect(await verdictOf(parts)).toEqual({ status: 'refused', reason: 'absent' });
  });
});

describe('an empty secret lets nobody in', () => {
  it.each<Case>([
    ['without one', {}],
    ['with an empty one', { headers: { ...basic(':'), 'x-webhook-secret': '' }, url: '/?secret=' }],
    ['with another', { headers: { 'x-webhook-secret': 'undefined' } }],
  ])('%s', async (_name, parts) => {
    expect(await verdictOf(parts, [''])).toMatchObject({ status: 'refused' });
    expect(await verdictOf(parts, ['', 'real'])).toMatchObject({ status: 'refused' });
  });
});
