import { minorUnits, moneyOf, readMoney } from './exact-money.ts';
import { FunctionError, type MappingFunction } from './function-record.ts';
import { cents, precise } from './money-examples.ts';
import { typeName } from './value-type.ts';

/** By whole numbers only: a share of an amount has to be rounded, and the source has rounded it in its own way. */
export const multiplyMoney: MappingFunction = {
  name: 'multiplyMoney',
  signature: '<on:o>',
  parameters: [
    { name: 'amount', summary: 'A money object.', oneOf: minorUnits },
    { name: 'quantity', summary: 'A whole number.' },
  ],
  summary: 'The exact amount for so many pieces, as a money object again.',
  examples: [
    {
      expression: '$multiplyMoney(price, quantity)',
      input: { price: cents(1999), quantity: 3 },
      result: cents(5997),
    },
    {
      expression: '$money($multiplyMoney(price, quantity))',
      input: { price: precise(123456, 7), quantity: 1000 },
      result: 12.3456,
    },
    { expression: '$multiplyMoney(price, quantity)', input: { quantity: 3 } },
    { expression: '$multiplyMoney(price, quantity)', input: { price: cents(1999) } },
    {
      expression: '$multiplyMoney(price, quantity)',
      input: { price: cents(1999), quantity: 0.5 },
      failure: '$multiplyMoney needs a whole number; it found a number that is not whole',
    },
  ],
  resultLike: { argument: 0, item: false },
  implementation: (amount: unknown, quantity: unknown) => {
    if (amount === undefined || quantity === undefined) return undefined;
    const one = readMoney(amount, 'multiplyMoney');
    if (typeof quantity === 'number' && Number.isSafeInteger(quantity))
      return moneyOf({ ...one, units: one.units * BigInt(quantity) });
    const found = typeof quantity === 'number' ? 'a number that is not whole' : typeName(quantity);
    throw new FunctionError(
      `$multiplyMoney needs a whole number; it found ${found}`,
      'give it a number of pieces, such as quantity',
    );
  },
};
