import { isRecord } from '../fields.ts';
import type { Ask } from './api.ts';
import { absent, refused, unavailable } from './lookup-failures.ts';
import { questionFor } from './resources.ts';
import type { Found, Source } from './wanted.ts';

/** Fetches from commercetools' API. What its client may not see, or what is not there, is told in words. */
export function apiSource(ask: Ask, projectKey: string): Source {
  return async (wanted, timeLeft): Promise<Found> => {
    const nothing: Found = { status: 'absent', reason: absent(wanted) };
    const question = questionFor(wanted);
    // Such as ".." would lead to something else; commercetools makes no such id or key.
    if (question === undefined || !/^[\w:-][\w.:-]{0,255}$/.test(wanted.value)) return nothing;
    const answer = await ask(question, timeLeft);
    switch (answer.status) {
      case 'absent':
        return nothing;
      case 'refused':
        return { status: 'failed', failure: refused(wanted, projectKey, answer.details) };
      case 'unavailable':
        return { status: 'failed', failure: unavailable(wanted, answer.details) };
      case 'answered': {
        const value = resourceIn(answer.body);
        if (value === undefined) return nothing;
        if (isRecord(value)) return { status: 'found', value };
        const details = { status: 200, cause: 'no-json', attempts: answer.attempts };
        return { status: 'failed', failure: unavailable(wanted, details) };
      }
    }
  };
}

/** Of a query the first result. No resource has a field by this name. */
function resourceIn(body: object): unknown {
  const results = 'results' in body ? body.results : [body];
  return Array.isArray(results) ? results[0] : null;
}
