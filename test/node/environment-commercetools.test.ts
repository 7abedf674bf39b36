import { describe, expect, test } from 'vitest';
import { readEnvironment } from '../../src/node/environment.ts';

const whole = {
  CTP_PROJECT_KEY: 'garden-shop',
  CTP_CLIENT_ID: 'the-client',
  CTP_CLIENT_SECRET: 'a-secret',
  CTP_API_URL: 'https://api.europe-west1.gcp.commercetools.com/',
  CTP_AUTH_URL: 'https://auth.europe-west1.gcp.commercetools.com',
  CTP_SCOPES: ' view_orders:garden-shop\nview_customers:garden-shop ',
};

describe('credentials of commercetools', () => {
  test('are read as they are offered', () => {
    const settings = readEnvironment(whole);
    expect(settings.ok && settings.value.commercetools).toEqual({
      projectKey: 'garden-shop',
      clientId: 'the-client',
      clientSecret: 'a-secret',
      apiUrl: 'https://api.europe-west1.gcp.commercetools.com',
      authUrl: 'https://auth.europe-west1.gcp.commercetools.com',
      scopes: ['view_orders:garden-shop', 'view_customers:garden-shop'],
    });
  });

  test('may all be missing', () => {
    const blank = Object.fromEntries(Object.keys(whole).map((name) => [name, ' ']));
    for (const variables of [{}, blank])
      expect(readEnvironment(variables)).not.toHaveProperty('value.commercetools');
  });

  test.each(Object.keys(whole))('are wrong without %s', (name) => {
    const settings = readEnvironment({ ...whole, [name]: '' });
    expect(settings).toMatchObject({ failure: { code: 'configuration-invalid' } });
    const others = Object.keys(whole).filter((one) => one !== name);
    expect(settings.ok ? '' : settings.failure.detail).toBe(
      `${name} must be set beside ${others.join(', ')}`,
    );
  });

  test.each([
    ['CTP_PROJECT_KEY', 'garden shop secret'],
    ['CTP_CLIENT_ID', 'two secret words'],
    ['CTP_CLIENT_SECRET', 'two secret words'],
    ['CTP_API_URL', 'api.secret.commercetools.com'],
    ['CTP_AUTH_URL', 'https://auth.commercetools.com/secret'],
    ['CTP_SCOPES', 'view_orders'],
    ['CTP_SCOPES', 'view_orders:shop, secret'],
    ['CTP_SCOPES', 'view_orders:secret,view_customers:secret'],
    ['CTP_SCOPES', '"view_orders:secret'],
  ])('%s=%s is refused by its name, without its value', (name, value) => {
    const settings = readEnvironment({ ...whole, [name]: value });
    const detail = settings.ok ? '' : settings.failure.detail;
    expect(detail).toMatch(new RegExp(`^${name} must be `));
    expect(detail).not.toContain('secret');
  });
});
