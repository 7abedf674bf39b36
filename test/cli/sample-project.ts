/** A mapping and its cases of the tests' own: an analyst's change to the real ones must not fail a test of a command. */
const mapping = `description: A customer account was created.
on: CustomerCreated
identify:
  userId: customer.id
  traits:
    email: customer.email
    firstName?: customer.firstName
    address?:
      city?: customer.addresses[0].city
`;

function delivery(customer: object): string {
  const message = {
    notificationType: 'Message',
    projectKey: 'garden-shop',
    id: '5a143010-3db7-41c4-90ce-6f21287668c4',
    version: 1,
    sequenceNumber: 1,
    resource: { typeId: 'customer', id: '5a1296f7-3db7-41c4-90ce-6f2128019d13' },
    resourceVersion: 1,
    type: 'CustomerCreated',
    createdAt: '2026-05-02T09:12:44.326Z',
    lastModifiedAt: '2026-05-02T09:12:44.326Z',
    customer: {
      id: '5a1296f7-3db7-41c4-90ce-6f2128019d13',
      version: 1,
      createdAt: '2026-05-02T09:12:44.308Z',
      lastModifiedAt: '2026-05-02T09:12:44.308Z',
      addresses: [],
      isEmailVerified: false,
      stores: [],
      authenticationMode: 'Password',
      ...customer,
    },
  };
  return `${JSON.stringify(message, null, 2)}\n`;
}

const calls = `[
  {
    "type": "identify",
    "userId": "5a1296f7-3db7-41c4-90ce-6f2128019d13",
    "traits": {
      "email": "marlene.oster@example.org",
      "firstName": "Marlene"
    },
    "timestamp": "2026-05-02T09:12:44.326Z"
  }
]
`;

/** Files by their paths from a project's root. */
export const sampleFiles: Readonly<Record<string, string>> = {
  'mappings/customer.created.yaml': mapping,
  'test/mappings/customer.created/rich.delivery.json': delivery({
    email: 'marlene.oster@example.org',
    firstName: 'Marlene',
  }),
  'test/mappings/customer.created/rich.calls.json': calls,
  'test/mappings/customer.created/no-email.delivery.json': delivery({}),
  'test/mappings/customer.created/no-email.calls.json': '{\n  "failed": "input-invalid"\n}\n',
};
