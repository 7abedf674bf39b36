import type { ApiDetails, Failure } from '../../report/failure.ts';
import { adviceFor, unavailable } from './lookup-failures.ts';
import type { Source } from './wanted.ts';

/**
 * A source for deliveries that came together, made anew for those of each request. Once commercetools has asked for patience, or
 * nobody is there, it is not asked again for those whose turn comes later: they are told the same, and come again.
 */
export function sparingSource(source: Source): Source {
  let told: ApiDetails | undefined;
  return async (wanted, timeLeft) => {
    if (told !== undefined)
      return { status: 'failed', failure: unavailable(wanted, { ...told, attempts: 0 }) };
    const found = await source(wanted, timeLeft);
    if (found.status === 'failed' && isForAll(found.failure)) told = found.failure.commercetools;
    return found;
  };
}

/** Whether it says nothing of what was asked for. */
function isForAll({ code, commercetools }: Failure): boolean {
  if (code !== 'commercetools-unavailable' || commercetools === undefined) return false;
  const { status, retryAfter, cause } = commercetools;
  return status === 429 || retryAfter !== undefined || adviceFor(cause) !== undefined;
}
