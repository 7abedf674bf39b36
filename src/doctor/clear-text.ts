import { textOf, type Variables } from '../node/variables.ts';
import { type Finding, warn } from './finding.ts';

/** What is sent to each of them without encryption. */
const sent = {
  SEGMENT_HOST: 'the write key and personal data',
  CTP_API_URL: 'access tokens and personal data',
  CTP_AUTH_URL: 'the secret of the API client',
} as const;

/** A warning where a variable leads to another network over http, and everybody on the way can read along. */
export function clearTextFinding(name: string, variables: Variables): Finding | undefined {
  const what = Object.hasOwn(sent, name) ? sent[name as keyof typeof sent] : undefined;
  const text = textOf(variables, name) ?? '';
  if (what === undefined || !URL.canParse(text)) return undefined;
  const { protocol, hostname } = new URL(text);
  if (protocol !== 'http:' || isNear(hostname)) return undefined;
  return warn(
    name,
    `begins with http, so ${what} can be read by everybody on the way`,
    'let it begin with https://',
  );
}

/** This machine, or a network that is not the internet: https://www.rfc-editor.org/rfc/rfc6890 and names without a public domain. */
function isNear(hostname: string): boolean {
  return (
    !/[.:]/.test(hostname) ||
    /^\[(::1|f[cd]|fe80)/.test(hostname) ||
    /\.(localhost|local|internal|lan|test)$/.test(hostname) ||
    /^(127|10)\.|^192\.168\.|^169\.254\.|^172\.(1[6-9]|2\d|3[01])\./.test(hostname)
  );
}
