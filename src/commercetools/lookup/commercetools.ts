import { commercetoolsApi } from './api.ts';
import { apiSource } from './api-source.ts';
import type { LookupParts } from './lookup.ts';
import { resourceCache } from './resource-cache.ts';
import type { ApiSettings } from './settings.ts';

/** What an instance keeps to fetch with: one client with its token, and a few resources. Asks nothing yet. */
export function commercetools(settings: ApiSettings): Omit<LookupParts, 'timeLeft'> {
  const { projectKey } = settings;
  return { source: apiSource(commercetoolsApi(settings), projectKey), projectKey, cache: resourceCache() };
}
