import { request as httpRequest } from 'node:http';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { startReceiver } from '../src/demo/receiver.ts';
import { basic, identify, postTo, success } from './receiver-post.ts';

const receiver = await startReceiver();
const post = postTo(receiver);
beforeEach(() => receiver.reset());
afterAll(() => receiver.close());

const refused = (message: string) => ({ status: 400, body: JSON.stringify({ success: false, message }) });

describe('takes what Segment takes', () => {
  test('a batch, in its order', async () => {
    const second = { type: 'track', userId: 'u-1', event: 'Seen', messageId: 'm-2' };
    expect(await post('/v1/batch', { batch: [identify, second] })).toEqual(success);
    expect(receiver.calls()).toMatchObject([
      { type: 'identify', messageId: 'm-1', duplicates: 0, call: identify },
      { type: 'track', messageId: 'm-2', duplicates: 0, call: second },
    ]);
    expect(receiver.requests()).toMatchObject([
      { path: '/v1/batch', messageIds: ['m-1', 'm-2'], answer: 200 },
    ]);
  });

  test.each(['identify', 'track', 'group', 'page', 'screen', 'alias'])('a single %s', async (type) => {
    const ids = { userId: 'u-1', event: 'Seen', groupId: 'g-1', previousId: 'u-0', messageId: 'm-1' };
    expect(await post(`/v1/${type}`, { ...ids, writeKey: 'a-write-key' }, {})).toEqual(success);
    expect(receiver.calls()).toMatchObject([{ type, call: { ...ids, type } }]);
    expect(receiver.calls()[0]?.dropped).toBeUndefined();
    expect(JSON.stringify(receiver.calls())).not.toContain('a-write-key');
  });

  test('a repeat is counted and not kept twice; the first stays', async () => {
    await post('/v1/batch', { batch: [identify] });
    await post('/v1/batch', { batch: [{ ...identify, userId: 'u-2' }] });
    expect(receiver.calls()).toMatchObject([{ messageId: 'm-1', duplicates: 1, call: { userId: 'u-1' } }]);
  });

  test('a call without messageId gets one', async () => {
    await post('/v1/identify', { userId: 'u-1' });
    await post('/v1/identify', { userId: 'u-1' });
    expect(new Set(receiver.calls().map((call) => call.messageId)).size).toBe(2);
  });
});

describe('takes regulations as the Public API does', () => {
  const bearer = { authorization: 'Bearer sgp-not-a-real-one' };
  const deletion = { regulationType: 'DELETE_ONLY', subjectType: 'USER_ID', subjectIds: ['u-1', 'u-2'] };

  test('and shows them among the calls', async () => {
    const { status, body } = await post('/regulations', deletion, bearer);
    const [made] = receiver.calls();
    expect([status, JSON.parse(body)]).toEqual([200, { data: { regulateId: made?.messageId } }]);
    expect(made).toMatchObject({ type: 'regulation', call: deletion });
    expect(made?.dropped).toBeUndefined();
    expect(receiver.requests()).toMatchObject([{ path: '/regulations', messageIds: [], answer: 200 }]);
    const page = await (await fetch(`${receiver.url}/messages`)).text();
    for (const shown of ['DELETE_ONLY', 'u-2']) expect(page).toContain(shown);
  });

  test.each([
    ['without a token', deletion, {}, 401],
    ['of no type', { ...deletion, regulationType: 'DELETE' }, bearer, 422],
    ['about no kind of subject', { ...deletion, subjectType: 'EMAIL' }, bearer, 422],
    ['about nobody', { ...deletion, subjectIds: [] }, bearer, 422],
    ['about a blank id', { ...deletion, subjectIds: ['u-1', ' '] }, bearer, 422],
    ['about too many', { ...deletion, subjectIds: Array(5_001).fill('u') }, bearer, 422],
    ['that are no JSON', 'hello', bearer, 422],
    ['that are no object', 'null', bearer, 422],
  ])('and refuses one %s', async (_, body, headers, status) => {
    expect((await post('/regulations', body, headers as Record<string, string>)).status).toBe(status);
    expect(receiver.calls()).toEqual([]);
  });

  test('but not among calls', async () => {
    await post('/v1/batch', { batch: [{ type: 'regulation', userId: 'u-1', messageId: 'm-1' }] });
    expect(receiver.calls()).toMatchObject([{ dropped: 'its type is unknown' }]);
  });

  test('and can be told to fail', async () => {
    receiver.setFault({ status: 429 });
    expect((await post('/regulations', deletion, bearer)).status).toBe(429);
    expect(receiver.calls()).toEqual([]);
  });
});

