import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { startReceiver } from '../../src/demo/receiver.ts';
import { type Failure, failureCodes } from '../../src/report/failure.ts';
import type { Issue } from '../../src/report/issue.ts';
import { answerTo } from '../../src/webhook/answer.ts';
import { customerCreated, testNotification } from './deliveries.ts';
import { catalogOf, deliver, post, send } from './harness.ts';

const receiver = await startReceiver();
beforeEach(() => receiver.reset());
afterAll(() => receiver.close());

const toReceiver = { settings: { host: receiver.url } };
const wrongEmail: Issue = {
  code: 'input-invalid',
  severity: 'error',
  pointer: '/customer/email',
  message: 'expected text, found nothing',
};
const noValue: Issue = {
  code: 'field-missing',
  severity: 'error',
  message: 'traits.email has no value',
  place: { file: 'mappings/customer.created.yaml', line: 7, column: 12 },
  hint: 'write "email?" where it may be absent',
};

describe('200', () => {
  test('sent', async () => {
    const { status, body, line, headers } = await deliver(customerCreated, toReceiver);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/json');
    const [received] = receiver.calls();
    expect(body).toEqual({
      status: 'sent',
      calls: [{ type: 'identify', messageId: received?.messageId }],
    });
    expect(received?.call).toMatchObject({ type: 'identify', userId: customerCreated.customer.email });
    expect(line).toEqual({
      level: 'info',
      msg: 'delivery sent',
      outcome: 'sent',
      status: 200,
      delivery: {
        kind: 'message',
        type: 'CustomerCreated',
        identity: ['message', 'demo-project', 'customer', customerCreated.resource.id, '1'],
      },
      mappings: [{ name: 'customer.created', hash: '0123456789ab' }],
      calls: [{ type: 'identify', messageId: received?.messageId }],
      ms: expect.any(Number),
    });
  });

  test('the same delivery again has the same message id', async () => {
    const first = await deliver(customerCreated, toReceiver);
    const second = await deliver(customerCreated, toReceiver);
    expect(second.body).toEqual(first.body);
    expect(receiver.calls().map(({ duplicates }) => duplicates)).toEqual([1]);
  });

  test.each([
    ['the test notification', testNotification, {}],
    ['no mapping listens', { ...customerCreated, type: 'CustomerDeleted' }, {}],
    ['"when" is false', customerCreated, { catalog: catalogOf({ status: 'filtered' }) }],
  ])('skipped: %s', async (name, delivery, setup) => {
    const { status, body, line } = await deliver(delivery, { ...toReceiver, ...setup });
    expect(status).toBe(200);
    expect(body).toMatchSnapshot(name);
    const { reason } = body as { readonly reason: string };
    expect(line).toMatchObject({ level: 'info', outcome: 'skipped', status: 200, reason });
    expect(receiver.requests()).toEqual([]);
  });
});

