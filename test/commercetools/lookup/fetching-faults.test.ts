import { beforeEach, describe, expect, test, vi } from 'vitest';
import { commercetoolsApi } from '../../../src/commercetools/lookup/api.ts';
import { customerCreated } from '../../webhook/deliveries.ts';
import { caseOf, type Fields } from './cases.ts';
import { type FetchingWebhook, openFetching } from './fetching-webhook.ts';
import { deliveringOrder, delivery, oneToken, order, orderPath, version } from './returned-order.ts';
import { clientSecret, type Fault } from './stand-in.ts';

const { api, webhooks } = await openFetching();
let webhook: FetchingWebhook;
beforeEach(() => {
  webhook = webhooks.open(api.settings);
});

const cloudEvent = (data: object) => ({ specversion: '1.0', id: 'e-1', type: 'a', source: '/a', data });
const deliverOrder = deliveringOrder(api, () => webhook);

describe('what goes wrong', () => {
  const twice = (fault: Fault) => [fault, fault];
  const code = expect.stringMatching(/^[A-Z_]+$/);

  test.each<[string, 'token' | 'api', readonly Fault[], object]>([
    ['500', 'api', twice({ status: 500 }), { status: 500, attempts: 2 }],
    ['503 of a balancer', 'api', twice({ status: 503, body: '<html>' }), { status: 503, attempts: 2 }],
    ['a connection that is cut', 'api', twice('cut'), { cause: code, attempts: 2 }],
    ['a body that breaks off', 'api', twice('half-body'), { cause: 'no-json', attempts: 2 }],
    ['no JSON', 'api', twice({ status: 200, body: 'Good day' }), { cause: 'no-json', attempts: 2 }],
    ['no resource', 'api', twice({ status: 200, body: '7' }), { cause: 'no-json', attempts: 2 }],
    ['429 for too long', 'api', [{ status: 429, retryAfter: '30' }], { status: 429, attempts: 1 }],
    [
      '429 until a date',
      'api',
      [{ status: 429, retryAfter: 'Wed, 21 Oct 2037 07:28:00 GMT' }],
      { status: 429 },
    ],
    ['no token', 'token', twice({ status: 502, body: '<html>' }), { status: 502, attempts: 2 }],
    ['a token server that is cut off', 'token', twice('cut'), { cause: code, attempts: 2 }],
    ['a token that is none', 'token', twice({ status: 200, body: 'Good day' }), { cause: 'no-json' }],
  ])('%s: the delivery may come again', async (_, about, faults, details) => {
    api.fail(about, ...faults);
    const seen = await deliverOrder();
    expect(seen.status).toBe(500);
    const told = { code: 'commercetools-unavailable', retryable: true };
    expect(seen.body).toMatchObject({ ...told, commercetools: details });
    expect(seen.log).toMatchObject({ level: 'error', failure: told, commercetools: details });
    const isNoJson = 'cause' in details && details.cause === 'no-json';
    expect(String(seen.body['detail']).includes('look at CTP_API_URL and CTP_AUTH_URL')).toBe(isNoJson);
    const [first] = faults;
    expect(seen.retryAfter).toBe((typeof first === 'object' && first.retryAfter) || null);
    expect(seen.calls).toEqual([]);
    saysNothing(seen);
  });

  test('once commercetools asks for patience, it is not asked for those behind, and what needs nothing of it is sent', async () => {
    api.put(orderPath, order);
    api.fail('api', ...Array<Fault>(40).fill({ status: 429, retryAfter: '30' }));
    const returned = Array.from({ length: 40 }, (_, index) => ({ ...delivery, sequenceNumber: index + 1 }));
    const seen = await webhook.deliver([...returned, customerCreated].map(cloudEvent));
    expect([seen.status, seen.retryAfter]).toEqual([500, '30']);
    expect(seen.calls).toHaveLength(1);
    expect(api.requests()).toEqual([...oneToken, ...Array<string>(10).fill(`GET ${orderPath}`)]);
    const { deliveries } = seen.body as { deliveries: readonly Fields[] };
    expect(deliveries[39]).toEqual({
      status: 'failed',
      code: 'commercetools-unavailable',
      detail:
        'the order could not be fetched from commercetools (429, as another delivery that came along was told); nothing was sent, and the delivery may come again',
      retryable: true,
      commercetools: { status: 429, attempts: 0, retryAfter: '30' },
    });
    saysNothing(seen);
  });

  test.each<[string, Fault]>([
    ['500', { status: 500 }],
    ['429', { status: 429, retryAfter: '0' }],
    ['a connection that is cut', 'cut'],
    ['a body that breaks off', 'half-body'],
    ['no JSON', { status: 200, body: 'Good day' }],
  ])('%s, once, is made good by another attempt', async (_, fault) => {
    api.fail('api', fault);
    const seen = await deliverOrder();
    expect([seen.status, seen.log['outcome']]).toEqual([200, 'sent']);
    expect(api.requests()).toEqual([...oneToken, `GET ${orderPath}`, `GET ${orderPath}`]);
  });

  test('silence ends within the time of the delivery, and is met with another attempt', async () => {
    webhook = webhooks.open(api.settings, 6_000);
    await webhook.deliver(delivery);
    api.fail('api', 'hang');
    expect((await deliverOrder()).log['outcome']).toBe('sent');
    webhook = webhooks.open(api.settings, 900);
    api.fail('api', 'hang', 'hang');
    const seen = await deliverOrder();
    const commercetools = { cause: 'timeout' };
    expect(seen.body).toMatchObject({ code: 'commercetools-unavailable', retryable: true, commercetools });
    saysNothing(seen);
  });

  test('a token that the API no longer takes is exchanged, once', async () => {
    await deliverOrder();
    api.forgetTokens();
    expect((await deliverOrder({ resourceVersion: version - 1 })).log['outcome']).toBe('sent');
    expect(api.requests().slice(2)).toEqual([`GET ${orderPath}`, ...oneToken, `GET ${orderPath}`]);
    api.fail('api', { status: 401 }, { status: 401 });
    const refused = await deliverOrder({ resourceVersion: version - 2 });
    expect(refused.body).toMatchObject({ code: 'commercetools-refused', commercetools: { status: 401 } });
  });

  test.each<[string, 'token' | 'api', Fault]>([
    ['the scope is missing', 'api', { status: 403 }],
    ['the client is not known', 'token', { status: 401, body: '{"error":"invalid_client"}' }],
    ['the scope cannot be given', 'token', { status: 400, body: '{"error":"invalid_scope"}' }],
    ['the address of tokens is wrong', 'token', { status: 404, body: '<html>' }],
    ['the address leads elsewhere', 'api', { status: 301 }],
    ['the address is that of something else', 'api', { status: 404, body: '<html>' }],
    ['the address is that of a gateway', 'api', { status: 404, body: '{"message":"no route"}' }],
    [
      'the address is that of another service',
      'api',
      { status: 404, body: '{"statusCode":404,"message":"Cannot GET /","error":"Not Found"}' },
    ],
    ['a service there answers everything', 'api', { status: 200, body: '{"status":"up"}' }],
    ['it answers with a list', 'api', { status: 200, body: '[7]' }],
    ['it answers with what it found', 'api', { status: 200, body: '{"results":[]}' }],
    ['it answers with another than was asked for', 'api', { status: 200, body: '{"id":"o-1","version":9}' }],
  ])('%s: our configuration', async (_, about, fault) => {
    api.fail(about, fault);
    const seen = await deliverOrder();
    expect([seen.status, seen.body['code']]).toEqual([500, 'commercetools-refused']);
    expect(seen.body['detail']).toMatchSnapshot();
    expect(seen.calls).toEqual([]);
    saysNothing(seen);
  });

  test('for a delivery of another project nothing is fetched, and it may come again', async () => {
    const seen = await deliverOrder({ projectKey: 'another-shop' });
    expect([seen.status, seen.body['code'], seen.body['retryable']]).toEqual([
      500,
      'commercetools-refused',
      true,
    ]);
    expect(seen.body['detail']).toMatchSnapshot();
    expect([seen.calls, api.requests()]).toEqual([[], []]);
  });

  test('where their client cannot be loaded, the next question tries it again', async () => {
    const path = '../../../src/commercetools/lookup/sdk.ts';
    vi.doMock(path, () => {
      throw new Error('too many files are open');
    });
    expect((await deliverOrder()).body).toMatchObject({ code: 'internal', retryable: true });
    vi.doUnmock(path);
    expect((await deliverOrder()).log['outcome']).toBe('sent');
  });

  test.each<[string, Fault, object]>([
    ['no such client', { status: 401 }, { status: 'refused', details: { status: 401, attempts: 1 } }],
    [
      '429',
      { status: 429, retryAfter: '30' },
      { status: 'unavailable', details: { status: 429, attempts: 1, retryAfter: '30' } },
    ],
  ])('%s to the one request for a token is told to all that wait for it', async (_, fault, told) => {
    api.fail('token', fault);
    const ask = commercetoolsApi(api.settings);
    const question = { method: 'GET', collection: 'orders' } as const;
    const all = await Promise.all([1, 2, 3].map(() => ask(question, () => 4_000)));
    expect(all).toEqual([told, told, told]);
  });

  test('so is that the time of the one who asked for it was over', async () => {
    api.fail('token', 'hang');
    const ask = commercetoolsApi(api.settings);
    const question = { method: 'GET', collection: 'orders' } as const;
    // A third of it is for one attempt, and too little of it is left for another.
    const all = await Promise.all([60, 270, 270].map((time) => ask(question, () => time)));
    const told = { status: 'unavailable', details: { cause: 'timeout', attempts: 1 } };
    expect(all).toEqual([told, told, told]);
  });

  test('what commercetools does not have is skipped', async () => {
    const seen = await webhook.deliver(delivery);
    const reason = 'commercetools has no such order, or no longer';
    expect([seen.status, seen.body]).toEqual([200, { status: 'skipped', reason }]);
  });

  test('an answer older than the delivery is asked for again, once', async () => {
    api.put(orderPath, { ...order, version: version - 1 }, order);
    expect((await webhook.deliver(delivery)).log['outcome']).toBe('sent');
    api.put(orderPath, order);
    const seen = await webhook.deliver({ ...delivery, resourceVersion: version + 4 });
    expect(seen.body).toMatchObject({ code: 'commercetools-unavailable', commercetools: { cause: 'stale' } });
    expect(api.requests().filter((one) => one.startsWith('GET'))).toHaveLength(4);
  });

  test('what does not fit its schema is told by its places', async () => {
    api.put(orderPath, { ...order, customerEmail: 7, lineItems: 'many' });
    const seen = await webhook.deliver(delivery);
    expect(seen.status).toBe(500);
    const issues = [{ pointer: '/customerEmail' }, { pointer: '/lineItems' }];
    expect(seen.body).toMatchObject({ code: 'fetched-invalid', retryable: false, issues });
    saysNothing(seen);
  });

  test('an answer that is no resource is not kept for when the delivery comes again', async () => {
    api.put(orderPath, { message: 'Good day' }, order);
    expect((await webhook.deliver(delivery)).body['code']).toBe('commercetools-refused');
    expect((await webhook.deliver(delivery)).log['outcome']).toBe('sent');
  });

  test('an id that would lead elsewhere is not asked for', async () => {
    const { delivery } = caseOf('approval-flow.approved', 'by-an-associate-with-the-account');
    const seen = await webhook.deliver({ ...delivery, associate: { typeId: 'customer', id: '..' } });
    expect(seen.body['reason']).toBe('commercetools has no such customer, or no longer');
    expect(api.requests()).toEqual([]);
  });

  /** Neither the log nor the answer has anything of what was fetched, of an answer, or of a secret. */
  function saysNothing({ text, line }: { readonly text: string; readonly line: string }) {
    for (const kept of [clientSecret, 'token-', 'secret words', 'mara', 'Mara', 'Good day', 'html'])
      expect(text + line).not.toContain(kept);
  }
});
