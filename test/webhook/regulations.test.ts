import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { startReceiver } from '../../src/demo/receiver.ts';
import type { Fault } from '../../src/demo/receiver-fault.ts';
import { buildCatalog } from '../../src/mapping/build-catalog.ts';
import erased from '../own-mappings/customer.erased.delivery.json' with { type: 'json' };
import deleted from '../own-mappings/customer.erased-by-email.delivery.json' with { type: 'json' };
import { madeAt, token } from '../segment/regulations.ts';
import { byCustomerId, byEmail, catalogWith, erasingWebhooks, shipped, sources } from './erasing-webhooks.ts';
import { writeKey } from './harness.ts';

const receiver = await startReceiver();
const { open, closed } = erasingWebhooks(receiver);
beforeEach(() => receiver.reset());
afterAll(() => receiver.close());

const withoutToken =
  'needs SEGMENT_PUBLIC_API_TOKEN: nobody is deleted or suppressed in Segment where it is not set';

const another = (number: number) => ({
  ...erased,
  resource: { typeId: 'customer', id: `00000000-0000-4000-8000-00000000000${number}` },
});

describe('an erasure', () => {
  test('by customer id deletes the person in Segment, and is answered with the id of the regulation', async () => {
    const { send, lines } = open();
    const { status, body, text } = await send(erased);
    const [made] = madeAt(receiver);
    expect(made).toMatchObject({ regulationType: 'DELETE_ONLY', subjectIds: [erased.resource.id] });
    expect([status, body]).toEqual([
      200,
      {
        status: 'sent',
        calls: [
          {
            type: 'regulation',
            messageId: expect.stringMatching(/^ct-/),
            regulationType: 'DELETE_ONLY',
            regulateId: made?.regulateId,
          },
        ],
      },
    ]);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      outcome: 'sent',
      calls: (body as { calls: object }).calls,
    });
    expect(text).not.toContain(erased.resource.id);
    expect(receiver.requests().map(({ path }) => path)).toEqual(['/regulations']);
  });

  test('as shipped names nobody, and says so', async () => {
    expect(await open(shipped).send(erased)).toMatchObject({
      status: 200,
      body: {
        status: 'skipped',
        reason: expect.stringContaining(
          'an erasure names the customer by id, and user ids are e-mail addresses',
        ),
      },
    });
    expect(receiver.requests()).toEqual([]);
  });

  test('without a token deletes nobody, and says what to set', async () => {
    const { send, lines } = closed();
    expect((await send(erased)).body).toEqual({ status: 'skipped', reason: withoutToken });
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ outcome: 'skipped', reason: withoutToken });
    expect(receiver.requests()).toEqual([]);
  });

  test('that comes again makes no second regulation, and has the same answer', async () => {
    const { send } = open();
    const first = await send(erased);
    expect((await send(erased)).body).toEqual(first.body);
    expect(madeAt(receiver)).toHaveLength(1);
  });

  test('beside nine others in one request needs no ten regulations', async () => {
    const { send } = open();
    receiver.setFault({ delayMs: 500, times: 3 });
    const list = Array.from({ length: 10 }, (_, number) => ({
      specversion: '1.0',
      id: `e-${number}`,
      type: 'com.commercetools.customer.change.ResourceDeleted',
      source: '/garden-shop/customers',
      data: another(number),
    }));
    const { status, body } = await send(list);
    const made = madeAt(receiver);
    expect(made.flatMap(({ subjectIds }) => subjectIds).toSorted()).toEqual(
      list.map(({ data }) => data.resource.id),
    );
    expect(made.length).toBeLessThan(6);
    const idOf = (person: string) => made.find(({ subjectIds }) => subjectIds.includes(person))?.regulateId;
    expect([status, body]).toMatchObject([
      200,
      {
        status: 'sent',
        deliveries: list.map(({ data }) => ({ calls: [{ regulateId: idOf(data.resource.id) }] })),
      },
    ]);
  });
});

test('where every deletion is an erasure, the message deletes by e-mail address, which no log or answer holds', async () => {
  const { send, lines } = open(byEmail);
  const { status, text } = await send(deleted);
  expect([status, madeAt(receiver)]).toMatchObject([200, [{ subjectIds: ['marlene.oster@example.org'] }]]);
  expect((text + lines.join()).toLowerCase()).not.toContain('marlene');
});

