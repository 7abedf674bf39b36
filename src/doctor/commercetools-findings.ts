import { scopeFor } from '../commercetools/lookup/resources.ts';
import type { ApiSettings } from '../commercetools/lookup/settings.ts';
import { readCommercetools } from '../node/environment-commercetools.ts';
import type { Variables } from '../node/variables.ts';
import { wayAdvice } from '../report/way-words.ts';
import { askHttp, type Told } from './ask-http.ts';
import { type Finding, ok, warn, wrong } from './finding.ts';

/** A mapping by what it fetches. */
export interface Fetching {
  readonly name: string;
  readonly fetches?: readonly { readonly kind: string; readonly optional: boolean }[];
}

const about = 'commercetools';

/** Whether commercetools lets us in, and lets us read what the mappings fetch. */
export async function commercetoolsFindings(
  variables: Variables,
  mappings: readonly Fetching[],
): Promise<readonly Finding[]> {
  const read = readCommercetools(variables);
  // What is wrong is told with the variables.
  if (!read.ok) return [];
  const fetching = mappings.filter(({ fetches = [] }) => fetches.length > 0);
  const off = fetching.filter(({ fetches = [] }) => fetches.some(({ optional }) => !optional));
  if (read.value === undefined)
    return off.length === 0
      ? [ok(about, 'no mapping fetches anything that it cannot go on without')]
      : [
          warn(
            about,
            `no credentials, so ${off.length} ${off.length === 1 ? 'mapping is' : 'mappings are'} off and what needs them is skipped: ${someOf(off)}`,
            'set the six CTP_ variables, or leave it so if nobody wants these',
          ),
        ];
  const token = await tokenFor(read.value);
  if ('finding' in token) return [token.finding];
  const { projectKey } = read.value;
  return [
    ok(about, 'gives a token to the API client'),
    await reachProject(read.value, token.access),
    ...missingScopes(fetching, token.scopes, projectKey),
    ...wideScopes(token.scopes),
  ];
}

type Token = { readonly access: string; readonly scopes: readonly string[] } | { readonly finding: Finding };

/** https://docs.commercetools.com/api/authorization#client-credentials-flow */
async function tokenFor({ authUrl, clientId, clientSecret, scopes }: ApiSettings): Promise<Token> {
  const told = await askHttp(`${authUrl}/oauth/token`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: String(new URLSearchParams({ grant_type: 'client_credentials', scope: scopes.join(' ') })),
  });
  const { access_token: access, scope } = textsIn(told, ['access_token', 'scope', 'error']);
  if (access !== undefined) return { access, scopes: scope?.split(' ') ?? scopes };
  return { finding: refusalOf(told) };
}

function refusalOf(told: Told): Finding {
  if ('cause' in told)
    return wrong(
      about,
      `CTP_AUTH_URL cannot be reached (${told.cause})`,
      wayAdvice(told.cause, 'CTP_AUTH_URL') ??
        'compare CTP_AUTH_URL with what the Merchant Center shows; else look at DNS, proxy and firewall',
    );
  if (textsIn(told, ['error'])['error'] === 'invalid_scope')
    return wrong(
      about,
      'the API client does not have all scopes of CTP_SCOPES',
      'set CTP_SCOPES to what the client has, or make a client with these scopes',
    );
  if (told.status === 401 || told.status === 400)
    return wrong(
      about,
      `does not know the API client (${told.status})`,
      'copy CTP_CLIENT_ID and CTP_CLIENT_SECRET again, or make a new API client: the secret is shown once; CTP_AUTH_URL must be of the region of the project',
    );
  return (
    unwell(about, told.status) ??
    wrong(
      about,
      `no token at CTP_AUTH_URL (${told.status})`,
      'compare CTP_AUTH_URL with what the Merchant Center shows for the region of the project',
    )
  );
}

/** 403 is an answer too: the project is there, and we need not read it as a whole. */
async function reachProject({ apiUrl, projectKey }: ApiSettings, token: string): Promise<Finding> {
  const told = await askHttp(`${apiUrl}/${projectKey}`, { headers: { authorization: `Bearer ${token}` } });
  const todo = 'compare CTP_API_URL and CTP_PROJECT_KEY with what the Merchant Center shows for the project';
  if ('cause' in told)
    return wrong(
      'project',
      `CTP_API_URL cannot be reached (${told.cause})`,
      wayAdvice(told.cause, 'CTP_API_URL') ?? todo,
    );
  // The pages of the Merchant Center are there at any path, and a proxy may forbid all of them.
  if ((told.status === 200 && textsIn(told, ['key'])['key'] !== projectKey) || isPlainRefusal(told))
    return wrong('project', 'something answers at CTP_API_URL, but not as commercetools does', todo);
  if (told.status === 200 || told.status === 403) return ok('project', 'answers');
  return unwell('project', told.status) ?? wrong('project', `is not at CTP_API_URL (${told.status})`, todo);
}

function unwell(name: string, status: number): Finding | undefined {
  return status >= 500 || status === 429
    ? warn(name, `answers, but not well (${status})`, 'look at https://status.commercetools.com')
    : undefined;
}

/** Each error of commercetools has a `statusCode`. */
function isPlainRefusal({ status, json }: Extract<Told, { readonly status: number }>): boolean {
  return status === 403 && !(json instanceof Object && 'statusCode' in json);
}

/** https://docs.commercetools.com/api/scopes: who may manage may view, too. */
function missingScopes(
  mappings: readonly Fetching[],
  scopes: readonly string[],
  projectKey: string,
): readonly Finding[] {
  const has = (scope: string) =>
    [scope, scope.replace(/^view_/, 'manage_'), `manage_project:${projectKey}`].some((one) =>
      scopes.includes(one),
    );
  const kinds = [...new Set(mappings.flatMap(({ fetches = [] }) => fetches.map(({ kind }) => kind)))].sort();
  const missing = kinds.filter((kind) => !has(scopeFor(kind, projectKey)));
  const content = scopeFor('message', projectKey);
  return [
    ...missing.map((kind) => {
      const names = mappings.filter(({ fetches = [] }) => fetches.some((one) => one.kind === kind));
      return wrong(
        `scope ${scopeFor(kind, projectKey)}`,
        `missing; deliveries fail with 500 that need it: ${someOf(names)}`,
        'make an API client that has it, and add it to CTP_SCOPES',
      );
    }),
    ...(has(content)
      ? []
      : [
          warn(
            `scope ${content}`,
            'missing; a delivery whose content was left out cannot be completed',
            'add it, and switch on the Messages Query API of the project',
          ),
        ]),
    ...(missing.length === 0 ? [ok('scopes', 'enough for all that the mappings fetch')] : []),
  ];
}

/** A line stays a line where fifty mappings fetch. */
function someOf(mappings: readonly Fetching[]): string {
  const names = mappings.slice(0, 3).map(({ name }) => name);
  const others = mappings.length - names.length;
  return `${names.join(', ')}${others > 0 ? ` and ${others} more` : ''}`;
}

function wideScopes(scopes: readonly string[]): readonly Finding[] {
  const wide = scopes.filter((scope) => scope.startsWith('manage_'));
  return wide.length === 0
    ? []
    : [
        warn(
          'scopes',
          `${wide.join(', ')}: more than reading, which is all that the webhook does`,
          'make an API client with view_ scopes only',
        ),
      ];
}

function textsIn(told: Told, names: readonly string[]): Readonly<Record<string, string | undefined>> {
  const json = 'json' in told && typeof told.json === 'object' && told.json !== null ? told.json : {};
  const fields = new Map<string, unknown>(Object.entries(json));
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = fields.get(name);
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
}
