import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startReceiver } from '../src/demo/receiver.ts';
import { type BuiltFunction, buildFunction, type RunningFunction } from './built-function.ts';
import { customerCreated, privateTextsOf } from './webhook/deliveries.ts';

const writeKey = 'wk-of-the-deploy-test';
const receiver = await startReceiver();
let built: BuiltFunction;
let running: RunningFunction;

beforeAll(async () => {
  built = await buildFunction('api/webhook.ts');
  running = await built.start({ SEGMENT_WRITE_KEY: writeKey, SEGMENT_HOST: receiver.url });
});
beforeEach(() => receiver.reset());
afterAll(async () => {
  await running?.stop();
  await built?.remove();
  await receiver.close();
});

function post(url: string, body: string): Promise<Response> {
  return fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
}

describe('the files of the function', () => {
  test.each([
    'api/webhook.js',
    'src/pipeline.js',
    'mappings/customer.created.yaml',
    'schemas/mapping.schema.json',
  ])('%s is in', (path) => expect(built.files).toContain(path));

  test('no test, no TypeScript, no development tool, no other door', () => {
    const own = built.files.filter((path) => !path.startsWith('node_modules/'));
    expect(
      own.filter((path) => !/^(api|src)\/.*\.js(\.map)?$|^(mappings|schemas)\/|^package\.json$/.test(path)),
    ).toEqual([]);
    expect(own.filter((path) => /^src\/(cli|demo|generate|playground)\//.test(path))).toEqual([]);
    const tools =
      /^node_modules\/(@vercel|@biomejs|@commercetools|@esbuild|typescript|vitest|tsx|esbuild|knip|fast-check|ts-json-schema-generator|srvx)\//;
    expect(built.files.filter((path) => tools.test(path))).toEqual([]);
  });
});

describe('the function, run by Vercel’s own runner', () => {
  test('tells Segment of a created customer', async () => {
    const response = await post(running.url, JSON.stringify(customerCreated));
    expect(response.status, running.output()).toBe(200);
    expect(await response.json()).toEqual({
      status: 'sent',
      calls: [{ type: 'identify', messageId: receiver.calls()[0]?.messageId }],
    });
    expect(receiver.calls()[0]?.call).toMatchObject({
      type: 'identify',
      userId: customerCreated.customer.email,
      traits: { email: customerCreated.customer.email, firstName: customerCreated.customer.firstName },
    });
  });

  test('what is no JSON', async () => {
    const response = await post(running.url, '{"email":');
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'not-json' });
  });

  test.each(['GET', 'PUT', 'PATCH', 'DELETE', 'HEAD'])('%s', async (method) => {
    const response = await fetch(running.url, { method });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('OPTIONS, POST');
  });

  test('OPTIONS', async () => {
    const response = await fetch(running.url, { method: 'OPTIONS' });
    expect([response.status, response.headers.get('allow')]).toEqual([204, 'OPTIONS, POST']);
  });

  test('a body that is too large is refused and holds nothing up', async () => {
    const response = await post(running.url, 'x'.repeat(4_600_000));
    expect(response.status).toBe(413);
    expect((await post(running.url, JSON.stringify(customerCreated))).status).toBe(200);
  });

  test('Segment refuses', async () => {
    receiver.setFault({ status: 400, body: '{"success":false,"message":"Malformed JSON"}' });
    const response = await post(running.url, JSON.stringify(customerCreated));
    expect(response.status).toBe(500);
    expect(await response.json()).toMatchObject({
      code: 'segment-refused',
      detail: expect.stringContaining('Malformed JSON'),
    });
  });

  test('its log is JSON, a line for each delivery, without key and personal data', () => {
    const lines = running
      .output()
      .split('\n')
      .filter((line) => line.startsWith('{'));
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(JSON.parse(line)).toHaveProperty('level');
    for (const text of [writeKey, ...privateTextsOf(customerCreated)])
      expect(running.output()).not.toContain(text);
  });

  test.each([{}, { SEGMENT_WRITE_KEY: ' ' }])('without a write key %j', async (environment) => {
    const keyless = await built.start({ ...environment, SEGMENT_HOST: receiver.url });
    const response = await post(keyless.url, JSON.stringify(customerCreated));
    await keyless.stop();
    expect(response.status).toBe(500);
    expect(await response.json()).toMatchObject({
      code: 'write-key-missing',
      detail: expect.stringContaining('SEGMENT_WRITE_KEY'),
    });
    expect(receiver.requests()).toEqual([]);
  });
});
