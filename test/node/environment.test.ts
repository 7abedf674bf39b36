import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { anyone } from '../../src/commercetools/authenticate/settings.ts';
import { readAddress, readEnvironment } from '../../src/node/environment.ts';
import type { Variables } from '../../src/node/variables.ts';

const plain = {
  host: 'https://api.segment.io',
  timeoutMs: 4_000,
  acknowledgePermanentFailures: false,
  authentication: anyone,
};

describe('settings', () => {
  test.each<[Variables, object]>([
    [{}, plain],
    [{ SEGMENT_WRITE_KEY: '', SEGMENT_HOST: '', SEGMENT_TIMEOUT_MS: ' ', ACK_PERMANENT_FAILURES: '' }, plain],
    [{ SEGMENT_WRITE_KEY: ' \t\n' }, plain],
    [{ SEGMENT_WRITE_KEY: ' abc\n' }, { ...plain, writeKey: 'abc' }],
    [
      { SEGMENT_HOST: 'https://events.eu1.segmentapis.com/' },
      { ...plain, host: 'https://events.eu1.segmentapis.com' },
    ],
    [{ SEGMENT_HOST: 'http://127.0.0.1:4010' }, { ...plain, host: 'http://127.0.0.1:4010' }],
    [{ SEGMENT_TIMEOUT_MS: '100' }, { ...plain, timeoutMs: 100 }],
    [{ SEGMENT_TIMEOUT_MS: '25000' }, { ...plain, timeoutMs: 25_000 }],
    [
      { DEAD_LETTER_QUEUE_URL: 'http://localhost:4566/000000000000/dead.fifo' },
      { ...plain, deadLetterQueueUrl: 'http://localhost:4566/000000000000/dead.fifo' },
    ],
    [{ DEAD_LETTER_FILE: '/var/dead.json' }, { ...plain, deadLetterFile: '/var/dead.json' }],
    [{ ACK_PERMANENT_FAILURES: 'true' }, { ...plain, acknowledgePermanentFailures: true }],
  ])('%j', (variables, value) => {
    expect(readEnvironment(variables)).toEqual({ ok: true, value });
  });

  test.each([
    ['SEGMENT_WRITE_KEY', '"secret"'],
    ['SEGMENT_WRITE_KEY', 'secret two'],
    ['SEGMENT_WRITE_KEY', 'secret\nSEGMENT_HOST'],
    ['SEGMENT_WRITE_KEY', '…'],
    ['SEGMENT_HOST', 'api.segment.io'],
    ['SEGMENT_HOST', 'ftp://api.segment.io'],
    ['SEGMENT_HOST', 'https://api.segment.io/v1'],
    ['SEGMENT_HOST', 'https://api.segment.io?secret=1'],
    ['SEGMENT_HOST', 'https://api.segment.io#secret'],
    ['SEGMENT_HOST', 'https://secret:secret@api.segment.io'],
    ['SEGMENT_HOST', 'localhost:4010'],
    ['SEGMENT_TIMEOUT_MS', '99'],
    ['SEGMENT_TIMEOUT_MS', '25001'],
    ['SEGMENT_TIMEOUT_MS', '4s'],
    ['SEGMENT_TIMEOUT_MS', '4e3'],
    ['SEGMENT_TIMEOUT_MS', '-400'],
    ['ACK_PERMANENT_FAILURES', 'yes'],
    ['ACK_PERMANENT_FAILURES', 'TRUE'],
    ['DEAD_LETTER_FILE', 'false'],
    ['DEAD_LETTER_FILE', 'None'],
    ['DEAD_LETTER_FILE', '0'],
    ['DEAD_LETTER_FILE', '"/var/secret.jsonl"'],
    ['DEAD_LETTER_QUEUE_URL', 'secret'],
    ['DEAD_LETTER_QUEUE_URL', 'arn:aws:sqs:eu-central-1:123456789012:secret'],
    ['DEAD_LETTER_QUEUE_URL', 'https://sqs.eu-central-1.amazonaws.com/1/secret?more'],
    ['DEAD_LETTER_QUEUE_URL', '"https://sqs.eu-central-1.amazonaws.com/1/secret'],
    ['ENGINE', 'secret'],
    ['SEGMENT_PUBLIC_API_TOKEN', 'a secret'],
    ['SEGMENT_PUBLIC_API_TOKEN', 'secret\u{1f642}'],
  ])('%s=%s is refused by its name, without its value', (name, value) => {
    const result = readEnvironment({ [name]: value });
    const detail = result.ok ? '' : result.failure.detail;
    expect(detail).toMatch(new RegExp(`^${name} must be `));
    expect(detail).not.toContain('secret');
    expect(result).toMatchObject({ failure: { code: 'configuration-invalid', retryable: true } });
  });

  test.each([
    [undefined, 'https://api.segmentapis.com'],
    ['https://events.eu1.segmentapis.com', 'https://eu1.api.segmentapis.com'],
    ['https://calls.example.com', 'https://api.segmentapis.com'],
    ['http://127.0.0.1:4010', 'http://127.0.0.1:4010'],
    ['http://localhost:4010/', 'http://localhost:4010'],
    ['http://localhost.example.com', 'https://api.segmentapis.com'],
  ])('the Public API beside SEGMENT_HOST=%s is %s', (host, publicHost) => {
    const read = readEnvironment({ SEGMENT_HOST: host, SEGMENT_PUBLIC_API_TOKEN: ' sgp_0f3a ' });
    expect(read).toMatchObject({ ok: true, value: { publicApi: { token: 'sgp_0f3a', host: publicHost } } });
  });

  test.each(['VERCEL', 'AWS_LAMBDA_FUNCTION_NAME'])('%s: dead letters in /tmp would be lost', (name) => {
    const inTmp = { DEAD_LETTER_FILE: '/tmp/dead.jsonl' };
    expect(readEnvironment({ ...inTmp, [name]: '1' })).toMatchObject({
      failure: { detail: expect.stringMatching(/^DEAD_LETTER_FILE must not be in \/tmp of a function/) },
    });
    expect([
      readEnvironment(inTmp).ok,
      readEnvironment({ DEAD_LETTER_FILE: '/mnt/a', [name]: '1' }).ok,
    ]).toEqual([true, true]);
  });

  test('all that is wrong is said at once', () => {
    const result = readEnvironment({
      SEGMENT_HOST: 'x',
      SEGMENT_TIMEOUT_MS: 'x',
      ACK_PERMANENT_FAILURES: 'x',
    });
    expect(result.ok ? '' : result.failure.detail).toMatchInlineSnapshot(
      `"SEGMENT_HOST must be the URL of Segment's API with its scheme and without path, query or credentials, such as "https://api.segment.io" or, for a workspace in the EU, "https://events.eu1.segmentapis.com"; SEGMENT_TIMEOUT_MS must be a whole number from 100 to 25000; ACK_PERMANENT_FAILURES must be "true" or "false""`,
    );
  });
});

