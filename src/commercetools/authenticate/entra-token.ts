import { tokenVerifier } from './bearer-token.ts';
import type { Check } from './check.ts';
import type { Fetch } from './download.ts';
import type { AuthenticationSettings } from './settings.ts';
import type { Claims } from './token-claims.ts';

/**
 * Event Grid's own application in Microsoft's cloud, the one that asks for the tokens of its deliveries.
 * https://learn.microsoft.com/azure/event-grid/secure-webhook-delivery
 */
export const eventGridClientId = '4962773b-9cdb-44cf-a8bf-237846a00ab7';

/**
 * The Entra ID token of an Event Grid delivery, version 1 or 2: of our tenant, for our audience, and asked for by one
 * of the applications that may call (any application of the tenant can get a token for our audience).
 * Refuses with `wrong-tenant`, `wrong-client` or what is wrong with any token.
 * https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference
 */
export function entraCheck(entra: NonNullable<AuthenticationSettings['entra']>, fetch: Fetch): Check {
  const tenant = entra.tenantId.toLowerCase();
  const clients = entra.clientIds.map((client) => client.toLowerCase());
  const first = `https://sts.windows.net/${tenant}/`;
  const second = `https://login.microsoftonline.com/${tenant}/v2.0`;
  const otherRefusal = (claims: Claims) => {
    if (claims['tid'] !== undefined && claims['tid'] !== tenant) return 'wrong-tenant';
    const client = claims['iss'] === first ? claims['appid'] : claims['azp'];
    return clients.some((one) => one === client) ? undefined : 'wrong-client';
  };
  const rules = { issuers: [second, first], audiences: entra.audiences, otherRefusal };
  const keys = `https://login.microsoftonline.com/${encodeURIComponent(tenant)}/discovery/v2.0/keys`;
  return { name: 'entra-token', verify: tokenVerifier(keys, rules, fetch) };
}
