import { minorUnits, readMoney } from './exact-money.ts';
import type { MappingFunction } from './function-record.ts';
import { cents, precise } from './money-examples.ts';

export const money: MappingFunction = {
  name: 'money',
  signature: '<o:n>',
  parameters: [
    {
      name: 'amount',
      summary: 'A money object: minor units, with the number of fraction digits.',
      oneOf: minorUnits,
    },
  ],
  summary: 'The exact decimal amount of a money object, in whole units of its currency.',
  examples: [
    { expression: '$money(price)', input: { price: cents(1999) }, result: 19.99 },
    { expression: '$money(price)', input: { price: cents(-5) }, result: -0.05 },
    { expression: '$money(price)', input: { price: cents(500, 'JPY', 0) }, result: 500 },
    { expression: '$money(price)', input: { price: cents(1234, 'KWD', 3) }, result: 1.234 },
    {
      expression: '$money(price)',
      input: { price: { ...precise(123456, 7), centAmount: 1 } },
      result: 0.0123456,
    },
    { expression: '$money(price)' },
    {
      expression: '$money(price)',
      input: { price: { currencyCode: 'EUR', centAmount: 1999 } },
      failure: '$money needs a whole number in "fractionDigits"; it found nothing',
    },
    {
      expression: '$money(price)',
      input: { price: cents(19.99) },
      failure: '$money needs a whole number in "centAmount"; it found a number that is not whole',
    },
  ],
  exactDecimal: true,
  implementation: (amount: unknown) => {
    if (amount === undefined) return undefined;
    const { units, digits } = readMoney(amount, 'money');
    // Reading decimal text gives the double nearest to the exact decimal; a division may round twice.
    return Number(`${units}e-${digits}`);
  },
};
