import { createHash, timingSafeEqual } from 'node:crypto';
import { base64Bytes } from './base64.ts';
import type { Check, Shown, Verdict } from './check.ts';
import { credentials, headerBytes } from './credentials.ts';
import { accepted, refused } from './verdicts.ts';

/**
 * Whoever knows one of the secrets may post. A caller shows it as `Authorization: Bearer`, as the password of Basic
 * (the user name does not matter), in the header `x-webhook-secret` or in the query parameter `secret`; beyond ASCII
 * in UTF-8. An empty secret lets nobody in. Refuses with `absent` or `wrong`.
 */
export function secretCheck(secrets: readonly string[]): Check {
  const known = secrets.map((secret) => digest(Buffer.from(secret)));
  return {
    name: 'webhook-secret',
    verify: (shown) => Promise.resolve(judge(secretsOf(shown), known)),
  };
}

/** Compares everything with everything, as digests of one length: the time tells nothing of a secret. */
function judge(shown: readonly Uint8Array[], known: readonly Uint8Array[]): Verdict {
  if (shown.length === 0) return refused('absent');
  const digests = shown.map(digest);
  const matches = known.flatMap((secret) => digests.map((one) => timingSafeEqual(one, secret)));
  return matches.includes(true) ? accepted : refused('wrong');
}

/** An empty one is none: it would be the secret of a variable that is set to nothing. */
function secretsOf({ headers, url }: Shown): readonly Uint8Array[] {
  const bearer = credentials(headers, 'bearer');
  const header = headers.get('x-webhook-secret');
  const shown = [
    bearer === undefined ? undefined : headerBytes(bearer),
    basicPassword(credentials(headers, 'basic') ?? ''),
    header === null ? undefined : headerBytes(header),
    ...querySecrets(url).map((secret) => Buffer.from(secret)),
  ];
  return shown.filter((secret) => secret !== undefined).filter((secret) => secret.length > 0);
}

/** https://www.rfc-editor.org/rfc/rfc7617: the user name ends at the first colon; a password may hold more of them. */
function basicPassword(text: string): Uint8Array | undefined {
  const pair = base64Bytes(text);
  const colon = pair?.indexOf(0x3a) ?? -1;
  return colon === -1 ? undefined : pair?.subarray(colon + 1);
}

/** A plus sign is a space in a query, yet many a secret in base64 is put there as it is: both readings count. */
function querySecrets({ searchParams, search }: URL): readonly string[] {
  const asItIs = new URLSearchParams(search.replaceAll('+', '%2B'));
  return [searchParams.get('secret') ?? '', asItIs.get('secret') ?? ''];
}

function digest(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest();
}
