import type { Shown, Verdict } from './check.ts';
import { credentials } from './credentials.ts';
import { download, type Fetch } from './download.ts';
import { type ClaimRules, claimsRefusal, toleranceSeconds } from './token-claims.ts';
import { untilSignal } from './until-signal.ts';
import { accepted, refused, unavailable } from './verdicts.ts';

type Jose = typeof import('./jose.ts');
type KeySet = ReturnType<Jose['createRemoteJWKSet']>;
type ProtectedHeader = ReturnType<Jose['decodeProtectedHeader']>;

/** Loaded with the first token: most deployments check callers in another way. */
const loadJose = (): Promise<Jose> => import('./jose.ts');

/** Node takes no more than 16 KB of headers. */
const longestToken = 16_384;

/** A key server that fails is left alone for a while, however many strangers come by. */
const pauseMs = 5_000;

/**
 * Verifies the bearer token of a request: a JWT signed with RS256 by a key of a key set. What the token says is looked
 * at first, so that one which cannot pass causes no fetch. The key set is fetched when it is first needed, kept for
 * ten minutes, and asked for an unknown key at most every 30 seconds.
 * Refuses with `absent`, `too-long`, `not-a-token`, `wrong-algorithm`, `unsupported-header`, `unknown-key`,
 * `wrong-signature` or what the claims say; unavailable where the keys cannot be had.
 */
export function tokenVerifier(keys: string, rules: ClaimRules, fetch: Fetch): Verify {
  const getKeys = keyFetch(fetch);
  let keySet: KeySet | undefined;
  return async (shown) => {
    const { headers, now } = shown;
    const token = credentials(headers, 'bearer');
    if (token === undefined) return refused('absent');
    const jose = await loadJose();
    const refusal = tokenRefusal(jose, token, rules, now);
    if (refusal !== undefined) return refused(refusal);
    keySet ??= jose.createRemoteJWKSet(new URL(keys), {
      [jose.customFetch]: getKeys,
      cooldownDuration: 30_000,
      cacheMaxAge: 600_000,
    });
    const known = keySet;
    const verdict = await untilSignal(shown.signal, () => signatureVerdict(jose, token, known, rules, now));
    return verdict ?? unavailable('timeout');
  };
}

type Verify = (shown: Shown) => Promise<Verdict>;

function tokenRefusal(jose: Jose, token: string, rules: ClaimRules, now: Date): string | undefined {
  if (token.length > longestToken) return 'too-long';
  const parts = decoded(jose, token);
  if (parts === undefined) return 'not-a-token';
  return headerRefusal(parts.header) ?? claimsRefusal(parts.claims, rules, now);
}

function decoded({ decodeProtectedHeader, decodeJwt }: Jose, token: string) {
  try {
    return { header: decodeProtectedHeader(token), claims: decodeJwt(token) };
  } catch {
    return undefined;
  }
}

/** A token may name its key, but neither bring it nor say where it is. */
function headerRefusal(header: ProtectedHeader): string | undefined {
  if (header.alg !== 'RS256') return 'wrong-algorithm';
  const unsupported = ['jwk', 'jku', 'x5u', 'x5c', 'crit', 'b64', 'zip'];
  if (unsupported.some((name) => Object.hasOwn(header, name))) return 'unsupported-header';
  return typeof header.kid === 'string' ? undefined : 'unknown-key';
}

async function signatureVerdict(
  jose: Jose,
  token: string,
  keySet: KeySet,
  rules: ClaimRules,
  now: Date,
): Promise<Verdict> {
  try {
    const { payload } = await jose.jwtVerify(token, keySet, {
      algorithms: ['RS256'],
      issuer: [...rules.issuers],
      audience: [...rules.audiences],
      clockTolerance: toleranceSeconds,
      currentDate: now,
      requiredClaims: ['exp'],
    });
    const refusal = claimsRefusal(payload, rules, now);
    return refusal === undefined ? accepted : refused(refusal);
  } catch (error) {
    return verdictOf(jose, error);
  }
}

function verdictOf({ errors }: Jose, error: unknown): Verdict {
  if (error instanceof errors.JWSSignatureVerificationFailed) return refused('wrong-signature');
  if (error instanceof errors.JWKSNoMatchingKey) return refused('unknown-key');
  if (error instanceof errors.JWSInvalid || error instanceof errors.JWTInvalid) return refused('not-a-token');
  const cause = error instanceof Error ? error.cause : undefined;
  return unavailable(typeof cause === 'string' ? cause : 'unusable-keys');
}

/** The fetch of a key set. Between two of them is a pause; the first one's cause then stands for the second. */
function keyFetch(fetch: Fetch): (address: string) => Promise<Response> {
  let last = { at: Number.NEGATIVE_INFINITY, cause: '' };
  return async (address) => {
    // A wrong clock may be why there were none, and is then set back by hours.
    if (Math.abs(Date.now() - last.at) < pauseMs) throw new Error('no keys', { cause: last.cause });
    last = { at: Date.now(), cause: 'unusable-keys' };
    const found = await download(address, fetch);
    if (found.status === 'done') return new Response(found.bytes);
    last = { ...last, cause: found.cause };
    throw new Error('no keys', { cause: found.cause });
  };
}