describe('address', () => {
  test('presets', () => {
    expect(readAddress({})).toEqual({ ok: true, value: { port: 3_000, hostname: '127.0.0.1' } });
  });

  test.each([
    ['0', '0.0.0.0', { port: 0, hostname: '0.0.0.0' }],
    ['65535', '::1', { port: 65_535, hostname: '::1' }],
  ])('PORT=%s HOST=%s', (PORT, HOST, value) => {
    expect(readAddress({ PORT, HOST })).toEqual({ ok: true, value });
  });

  test.each([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', 'http'],
    ['HOST', 'http://localhost'],
  ])('%s=%s is refused', (name, value) => {
    expect(readAddress({ [name]: value })).toMatchObject({
      failure: { detail: expect.stringMatching(new RegExp(`^${name} must be `)) },
    });
  });
});

test('the example file holds every variable, each with its preset', async () => {
  const text = await readFile(new URL('../../.env.example', import.meta.url), 'utf8');
  const entries = [...text.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [name, value]);
  expect(entries.map(([name]) => name)).toEqual([
    'SEGMENT_WRITE_KEY',
    'SEGMENT_HOST',
    'SEGMENT_TIMEOUT_MS',
    'ACK_PERMANENT_FAILURES',
    'DEAD_LETTER_FILE',
    'DEAD_LETTER_QUEUE_URL',
    'ENGINE',
    'PORT',
    'HOST',
    'CTP_PROJECT_KEY',
    'CTP_CLIENT_ID',
    'CTP_CLIENT_SECRET',
    'CTP_API_URL',
    'CTP_AUTH_URL',
    'CTP_SCOPES',
    'KAFKA_BROKERS',
    'KAFKA_TOPIC',
    'KAFKA_GROUP_ID',
    'KAFKA_API_KEY',
    'KAFKA_API_SECRET',
    'SUBSCRIPTION_SECRET',
    'SEGMENT_PUBLIC_API_TOKEN',
    'WEBHOOK_SECRET',
    'PUBSUB_SERVICE_ACCOUNT',
    'PUBSUB_AUDIENCE',
    'SNS_TOPIC_ARNS',
    'ENTRA_TENANT_ID',
    'ENTRA_AUDIENCE',
    'ENTRA_CLIENT_ID',
    'WEBHOOK_SIGNING_SECRET',
  ]);
  const variables = Object.fromEntries(entries);
  expect(readEnvironment(variables)).toEqual(readEnvironment({}));
  expect(readAddress(variables)).toEqual(readAddress({}));
});
