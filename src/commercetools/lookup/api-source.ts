import { type Fields, isRecord } from '../fields.ts';
import type { Ask } from './api.ts';
import { absent, refused, unavailable } from './lookup-failures.ts';
import { questionFor } from './resources.ts';
import type { Found, Source, Wanted } from './wanted.ts';

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
        const value = resourceIn(answer.body, wanted);
        if (value === undefined) return nothing;
        if (value !== 'another') return { status: 'found', value };
        const details = { status: 200, attempts: answer.attempts };
        return { status: 'failed', failure: refused(wanted, projectKey, details) };
      }
    }
  };
}

/**
 * What was asked for by its id or its key has that; of a query, the first result. Anything else comes from something else that
 * stands at the address: taken for the resource, it would have the delivery skipped, or refused as the sender's doing.
 */
function resourceIn(body: object, { by, value }: Wanted): Fields | undefined | 'another' {
  if (by === 'id' || by === 'key') return isRecord(body) && body[by] === value ? body : 'another';
  if (!('results' in body && Array.isArray(body.results))) return 'another';
  const [first] = body.results;
  return first === undefined || isRecord(first) ? first : 'another';
}
