import { expect, test } from 'vitest';
import { startReceiver } from '../../src/demo/receiver.ts';
import { once } from '../../src/webhook/once.ts';
import { traceOf } from '../../src/webhook/trace.ts';
import { webhook } from '../../src/webhook/webhook.ts';
import { customerCreated } from './deliveries.ts';
import { catalogOf, deliver, post, send, settings } from './harness.ts';

test('a throw: 500 without internals; the log has the place and not the message', async () => {
  const catalog = catalogOf(() => {
    throw new TypeError('cannot read Quillfeather\n    at Quillfeather (secret)');
  });
  const { status, body, line, text, lines } = await deliver(customerCreated, { catalog });
  expect(status).toBe(500);
  expect(body).toEqual({
    type: 'about:blank',
    title: 'Internal Server Error',
    status: 500,
    detail: 'an unexpected error; the log names the place in the code where it happened',
    code: 'internal',
    retryable: true,
  });
  expect(line).toMatchObject({
    level: 'error',
    error: {
      name: 'TypeError',
      frames: expect.arrayContaining([expect.stringMatching(/^at .*unexpected\.test/)]),
    },
  });
  expect(text + lines.join()).not.toContain('Quillfeather');
});

test('a throw before there is any delivery: the same, and never a 200 for nothing', async () => {
  const lines: string[] = [];
  const handle = webhook({
    load: async () => catalogOf(),
    settings: () => ({ ok: true, value: settings }),
    segment: () => {
      throw new Error('zoe@example.org');
    },
    log: (line) => lines.push(line),
  });
  const response = await handle(post(JSON.stringify([customerCreated])));
  const body: unknown = await response.json();
  expect([response.status, body]).toMatchObject([500, { code: 'internal', retryable: true }]);
  expect(body).not.toHaveProperty('deliveries');
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ level: 'error', error: { name: 'Error' } });
  expect(lines.join()).not.toContain('zoe@');
});

test('what is thrown need not be an error', () => {
  expect(traceOf('zoe@example.org')).toEqual({ name: 'a thrown string', frames: [] });
  expect(traceOf(undefined)).toEqual({ name: 'a thrown undefined', frames: [] });
  const odd = Object.assign(new Error('x'), { name: 'zoe@example.org', stack: undefined });
  expect(traceOf(odd)).toEqual({ name: 'Error', frames: [] });
});

test('a message that looks like a frame is not in the log either, nor one that was changed later', () => {
  expect(JSON.stringify(traceOf(new Error('no\n    at Zoe (1:2:3)')))).not.toContain('Zoe');
  const error = new Error('at Zoe (1:2:3)\n    at Zoe');
  expect(error.stack).toContain('Zoe');
  error.message = 'hidden';
  expect(JSON.stringify(traceOf(error))).not.toContain('Zoe');
});

test('files that cannot be read: the log says which, the answer does not', async () => {
  const load = () => Promise.reject(new Error('mappings/ cannot be read (ENOENT)'));
  const { status, body, line, text } = await deliver(customerCreated, { load });
  expect(status).toBe(500);
  expect(body).toMatchObject({ code: 'catalog-invalid', retryable: true });
  expect(text).not.toContain('ENOENT');
  expect(line).toMatchObject({ error: { name: 'Error', message: 'mappings/ cannot be read (ENOENT)' } });
});

test('what sends cannot be loaded: that is told, and not that Segment refused it', async () => {
  const setup = { settings: { host: 'what no call can be sent to' } };
  const refused = await deliver(customerCreated, {
    ...setup,
    catalog: { ...catalogOf(), trouble: () => undefined },
  });
  expect(refused.body).toMatchObject({ code: 'segment-refused', segment: { attempts: 0 } });
  const trouble = () => Object.assign(new Error('segment.pack'), { code: 'ENOENT' });
  const { body, line } = await deliver(customerCreated, { ...setup, catalog: { ...catalogOf(), trouble } });
  expect(body).toMatchObject({
    code: 'catalog-invalid',
    detail: expect.stringContaining('(ENOENT)'),
    retryable: true,
  });
  expect(line).toMatchObject({ error: { message: 'segment.pack' } });
});

test('what needed none of what cannot be loaded is told as it went', async () => {
  const trouble = () => new Error('segment.pack');
  const filtered = catalogOf({ status: 'filtered' });
  const { body } = await deliver(customerCreated, { catalog: { ...filtered, trouble } });
  expect(body).toMatchObject({ status: 'skipped' });
  const receiver = await startReceiver();
  receiver.setFault({ status: 401 });
  const setup = { settings: { host: receiver.url }, catalog: { ...catalogOf(), trouble } };
  expect((await deliver(customerCreated, setup)).body).toMatchObject({ code: 'segment-refused' });
  await receiver.close();
});

test('what maps cannot be loaded: of a list it is tried by those under way, and not by those behind', async () => {
  let tried = 0;
  const catalog = catalogOf(() => {
    tried += 1;
    throw new Error('catalog.pack');
  });
  const list = Array.from({ length: 30 }, (_, index) => ({ ...customerCreated, sequenceNumber: index + 1 }));
  const { body } = await deliver(list, { catalog: { ...catalog, trouble: () => new Error('catalog.pack') } });
  expect(body).toMatchObject({
    code: 'catalog-invalid',
    deliveries: list.map(() => ({ code: 'catalog-invalid' })),
  });
  expect(tried).toBeLessThanOrEqual(10);
});

test('a work is done once, unless it failed', async () => {
  let runs = 0;
  const value = once(async () => {
    runs += 1;
    if (runs === 1) throw new Error('not yet');
    return runs;
  });
  await expect(value()).rejects.toThrow('not yet');
  expect(await Promise.all([value(), value()])).toEqual([2, 2]);
  expect(await value()).toBe(2);
});

test.each([
  ['fra1::iad1::abcde-1700000000000-0123456789ab', 'fra1::iad1::abcde-1700000000000-0123456789ab'],
  ['zoe@example.org', undefined],
  ['zoe quill', undefined],
  ['zoe quill fra1::iad1', undefined],
  ['fra1::zoe quill', undefined],
  ['fra1::Zoe', undefined],
  ['zoe', undefined],
  [`fra1::${'x'.repeat(122)}`, `fra1::${'x'.repeat(122)}`],
  [`fra1::${'x'.repeat(123)}`, undefined],
])('x-vercel-id %s', async (header, logged) => {
  const { line } = await send(new Request('http://localhost/', { headers: { 'x-vercel-id': header } }));
  expect((line as { requestId?: string }).requestId).toBe(logged);
});
