import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { startReceiver } from '../src/demo/receiver.ts';
import { fingerprint } from '../src/node/fingerprint.ts';
import { type BuiltFunction, buildFunction, type RunningFunction } from './built-function.ts';
import { caseOf } from './commercetools/lookup/cases.ts';
import { clientSecret, startStandIn } from './commercetools/lookup/stand-in.ts';
import { customerCreated, privateTextsOf } from './webhook/deliveries.ts';

const writeKey = 'wk-of-the-deploy-test';
const receiver = await startReceiver();
let built: BuiltFunction;
let builtHealth: BuiltFunction;
let running: RunningFunction;

beforeAll(async () => {
  built = await buildFunction('api/webhook.ts');
  builtHealth = await buildFunction('api/health.ts');
  running = await built.start({ SEGMENT_WRITE_KEY: writeKey, SEGMENT_HOST: receiver.url });
});
beforeEach(() => receiver.reset());
afterAll(async () => {
  await running?.stop();
  await built?.remove();
  await builtHealth?.remove();
  await receiver.close();
});

function post(url: string, body: string): Promise<Response> {
  return fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
}

describe.each([
  ['api/webhook.ts', '.build/webhook.mjs'],
  ['api/health.ts', '.build/health.mjs'],
])('the files of %s', (entrypoint, part) => {
  let files: readonly string[];
  beforeAll(() => {
    files = (entrypoint === 'api/webhook.ts' ? built : builtHealth).files;
  });

  test.each([entrypoint.replace('.ts', '.js'), part, 'src/node/entry.js', 'package.json'])(
    '%s is in',
    (path) => expect(files).toContain(path),
  );

  test('nothing else: no test, no source, no package, no mapping or schema that could differ from what was built', () => {
    const entry = entrypoint.replace('.ts', '.js');
    const own = [entry, 'src/node/entry.js', 'package.json'];
    const others = files.filter((path) => !own.includes(path.replace(/\.map$/, '')));
    expect(others.filter((path) => !/^\.build\/[\w-]+\.([cm]js|pack|txt)$/.test(path))).toEqual([]);
  });
});

test('what the workflow looks for in what Vercel’s command built is there', async () => {
  const workflow = await readFile('.github/workflows/check.yml', 'utf8');
  const looked = [...workflow.matchAll(/test -f \S+\/api\/webhook\.func\/(\S+)/g)].map(([, path]) => path);
  expect(looked).not.toEqual([]);
  expect(built.files).toEqual(expect.arrayContaining(looked));
});

describe('the function, run by Vercel’s own runner', () => {
  test('tells Segment of a created customer', async () => {
    const response = await post(running.url, JSON.stringify(customerCreated));
    expect(response.status, running.output()).toBe(200);
    const heard = receiver.calls();
    expect(await response.json()).toEqual({
      status: 'sent',
      calls: heard.map(({ call, messageId }) => ({ type: call['type'], messageId })),
    });
    expect(heard[0]?.call).toMatchObject({ type: 'identify', userId: expect.any(String) });
    expect(JSON.stringify(heard)).toContain(customerCreated.customer.email);
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

  test('nothing is missing where the mapping of a delivery without its content is off', async () => {
    const { customer: _, ...envelope } = customerCreated;
    const payloadNotIncluded = { reason: 'Payload too large.', payloadType: 'OrderImported' };
    const response = await post(running.url, JSON.stringify({ ...envelope, payloadNotIncluded }));
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ status: 'skipped', reason: 'filtered: "when" is false' });
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

describe('the function with a check of callers', () => {
  const secret = 'secret-of-the-deploy-test';
  let checking: RunningFunction;
  beforeAll(async () => {
    checking = await built.start({
      SEGMENT_WRITE_KEY: writeKey,
      SEGMENT_HOST: receiver.url,
      WEBHOOK_SECRET: secret,
    });
  });
  afterAll(() => checking?.stop());
  const postAs = (headers: Record<string, string>) =>
    fetch(checking.url, { method: 'POST', headers, body: JSON.stringify(customerCreated) });

  test('who shows nothing is refused', async () => {
    const response = await postAs({});
    expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    expect(await response.json()).toMatchObject({ code: 'not-authenticated' });
    expect(receiver.requests()).toEqual([]);
  });

  test.each<Record<string, string>>([
    { 'x-webhook-secret': secret },
    { authorization: `Bearer ${secret}` },
    { authorization: `Basic ${btoa(`anyone:${secret}`)}` },
  ])('who shows the secret passes: %j', async (headers) => {
    expect((await postAs(headers)).status).toBe(200);
    expect(receiver.calls()).not.toEqual([]);
    expect(checking.output()).not.toContain(secret);
  });
});

describe('the function with credentials of commercetools', () => {
  test('fetches what a delivery lacks', async () => {
    const api = await startStandIn();
    const { delivery, fetched } = caseOf('order.returned', 'returned-without-tracking-of-a-customer');
    api.put(`/orders/${fetched[0]?.['id']}`, fetched[0]);
    const { projectKey, clientId, scopes, apiUrl, authUrl } = api.settings;
    const fetching = await built.start({
      SEGMENT_WRITE_KEY: writeKey,
      SEGMENT_HOST: receiver.url,
      CTP_PROJECT_KEY: projectKey,
      CTP_CLIENT_ID: clientId,
      CTP_CLIENT_SECRET: clientSecret,
      CTP_API_URL: apiUrl,
      CTP_AUTH_URL: authUrl,
      CTP_SCOPES: scopes.join(' '),
    });
    const response = await post(fetching.url, JSON.stringify(delivery));
    await fetching.stop();
    await api.close();
    expect(response.status, fetching.output()).toBe(200);
    expect(await response.json()).toMatchObject({ status: 'sent' });
    expect(receiver.calls()[0]?.call).toMatchObject({ userId: expect.any(String) });
    expect(fetching.output()).not.toContain(clientSecret);
  });
});

describe('the function of health', () => {
  test('says version, mappings and checks, and nothing secret', async () => {
    const secret = 'secret-of-the-deploy-test';
    const asked = await builtHealth.start({ SEGMENT_WRITE_KEY: writeKey, WEBHOOK_SECRET: secret });
    const response = await fetch(asked.url);
    const text = await response.text();
    await asked.stop();
    expect(response.status, text).toBe(200);
    expect(JSON.parse(text)).toEqual({
      status: 'ok',
      version: manifest.version,
      build: await fingerprint(new URL('../', import.meta.url)),
      mappings: expect.arrayContaining([
        {
          name: expect.any(String),
          hash: expect.stringMatching(/^[0-9a-f]+$/),
          on: expect.arrayContaining([expect.any(String)]),
        },
      ]),
      checks: ['webhook-secret'],
    });
    for (const hidden of [writeKey, secret]) expect(text + asked.output()).not.toContain(hidden);
  });

  test('without a write key it says what is missing', async () => {
    const asked = await builtHealth.start({});
    const response = await fetch(asked.url);
    const body: unknown = await response.json();
    await asked.stop();
    expect([response.status, body]).toMatchObject([500, { code: 'write-key-missing', checks: [] }]);
  });
});
