export type Fields = Readonly<Record<string, unknown>>;

/** A delivery of a customer with these fields. */
export function customerCreated(customer: Fields, more: Fields = {}): Fields {
  return {
    notificationType: 'Message',
    projectKey: 'garden-shop',
    id: '5a143010-3db7-41c4-90ce-6f21287668c4',
    sequenceNumber: 1,
    resource: { typeId: 'customer', id: '5a1296f7-3db7-41c4-90ce-6f2128019d13' },
    type: 'CustomerCreated',
    createdAt: '2026-05-02T09:12:44.326Z',
    customer: { id: '5a1296f7-3db7-41c4-90ce-6f2128019d13', ...customer },
    ...more,
  };
}
