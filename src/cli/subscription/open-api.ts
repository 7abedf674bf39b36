import { type Ask, commercetoolsApi } from '../../commercetools/lookup/api.ts';
import type { ApiSettings } from '../../commercetools/lookup/settings.ts';
import { readCommercetools } from '../../node/environment-commercetools.ts';
import type { ApiDetails } from '../../report/failure.ts';
import { type Io, UsageError } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';

/** https://docs.commercetools.com/api/scopes */
const scope = 'manage_subscriptions';

/** The client of commercetools' API. Throws a UsageError where the environment does not lead to Subscriptions. */
export function openApi(io: Io): { readonly ask: Ask; readonly settings: ApiSettings } {
  const settings = readCommercetools(io.env);
  if (!settings.ok) throw new UsageError(`subscription: ${settings.wrong}`);
  if (settings.value === undefined)
    throw new UsageError(
      `subscription: needs the six CTP_ variables of an API client with the scope ${scope}; .env.example lists them`,
    );
  const { projectKey, scopes } = settings.value;
  const enough = [scope, 'manage_project'].map((name) => `${name}:${projectKey}`);
  if (!scopes.some((one) => enough.includes(one)))
    throw new UsageError(
      `subscription: CTP_SCOPES lacks ${scope}:${projectKey}; make an API client with it for this command, and leave that of the webhook as it is`,
    );
  return { ask: commercetoolsApi(settings.value), settings: settings.value };
}

/** Says why the API did not do it; gives the exit code. */
export function showRefusal(
  io: Io,
  {
    status,
    during,
    details,
  }: { readonly status: 'refused' | 'unavailable'; readonly during: string; readonly details: ApiDetails },
): number {
  const why = details.status ?? details.cause ?? 'unknown cause';
  const what = `commercetools did not ${during} the Subscription (${why})`;
  if (status === 'unavailable') {
    io.stderr(`${what}; try again later, or look at CTP_API_URL and CTP_AUTH_URL\n`);
    return exitCodes.unavailable;
  }
  io.stderr(`${what}; ${adviceFor(details.status, during)}\n`);
  return details.status === 409 ? exitCodes.unavailable : exitCodes.refused;
}

function adviceFor(status: number | undefined, during: string): string {
  if (status === 409) return 'somebody else changes it at the same time: try again';
  if (status === 400 && during !== 'read')
    return 'mostly its test notification could not be delivered: look at the name of the queue or topic, and at the grant for commercetools';
  if (status === 400 || status === 401 || status === 403)
    return `check CTP_CLIENT_ID, CTP_CLIENT_SECRET and CTP_SCOPES: the API client needs the scope ${scope}`;
  return 'check CTP_PROJECT_KEY, CTP_API_URL and CTP_AUTH_URL';
}
