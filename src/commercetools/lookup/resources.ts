import type { Question } from './api.ts';
import type { ApiRoot } from './sdk.ts';
import type { Wanted } from './wanted.ts';

/** How one kind of resource is asked for. */
interface ResourceKind {
  /** The least that allows it, without the project: https://docs.commercetools.com/api/scopes */
  readonly scope: string;
  readonly byId: (root: ApiRoot, ID: string) => ReturnType<Question<object>>;
  /** Other ways that lead to one; an answer with `results` has it in there. */
  readonly ways?: Readonly<Record<string, (root: ApiRoot, value: string) => ReturnType<Question<object>>>>;
}

/** By the names that references have: https://docs.commercetools.com/api/types#referencetypeid */
const kinds: Readonly<Record<string, ResourceKind>> = {
  'business-unit': {
    scope: 'view_business_units',
    byId: (root, ID) => root.businessUnits().withId({ ID }).get(),
    ways: { key: (root, key) => root.businessUnits().withKey({ key }).get() },
  },
  customer: {
    scope: 'view_customers',
    byId: (root, ID) => root.customers().withId({ ID }).get(),
    ways: { key: (root, key) => root.customers().withKey({ key }).get() },
  },
  message: { scope: 'view_messages', byId: (root, ID) => root.messages().withId({ ID }).get() },
  order: {
    scope: 'view_orders',
    byId: (root, ID) => root.orders().withId({ ID }).get(),
    ways: {
      // Of several that one payment pays, the last.
      payment: (root, payment) =>
        root.orders().get({
          queryArgs: {
            where: 'paymentInfo(payments(id=:payment))',
            'var.payment': payment,
            sort: 'createdAt desc',
            limit: 1,
            withTotal: false,
          },
        }),
    },
  },
  payment: { scope: 'view_payments', byId: (root, ID) => root.payments().withId({ ID }).get() },
  quote: { scope: 'view_quotes', byId: (root, ID) => root.quotes().withId({ ID }).get() },
  'quote-request': {
    scope: 'view_quote_requests',
    byId: (root, ID) => root.quoteRequests().withId({ ID }).get(),
  },
  'shopping-list': {
    scope: 'view_shopping_lists',
    byId: (root, ID) => root.shoppingLists().withId({ ID }).get(),
  },
};

/** The question that asks for it; nothing where there is no such way. */
export function questionFor({ kind, by, value }: Wanted): Question<object> | undefined {
  const known = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  const way = by === 'id' ? known?.byId : known?.ways?.[by];
  return way && ((root) => way(root, value));
}

/** The scope that a kind of resource needs, for one project. */
export function scopeFor(kind: string, projectKey: string): string {
  return `${kinds[kind]?.scope ?? 'manage_project'}:${projectKey}`;
}
