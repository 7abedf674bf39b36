import type { Question } from './question.ts';
import type { Wanted } from './wanted.ts';

/** How one kind of resource is asked for. */
interface ResourceKind {
  readonly collection: string;
  /** The least that allows it, without the project: https://docs.commercetools.com/api/scopes */
  readonly scope: string;
  readonly hasKey?: true;
  /** Questions that lead to one by what it holds; the answer has it in its `results`. */
  readonly queries?: Readonly<Record<string, (value: string) => NonNullable<Question['query']>>>;
}

/** By the names that references have: https://docs.commercetools.com/api/types#referencetypeid */
const kinds: Readonly<Record<string, ResourceKind>> = {
  'business-unit': { collection: 'business-units', scope: 'view_business_units', hasKey: true },
  customer: { collection: 'customers', scope: 'view_customers', hasKey: true },
  message: {
    collection: 'messages',
    scope: 'view_messages',
    queries: {
      // By its place among the messages of a resource: `<id of the resource>:<sequence number>`.
      place: (place) => ({
        where: 'resource(id=:id) and sequenceNumber=:number',
        'var.id': place.slice(0, place.lastIndexOf(':')),
        'var.number': place.slice(place.lastIndexOf(':') + 1),
        limit: 1,
        withTotal: false,
      }),
    },
  },
  order: {
    collection: 'orders',
    scope: 'view_orders',
    queries: {
      // Of several that one payment pays, the last.
      payment: (payment) => ({
        where: 'paymentInfo(payments(id=:payment))',
        'var.payment': payment,
        sort: 'createdAt desc',
        limit: 1,
        withTotal: false,
      }),
    },
  },
  payment: { collection: 'payments', scope: 'view_payments' },
  quote: { collection: 'quotes', scope: 'view_quotes' },
  'quote-request': { collection: 'quote-requests', scope: 'view_quote_requests' },
  'shopping-list': { collection: 'shopping-lists', scope: 'view_shopping_lists' },
};

/** The question that asks for it; nothing where there is no such way. */
export function questionFor({ kind, by, value }: Wanted): Question | undefined {
  const known = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  if (known === undefined) return undefined;
  const { collection, hasKey, queries = {} } = known;
  const question = { method: 'GET', collection } as const;
  if (by === 'id' || (by === 'key' && hasKey)) return { ...question, one: { by, value } };
  const query = Object.hasOwn(queries, by) ? queries[by] : undefined;
  return query && { ...question, query: query(value) };
}

/** The scope that a kind of resource needs, for one project. */
export function scopeFor(kind: string, projectKey: string): string {
  return `${kinds[kind]?.scope ?? 'manage_project'}:${projectKey}`;
}
