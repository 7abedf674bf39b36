import type { ApiSettings } from '../commercetools/lookup/settings.ts';
import { type Kind, origin, type Reading, read, textOf, type Variables } from './variables.ts';

const names = [
  'CTP_PROJECT_KEY',
  'CTP_CLIENT_ID',
  'CTP_CLIENT_SECRET',
  'CTP_API_URL',
  'CTP_AUTH_URL',
  'CTP_SCOPES',
] as const;

/**
 * How to reach commercetools' API, by the variables that the Merchant Center offers for a new API client; nothing where none
 * is set. Some without the others are wrong: nobody sets them to have nothing fetched.
 */
export function readCommercetools(variables: Variables = process.env): Reading<ApiSettings | undefined> {
  const missing = names.filter((name) => textOf(variables, name) === undefined);
  if (missing.length === names.length) return { ok: true, value: undefined };
  if (missing.length > 0) {
    const others = names.filter((name) => !missing.includes(name));
    return { ok: false, wrong: `${missing.join(', ')} must be set beside ${others.join(', ')}` };
  }
  const projectKey = read(variables, 'CTP_PROJECT_KEY', '', key);
  const clientId = read(variables, 'CTP_CLIENT_ID', '', word);
  const clientSecret = read(variables, 'CTP_CLIENT_SECRET', '', word);
  const apiUrl = read(variables, 'CTP_API_URL', '', url('https://api.europe-west1.gcp.commercetools.com'));
  const authUrl = read(variables, 'CTP_AUTH_URL', '', url('https://auth.europe-west1.gcp.commercetools.com'));
  const scopes = read(variables, 'CTP_SCOPES', '', scopeList);
  if (projectKey.ok && clientId.ok && clientSecret.ok && apiUrl.ok && authUrl.ok && scopes.ok)
    return {
      ok: true,
      value: {
        projectKey: projectKey.value,
        clientId: clientId.value,
        clientSecret: clientSecret.value,
        apiUrl: apiUrl.value,
        authUrl: authUrl.value,
        scopes: scopes.value,
      },
    };
  const all = [projectKey, clientId, clientSecret, apiUrl, authUrl, scopes];
  return { ok: false, wrong: all.flatMap((one) => (one.ok ? [] : one.wrong)).join('; ') };
}

/** https://docs.commercetools.com/api/projects/project */
const key: Kind<string> = {
  expected: 'the key of a commercetools project',
  parse: (text) => (/^[A-Za-z0-9_-]{2,256}$/.test(text) ? text : undefined),
};

const word: Kind<string> = {
  expected: 'what commercetools shows for the API client, in one word',
  parse: (text) => (/^[\x21-\x7e]+$/.test(text) ? text : undefined),
};

function url(example: string): Kind<string> {
  return {
    expected: `a URL with its scheme and without path, query or credentials, such as "${example}"`,
    parse: origin,
  };
}

/** https://docs.commercetools.com/api/scopes */
const scopeList: Kind<readonly string[]> = {
  expected: 'scopes with blanks between them, such as "view_customers:my-project view_orders:my-project"',
  parse: (text) => {
    const scopes = text.split(/\s+/);
    return scopes.every((scope) => /^[a-z_]+:[\w:-]+$/.test(scope)) ? scopes : undefined;
  },
};
