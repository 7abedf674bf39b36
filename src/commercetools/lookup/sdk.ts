import { ClientBuilder, type TokenCache, type TokenStore } from '@commercetools/ts-client';
import type { Fetching, Recorder } from './exchange.ts';
import { type Question, uriOf } from './question.ts';
import type { ApiSettings } from './settings.ts';

export type { Subscription, SubscriptionDraft, SubscriptionUpdateAction } from '@commercetools/platform-sdk';

/** Sends a question; gives what the answer holds. Rejects where there is none, or it says no. */
export type Client = (question: Question) => Promise<unknown>;

/**
 * Makes clients that share one access token, which is asked for when it is first needed, again when it has expired, and
 * once more where the API says 401. Each client sends through its own recorder, so that each attempt has a time of its own.
 * Nothing is repeated in here. https://docs.commercetools.com/sdk/js-sdk-middleware
 */
export function apiClients(settings: ApiSettings): (recorder: Recorder) => Client {
  const { projectKey, clientId, clientSecret, apiUrl, authUrl, scopes } = settings;
  const tokenCache = rememberedToken();
  const together = sharing();
  return ({ sendingFor }) => {
    const client = new ClientBuilder()
      .withProjectKey(projectKey)
      .withClientCredentialsFlow({
        host: authUrl,
        projectKey,
        credentials: { clientId, clientSecret },
        scopes: [...scopes],
        tokenCache,
        httpClient: sendingFor('token', together),
      })
      .withHttpMiddleware({
        host: apiUrl,
        httpClient: sendingFor('api'),
        enableRetry: false,
        includeRequestInErrorResponse: false,
      })
      .withUserAgentMiddleware({ name: 'commercetools-segment-mapper' })
      .build();
    return async (question) => {
      const { method, body } = question;
      const sent = body && { headers: { 'Content-Type': 'application/json' }, body: { ...body } };
      const answer = await client.execute({ method, uri: uriOf(projectKey, question), ...sent });
      return answer.body;
    };
  };
}

function rememberedToken(): TokenCache {
  let known: TokenStore | undefined;
  return {
    get: async () => known,
    set: async (token) => {
      known = token;
    },
  };
}

/** The SDK would ask for as many tokens as there are requests that lack one. What comes of the one is told to all of them. */
function sharing(): Fetching {
  let under: Promise<Response> | undefined;
  return async (url, init) => {
    under ??= fetch(url, init).finally(() => {
      under = undefined;
    });
    return (await under).clone();
  };
}
