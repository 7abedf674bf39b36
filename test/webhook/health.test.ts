import { describe, expect, test } from 'vitest';
import { anyone } from '../../src/commercetools/authenticate/settings.ts';
import type { Failure } from '../../src/report/failure.ts';
import { type HealthParts, health } from '../../src/webhook/health.ts';
import { catalogOf, settings, writeKey } from './harness.ts';

const secrets = ['a-secret-that-nobody-may-see'];
const well: HealthParts = {
  load: async () => catalogOf(),
  settings: () => ({ ok: true, value: { ...settings, authentication: { ...anyone, secrets } } }),
  version: '1.2.3',
};

async function ask(parts: Partial<HealthParts> = {}, method = 'GET') {
  const answer = await health({ ...well, ...parts })(new Request('http://localhost/api/health', { method }));
  const text = await answer.text();
  expect(text).not.toMatch(new RegExp(`${secrets[0]}|${writeKey}`));
  return { status: answer.status, headers: answer.headers, body: JSON.parse(text) as unknown };
}

describe('GET /api/health', () => {
  test('all is well', async () => {
    const { status, body, headers } = await ask({ build: '0a1b2c' });
    expect([status, headers.get('content-type')]).toEqual([200, 'application/json']);
    expect(body).toEqual({
      status: 'ok',
      version: '1.2.3',
      build: '0a1b2c',
      mappings: [{ name: 'customer.created', hash: '0123456789ab', on: ['CustomerCreated'] }],
      checks: ['webhook-secret'],
    });
    expect(headers.get('cache-control')).toBe('no-store');
  });

  test('HEAD is answered alike', async () => {
    expect((await ask({}, 'HEAD')).status).toBe(200);
  });

  test('nobody is checked', async () => {
    expect((await ask({ settings: () => ({ ok: true, value: settings }) })).body).toMatchObject({
      status: 'ok',
      checks: [],
    });
  });

  const { writeKey: _key, ...withoutKey } = settings;
  const refused: Failure = {
    code: 'configuration-invalid',
    detail: 'SEGMENT_HOST must be …',
    retryable: true,
  };
  const issue = { code: 'yaml-syntax', severity: 'error', message: 'the quote does not end' } as const;
  test.each<[string, Partial<HealthParts>]>([
    ['write-key-missing', { settings: () => ({ ok: true, value: withoutKey }) }],
    ['configuration-invalid', { settings: () => ({ ok: false, failure: refused }) }],
    ['catalog-invalid', { load: async () => ({ ...catalogOf(), issues: [issue] }) }],
    ['catalog-invalid', { load: () => Promise.reject(new Error('no such file')) }],
    ['catalog-invalid', { load: async () => ({ ...catalogOf(), trouble: () => new Error('cut off') }) }],
  ])('%s: what a delivery would meet', async (code, parts) => {
    const { status, body, headers } = await ask(parts);
    expect([status, headers.get('content-type')]).toEqual([500, 'application/problem+json']);
    expect(body).toMatchObject({ code, version: '1.2.3' });
  });

  test.each(['POST', 'DELETE', 'OPTIONS'])('%s', async (method) => {
    const { status, headers, body } = await ask({}, method);
    expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    expect(body).toMatchObject({
      code: 'method-not-allowed',
      detail: 'the health of the webhook is read by GET; allowed are GET, HEAD',
    });
  });
});
