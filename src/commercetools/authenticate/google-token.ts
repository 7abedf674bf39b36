import { tokenVerifier } from './bearer-token.ts';
import type { Check } from './check.ts';
import type { Fetch } from './download.ts';
import type { AuthenticationSettings } from './settings.ts';
import type { Claims } from './token-claims.ts';

const keys = 'https://www.googleapis.com/oauth2/v3/certs';

/** Both are in use: https://developers.google.com/identity/openid-connect/openid-connect#validatinganidtoken */
const issuers = ['https://accounts.google.com', 'accounts.google.com'];

/**
 * The OIDC token of a Pub/Sub push subscription. Any service account can have a token made for any audience, so the
 * e-mail address is what tells ours: it must be one of the service accounts, and verified.
 * Refuses with `wrong-email`, `unverified-email` or what is wrong with any token.
 * https://cloud.google.com/pubsub/docs/authenticate-push-subscriptions
 */
export function googleCheck(google: NonNullable<AuthenticationSettings['google']>, fetch: Fetch): Check {
  const otherRefusal = ({ email, email_verified: isVerified }: Claims) => {
    if (!google.serviceAccounts.some((account) => account === email)) return 'wrong-email';
    return isVerified === true ? undefined : 'unverified-email';
  };
  const rules = { issuers, audiences: google.audiences, otherRefusal };
  return { name: 'google-token', verify: tokenVerifier(keys, rules, fetch) };
}