describe('problems', () => {
  test.each([
    ['no JSON', 400, () => send(post('{"email": zoe}'), toReceiver)],
    ['empty body', 400, () => send(post(null), toReceiver)],
    ['no UTF-8', 400, () => send(post(new Uint8Array([0x22, 0xff, 0x22])), toReceiver)],
    ['no envelope', 400, () => deliver({ hello: 'world' }, toReceiver)],
    ['an array', 400, () => deliver([], toReceiver)],
    [
      'a broken envelope',
      400,
      () => deliver({ ...customerCreated, resource: 'x', createdAt: 1 }, toReceiver),
    ],
    [
      'not by the input schema',
      400,
      () => deliver(customerCreated, { ...toReceiver, catalog: catalogOf(undefined, [wrongEmail]) }),
    ],
    ['wrong method', 405, () => send(new Request('http://localhost/', { method: 'PUT', body: '{}' }))],
    ['too large', 413, () => send(post('x'.repeat(4_500_001)), toReceiver)],
    [
      'content left out',
      500,
      () =>
        deliver(
          {
            ...customerCreated,
            customer: undefined,
            payloadNotIncluded: { reason: 'Payload too large.', payloadType: 'CustomerCreated' },
          },
          toReceiver,
        ),
    ],
    ['no write key', 500, () => deliver(customerCreated, { ...toReceiver, withoutWriteKey: true })],
    [
      'an expression failed',
      500,
      () =>
        deliver(customerCreated, {
          ...toReceiver,
          catalog: catalogOf({ status: 'failed', stage: 'mapping-failed', issues: [noValue] }),
        }),
    ],
    [
      'a call is invalid',
      500,
      () =>
        deliver(customerCreated, {
          ...toReceiver,
          catalog: catalogOf({ status: 'failed', stage: 'call-invalid', issues: [noValue] }),
        }),
    ],
    [
      'the catalog has errors',
      500,
      () => deliver(customerCreated, { ...toReceiver, catalog: { ...catalogOf(), issues: [noValue] } }),
    ],
    [
      'the environment is wrong',
      500,
      () =>
        deliver(customerCreated, {
          refused: { code: 'configuration-invalid', detail: 'SEGMENT_HOST must be …', retryable: true },
        }),
    ],
  ])('%s', async (name, status, ask) => {
    const seen = await ask();
    expect(seen.status).toBe(status);
    expect(seen.headers.get('content-type')).toBe('application/problem+json');
    expect(seen.body).toMatchObject({ type: 'about:blank', status });
    expect(seen.body).toMatchSnapshot(name);
    expect(seen.lines).toHaveLength(1);
    expect(seen.line).toMatchObject({ level: status === 405 ? 'warn' : 'error', outcome: 'failed', status });
    expect(receiver.requests()).toEqual([]);
  });

  test('is logged with the codes and places of its issues, and with none of their words', async () => {
    const catalog = catalogOf({ status: 'failed', stage: 'mapping-failed', issues: [noValue] });
    const { line } = await deliver(customerCreated, { ...toReceiver, catalog });
    expect(line).toEqual({
      level: 'error',
      msg: expect.stringContaining('an expression failed'),
      outcome: 'failed',
      status: 500,
      failure: { code: 'mapping-failed', retryable: false },
      delivery: expect.any(Object),
      mappings: [{ name: 'customer.created', hash: '0123456789ab' }],
      issues: [{ code: noValue.code, place: noValue.place }],
      ms: expect.any(Number),
    });
    const unfit = { ...toReceiver, catalog: catalogOf(undefined, [wrongEmail]) };
    const { code, pointer } = wrongEmail;
    expect((await deliver(customerCreated, unfit)).line).toHaveProperty('issues', [{ code, pointer }]);
  });

  test('a catalog with warnings serves', async () => {
    const issues = [{ ...noValue, severity: 'warning' as const }];
    const { status } = await deliver(customerCreated, {
      ...toReceiver,
      catalog: { ...catalogOf(), issues },
    });
    expect(status).toBe(200);
  });
});

describe('headers', () => {
  const headersOf = (failure: Partial<Failure>) =>
    answerTo({
      told: [{ outcome: { status: 'failed', failure: { ...plain, ...failure } }, mappings: [] }],
      isList: false,
    }).headers;
  const plain: Failure = { code: 'internal', detail: '', retryable: true };

  test('where a body is left unread, the connection is closed, and nowhere else', () => {
    expect(failureCodes.filter((code) => headersOf({ code })['connection'] === 'close')).toEqual([
      'not-found',
      'not-authenticated',
      'authentication-unavailable',
      'body-too-large',
      'body-incomplete',
      'overloaded',
    ]);
  });

  test('who asks for patience, commercetools too, is passed on', () => {
    const patience = { attempts: 1, retryAfter: '30' };
    expect(headersOf({ code: 'commercetools-unavailable', commercetools: patience })).toEqual({
      'content-type': 'application/problem+json',
      'retry-after': '30',
    });
    expect(headersOf({ code: 'overloaded' })).toHaveProperty('retry-after', '1');
  });

  test('each says what it wants, and nothing that another would', () => {
    const named = (name: string) => failureCodes.filter((code) => headersOf({ code })[name] !== undefined);
    expect(['allow', 'www-authenticate', 'retry-after'].map(named)).toEqual([
      ['method-not-allowed'],
      ['not-authenticated'],
      ['overloaded'],
    ]);
  });
});

describe('methods', () => {
  test.each(['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE'])(
    '%s: 405 that says what is allowed',
    async (method) => {
      const { status, headers } = await send(new Request('http://localhost/', { method }));
      expect(status).toBe(405);
      expect(headers.get('allow')).toBe('OPTIONS, POST');
    },
  );

  test('OPTIONS: what is allowed', async () => {
    const { status, headers, text, lines } = await send(
      new Request('http://localhost/', { method: 'OPTIONS' }),
    );
    expect([status, headers.get('allow'), text, lines]).toEqual([204, 'OPTIONS, POST', '', []]);
  });
});