describe('beside a call of another mapping', () => {
  const both = catalogWith(
    ['mappings/customer.deleted.yaml', '\nwhen: false', '\nwhen: true'],
    ['mappings/customer.erased-by-email.yaml', '\nwhen: false', '\nwhen: true'],
  );

  test('the call goes first', async () => {
    const { body } = await open(both).send(deleted);
    expect(body).toMatchObject({ calls: [{ type: 'identify' }, { type: 'regulation' }] });
    expect(receiver.requests().map(({ path }) => path)).toEqual(['/v1/batch', '/regulations']);
  });

  test('nobody is deleted where the call is not accepted', async () => {
    receiver.setFault(({ path }) => (path === '/v1/batch' ? { status: 400 } : undefined));
    expect(await open(both).send(deleted)).toMatchObject({ status: 500, body: { code: 'segment-refused' } });
    expect(receiver.requests().map(({ path }) => path)).toEqual(['/v1/batch']);
  });

  test('without a token the call goes alone, and answer and log say what to set', async () => {
    const { send, lines } = closed(both);
    const sent = {
      calls: [{ type: 'identify', messageId: expect.any(String) }],
      reason: withoutToken,
    };
    expect((await send(deleted)).body).toEqual({ status: 'sent', ...sent });
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ outcome: 'sent', ...sent });
  });

  test('an erasure that names nobody is told of, though the call is sent', async () => {
    const text = `description: Counts accounts that end.
on: ResourceDeleted
track:
  event: Account Ended
  anonymousId: resource.id
`;
    const mappings = [...sources.mappings, { path: 'mappings/account.ended.yaml', text }];
    const { send, lines } = open(buildCatalog({ ...sources, mappings }));
    const reason = expect.stringContaining('an erasure names the customer by id');
    expect((await send(erased)).body).toMatchObject({ status: 'sent', calls: [{ type: 'track' }], reason });
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ outcome: 'sent', reason });
  });
});

describe.sequential('the Public API in trouble: never a 200', () => {
  const error = (message: string, data: object = {}) =>
    JSON.stringify({ errors: [{ type: 'x', message, data }] });
  const ofToken =
    'SEGMENT_PUBLIC_API_TOKEN must be of this workspace, in the region of SEGMENT_HOST, and may change its end user privacy';

  test.each<[string, Fault, object, string?]>([
    [
      'a token that is not known',
      { status: 401, body: error('Unauthorized') },
      { code: 'segment-refused', retryable: false, detail: expect.stringContaining(ofToken) },
    ],
    [
      'a token without the right',
      { status: 403 },
      { code: 'segment-refused', detail: expect.stringContaining(ofToken) },
    ],
    [
      'a workspace without it',
      { status: 404 },
      { code: 'segment-refused', detail: expect.stringContaining(ofToken) },
    ],
    [
      'an id that is not valid',
      { status: 422, body: error('not valid') },
      { code: 'segment-refused', retryable: false, segment: { status: 422, api: 'public', attempts: 1 } },
    ],
    [
      'a limit',
      { status: 429, body: error('Too many requests', { msBeforeNext: 57_647 }) },
      { code: 'segment-unavailable', retryable: true, segment: { status: 429, retryAfter: '58' } },
      '58',
    ],
    [
      'a limit with a header',
      { status: 429, headers: { 'retry-after': '300' } },
      { code: 'segment-unavailable', retryable: true },
      '300',
    ],
    ['a fault', { status: 500 }, { code: 'segment-unavailable', segment: { attempts: 3 } }],
    [
      'silence',
      { mode: 'hang' },
      { code: 'segment-unavailable', segment: { cause: 'timeout', attempts: 1 } },
    ],
    ['a reset', { mode: 'reset' }, { code: 'segment-unavailable', retryable: true }],
    ['half an answer', { mode: 'hang-body', status: 200 }, { code: 'segment-unavailable', retryable: true }],
    [
      'no JSON',
      { status: 200, body: '<html>' },
      {
        code: 'segment-unavailable',
        detail: "Segment's Public API answered 200, but with no id of a regulation: <html>",
        segment: { cause: 'no-regulation-id' },
      },
    ],
    ['no id', { status: 200, body: '{"data":{}}' }, { code: 'segment-unavailable', retryable: true }],
  ])('%s', async (_, fault, problem, retryAfter) => {
    const { send, lines } = open(byCustomerId, { timeoutMs: 1_200 });
    receiver.setFault(fault);
    const { status, body, text, headers } = await send(erased);
    expect(status).toBe(500);
    expect(body).toMatchObject({ status: 500, ...problem });
    expect(headers.get('retry-after')).toBe(retryAfter ?? null);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'error', segment: { api: 'public' } });
    for (const secret of [token, writeKey, erased.resource.id]) expect(text).not.toContain(secret);
    for (const secret of [token, writeKey]) expect(lines.join()).not.toContain(secret);
    receiver.setFault(undefined);
    expect((await send(erased)).status).toBe(200);
  });

  test('what no redelivery can mend is acknowledged where that is wanted; a wrong token is not', async () => {
    const { send } = open(byCustomerId, { acknowledgePermanentFailures: true });
    receiver.setFault({ status: 422 });
    expect((await send(erased)).status).toBe(200);
    receiver.setFault({ status: 401 });
    expect((await send(erased)).status).toBe(500);
  });
});
