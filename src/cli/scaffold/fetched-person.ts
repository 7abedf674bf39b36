import type { Person } from './person.ts';

/** A line under `fetch:`, and the person that it leads to. */
export interface FetchedPerson {
  readonly line: string;
  /** Above it, in the mapping. */
  readonly comment: string;
  readonly person: Person;
  /** Below `fetch:`, what is there once it is fetched. */
  readonly reason: string;
}

const skipped = 'Skipped where nothing may be fetched (CTP_… variables).';

const buyer: Person = {
  email: '$order.customerEmail',
  customerId: '$order.customerId',
  anonymousId: '$order.anonymousId',
};

/** Who it is, where a delivery does not say it, or only by the customer id: what would have to be fetched; nothing where nothing helps. */
export function fetchedPerson(person: Person, resource: string | undefined): FetchedPerson | undefined {
  const { email, customerId, anonymousId } = person;
  if (email !== undefined || anonymousId !== undefined) return undefined;
  if (customerId !== undefined)
    return {
      line: 'customer: $customerId',
      comment: `# The e-mail address is in the account alone. ${skipped}`,
      person: { ...person, email: '$customer.email' },
      reason: 'nobody is named',
    };
  const leading = resource === undefined ? undefined : leadingToOrder[resource];
  if (leading === undefined) return undefined;
  const comment = `# Whose it is, the order says. ${skipped}`;
  return { line: leading, comment, person: buyer, reason: 'the order names nobody' };
}

const leadingToOrder: Readonly<Record<string, string>> = {
  order: 'order: resource.id',
  payment: 'order: { kind: order, payment: resource.id }',
};
