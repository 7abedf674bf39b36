import type { Question } from './question.ts';

/** What is asked for, as commercetools' Query Predicates say it: https://docs.commercetools.com/api/predicates/query */
export interface Selection {
  readonly kind: 'customer' | 'order';
  /** All of them must hold. */
  readonly where: readonly string[];
}

/** commercetools gives no more at once. https://docs.commercetools.com/api/general-concepts#limit */
export const largestPage = 500;

/**
 * The resources behind an id, in the order of their ids. Pages by id have no end at 10,000 as those by offset have, and
 * lose nothing that is made or deleted in the meantime: https://docs.commercetools.com/api/general-concepts#iterating-over-all-elements
 */
export function pageAfter(
  { kind, where }: Selection,
  { after, limit }: { readonly after: string | undefined; readonly limit: number },
): Question {
  const all = after === undefined ? where : [...where, `id > "${after}"`];
  return listOf(kind, all, { sort: 'id asc', limit, withTotal: false });
}

/** How many there are behind an id. */
export function countAfter({ kind, where }: Selection, after: string | undefined): Question {
  const all = after === undefined ? where : [...where, `id > "${after}"`];
  return listOf(kind, all, { limit: 1, withTotal: true });
}

function listOf(
  kind: Selection['kind'],
  predicates: readonly string[],
  more: { readonly sort?: string; readonly limit: number; readonly withTotal: boolean },
): Question {
  const where = predicates.join(' and ');
  const query = { ...(where === '' ? {} : { where }), ...more };
  return { method: 'GET', collection: kind === 'customer' ? 'customers' : 'orders', query };
}
