import type { MappingFunction } from './function-record.ts';
import { isRecord } from './value-type.ts';

const addresses = [
  { id: 'home', city: 'Berlin' },
  { id: 'work', city: 'Hamburg' },
];

/** An id that points nowhere yields nothing: an address can be deleted while something still refers to it. */
export const addressById: MappingFunction = {
  name: 'addressById',
  signature: '<a<o>s:o>',
  parameters: [
    { name: 'addresses', summary: 'A list of addresses.' },
    { name: 'id', summary: 'The id of one of them; may be absent.' },
  ],
  summary: 'The address of a list that has this id, or nothing.',
  examples: [
    {
      expression: '$addressById(addresses, defaultId).city',
      input: { addresses, defaultId: 'work' },
      result: 'Hamburg',
    },
    {
      expression: '$addressById(addresses, defaultId)',
      input: { addresses: addresses.slice(0, 1), defaultId: 'home' },
      result: { id: 'home', city: 'Berlin' },
    },
    { expression: '$addressById(addresses, defaultId)', input: { addresses } },
    { expression: '$addressById(addresses, "gone").city', input: { addresses } },
    { expression: '$addressById(addresses, "home")', input: { addresses: [] } },
    { expression: '$addressById(addresses, "home")' },
  ],
  resultLike: { argument: 0, item: true },
  implementation: (addresses: unknown, id: unknown) => {
    if (typeof id !== 'string') return undefined;
    const list: readonly unknown[] = Array.isArray(addresses) ? addresses : [addresses];
    return list.find((address) => isRecord(address) && address['id'] === id);
  },
};
