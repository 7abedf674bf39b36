export type Claims = Readonly<Record<string, unknown>>;

/** What a token has to say so that it can be ours. */
export interface ClaimRules {
  readonly issuers: readonly string[];
  readonly audiences: readonly string[];
  /** Why the claims do not prove the caller that we know, beyond issuer, audience and time; nothing where they do. */
  readonly otherRefusal: (claims: Claims) => string | undefined;
}

/** Clocks differ. */
export const toleranceSeconds = 30;

/**
 * Why a token with these claims is none of ours or not valid now, whoever signed it; nothing where it may be.
 * https://www.rfc-editor.org/rfc/rfc7519#section-4.1; the expiry, optional there, is required here.
 */
export function claimsRefusal(claims: Claims, rules: ClaimRules, now: Date): string | undefined {
  if (!rules.issuers.some((issuer) => issuer === claims['iss'])) return 'wrong-issuer';
  if (!isFor(rules.audiences, claims['aud'])) return 'wrong-audience';
  return timeRefusal(claims, now) ?? rules.otherRefusal(claims);
}

function isFor(audiences: readonly string[], aud: unknown): boolean {
  const named: readonly unknown[] = Array.isArray(aud) ? aud : [aud];
  return named.some((one) => audiences.some((audience) => audience === one));
}

function timeRefusal({ exp, nbf }: Claims, now: Date): string | undefined {
  const seconds = Math.floor(now.getTime() / 1_000);
  if (typeof exp !== 'number') return 'no-expiry';
  if (exp <= seconds - toleranceSeconds) return 'expired';
  if (nbf === undefined) return undefined;
  return typeof nbf === 'number' && nbf <= seconds + toleranceSeconds ? undefined : 'not-yet-valid';
}
