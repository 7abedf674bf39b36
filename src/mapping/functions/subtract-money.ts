import { addMoney, minorUnits, moneyOf, readMoney } from './exact-money.ts';
import type { MappingFunction } from './function-record.ts';
import { cents, precise } from './money-examples.ts';

/** What is taken away may be absent: an order without shipping costs what its goods cost. */
export const subtractMoney: MappingFunction = {
  name: 'subtractMoney',
  signature: '<oo:o>',
  parameters: [
    { name: 'amount', summary: 'A money object.', oneOf: minorUnits },
    {
      name: 'other',
      summary: 'What is taken away: a money object of the same currency; may be absent.',
      oneOf: minorUnits,
    },
  ],
  summary: 'The exact difference of two money objects, as a money object again.',
  examples: [
    {
      expression: '$subtractMoney(total, shipping)',
      input: { total: cents(2489), shipping: cents(490) },
      result: cents(1999),
    },
    { expression: '$subtractMoney(total, shipping)', input: { total: cents(1999) }, result: cents(1999) },
    {
      expression: '$money($subtractMoney(price, rebate))',
      input: { price: cents(100), rebate: precise(1, 5) },
      result: 0.99999,
    },
    { expression: '$subtractMoney(total, shipping)', input: { shipping: cents(490) } },
    {
      expression: '$subtractMoney(total, shipping)',
      input: { total: cents(2489), shipping: cents(490, 'USD') },
      failure: '$subtractMoney needs amounts of one currency; it found several currencies',
    },
  ],
  resultLike: { argument: 0, item: false },
  implementation: (amount: unknown, other: unknown) => {
    if (amount === undefined) return undefined;
    const from = readMoney(amount, 'subtractMoney');
    if (other === undefined) return moneyOf(from);
    const taken = readMoney(other, 'subtractMoney');
    return moneyOf(addMoney([from, { ...taken, units: -taken.units }], 'subtractMoney'));
  },
};
