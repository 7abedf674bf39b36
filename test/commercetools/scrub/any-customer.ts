import fc from 'fast-check';

const text = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 3, maxLength: 24 }),
  fc.string({ unit: 'binary', minLength: 3, maxLength: 24 }),
  fc.stringMatching(/^[A-Z][a-z]{2,9}( [A-Z][a-zäöüß]{2,9}){0,2}$/),
  fc.emailAddress(),
  fc.uuid(),
  fc.webUrl(),
  fc.ipV4(),
  fc.stringMatching(/^\+[1-9]\d{1,2} \d{3} \d{4,7}$/),
  fc
    .date({ noInvalidDate: true, min: new Date('1900-01-01'), max: new Date('2020-01-01') })
    .map((date) => date.toISOString().slice(0, 10)),
  fc.constantFrom('', '   ', '0', '000', '-', 'A'),
);

/** A customer of which every text may be anything. */
export const anyCustomer = fc.record(
  {
    email: fc.emailAddress(),
    firstName: text,
    lastName: text,
    companyName: text,
    dateOfBirth: text,
    vatId: text,
    addresses: fc.array(fc.record({ id: text, streetName: text, city: text, country: text, phone: text }), {
      maxLength: 3,
    }),
    custom: fc.record({
      fields: fc.dictionary(
        fc.stringMatching(/^[a-z][A-Za-z]{2,9}$/),
        fc.oneof(text, fc.integer(), fc.array(text, { maxLength: 3 })),
      ),
    }),
    unheardOf: fc.jsonValue({ maxDepth: 2 }),
  },
  { requiredKeys: ['email'] },
);
