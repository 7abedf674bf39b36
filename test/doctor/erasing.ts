/** A mapping that asks Segment to delete people. */
export const erasing = { name: 'customer.erased', fields: [{ call: 'regulation' }] };
