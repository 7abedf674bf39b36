/** A CustomerCreated with values that no schema, mapping or message contains by chance. */
export const customerCreated = {
  notificationType: 'Message',
  projectKey: 'demo-project',
  id: '0b8e2a34-5d0c-4c53-9b1f-6a2f4f0c7d11',
  version: 1,
  sequenceNumber: 1,
  resource: { typeId: 'customer', id: '5a1e7c90-1f7e-4f0e-8b55-0d2c9a3f6e22' },
  resourceVersion: 1,
  type: 'CustomerCreated',
  createdAt: '2026-03-02T10:15:30.123Z',
  lastModifiedAt: '2026-03-02T10:15:30.123Z',
  customer: {
    id: '5a1e7c90-1f7e-4f0e-8b55-0d2c9a3f6e22',
    version: 1,
    createdAt: '2026-03-02T10:15:30.123Z',
    lastModifiedAt: '2026-03-02T10:15:30.123Z',
    email: 'zoe.quill@example.org',
    firstName: 'Zoelinde',
    lastName: 'Quillfeather',
    dateOfBirth: '1979-11-23',
    password: '****Xy7=',
    addresses: [{ id: 'addr-77x', streetName: 'Wobbleweg', city: 'Krumbach', country: 'DE' }],
    isEmailVerified: false,
    stores: [],
    authenticationMode: 'Password',
  },
};

export const testNotification = {
  notificationType: 'ResourceCreated',
  projectKey: 'demo-project',
  resource: { typeId: 'subscription', id: '9c2d5e61-3a4b-4f7e-8d10-7b6a5c4d3e33' },
  version: 1,
  modifiedAt: '2026-03-02T10:15:30.123Z',
};

/** What must stand in no answer and no log line: every text of a delivery that is not one of its types, ids or times. */
export function privateTextsOf(value: unknown, key = ''): string[] {
  if (typeof value === 'string') {
    const isOpen = /^(id|type|typeId|notificationType|projectKey|createdAt|lastModifiedAt)$/.test(key);
    return isOpen || value.length <= 3 ? [] : [value];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => privateTextsOf(part, name));
}