describe('refuses what Segment refuses', () => {
  test.each(['', '  ', 'k'])('the write key "%s"', async (key) => {
    expect(await post('/v1/batch', { batch: [identify] }, basic(key))).toEqual(
      refused('An invalid write key was provided'),
    );
    expect(await post('/v1/batch', { batch: [identify], writeKey: key }, {})).toMatchObject({ status: 400 });
    expect(receiver.calls()).toEqual([]);
    expect(receiver.requests()).toMatchObject([{ answer: 400 }, { answer: 400 }]);
  });

  test.each(['', '{', '[]', 'null', '{"batch":{}}', '{"batch":[1]}'])('the body %s', async (body) => {
    expect(await post('/v1/batch', body)).toEqual(refused('malformed JSON'));
  });

  test('a call over 32 KB, and with it the good one', async () => {
    const large = { ...identify, traits: { notes: 'é'.repeat(17_000) } };
    expect(await post('/v1/batch', { batch: [{ ...identify, messageId: 'm-2' }, large] })).toEqual(
      refused('Exceed payload limit'),
    );
    expect(await post('/v1/identify', large)).toEqual(refused('Exceed payload limit'));
    expect(receiver.calls()).toEqual([]);
  });

  test('a body over 500 KB', async () => {
    const batch = Array.from({ length: 17 }, () => ({ ...identify, traits: { notes: 'x'.repeat(31_000) } }));
    expect(await post('/v1/batch', { batch })).toEqual(refused('Exceed payload limit'));
    expect(await post('/v1/batch', 'x'.repeat(5_000_000))).toEqual(refused('Exceed payload limit'));
  });
});

test.each([
  ['no id', { type: 'identify', userId: ' ' }, 'it has neither userId nor anonymousId'],
  ['no event', { type: 'track', userId: 'u-1', event: '' }, 'it has no event'],
  ['no group', { type: 'group', userId: 'u-1' }, 'it has no groupId'],
  ['no previous id', { type: 'alias', userId: 'u-1' }, 'it has no previousId'],
  ['unknown type', { type: 'identfy', userId: 'u-1' }, 'its type is unknown'],
  ['long id', { ...identify, messageId: 'm'.repeat(101) }, 'its messageId is longer than 100 characters'],
])('accepts and marks what Segment accepts and drops: %s', async (_, call, dropped) => {
  expect(await post('/v1/batch', { batch: [call] })).toEqual(success);
  expect(receiver.calls()).toMatchObject([{ dropped }]);
});

describe('shows what it got', () => {
  test('as JSON', async () => {
    await post('/v1/batch', { batch: [identify] });
    const response = await fetch(`${receiver.url}/messages`, { headers: { accept: 'application/json' } });
    expect(await response.json()).toEqual({ calls: receiver.calls() });
  });

  test('as a page, newest first, with nothing unescaped and without the write key', async () => {
    const evil = '<img src=x onerror="alert(1)">\'&';
    await post('/v1/batch', {
      batch: [
        identify,
        identify,
        { type: evil, event: evil, userId: evil, messageId: evil, traits: { [evil]: evil } },
      ],
    });
    for (const path of ['/', '/messages']) {
      const response = await fetch(receiver.url + path, { headers: { accept: 'text/html' } });
      const page = await response.text();
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(page).not.toMatch(/<img|<script|onerror="|a-write-key/);
      expect(page.indexOf('traits.firstName')).toBeGreaterThan(page.indexOf('its type is unknown'));
      expect(page).toContain('1 more time');
    }
  });

  test('a page for nothing, and no 404 for its icon', async () => {
    expect(await (await fetch(receiver.url)).text()).toContain('Nothing received yet.');
    expect((await fetch(`${receiver.url}/favicon.ico`)).status).toBe(204);
  });

  test('until it is told to forget', async () => {
    await post('/v1/batch', { batch: [identify] });
    expect((await fetch(`${receiver.url}/messages`, { method: 'DELETE' })).status).toBe(204);
    expect(receiver.calls()).toEqual([]);
    expect(receiver.requests()).toEqual([]);
  });
});

describe('is for this machine only', () => {
  const askAs = (headers: Record<string, string>) =>
    new Promise((resolve, reject) => {
      httpRequest(`${receiver.url}/messages`, { headers }, (response) =>
        resolve(response.resume().statusCode),
      )
        .on('error', reject)
        .end();
    });

  test('a name or a page from elsewhere is refused', async () => {
    expect(await askAs({ host: 'evil.example' })).toBe(403);
    expect(await askAs({ origin: 'https://evil.example' })).toBe(403);
    expect(await askAs({ host: 'localhost:1', origin: receiver.url })).toBe(200);
  });

  test('other paths and methods are told what there is', async () => {
    expect((await fetch(`${receiver.url}/v1/import`)).status).toBe(404);
    const response = await fetch(`${receiver.url}/v1/batch`);
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
  });
});
