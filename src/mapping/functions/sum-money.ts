import { addMoney, minorUnits, moneyOf, readMoney } from './exact-money.ts';
import type { MappingFunction } from './function-record.ts';
import { cents, precise } from './money-examples.ts';

/** JSONata's own `$sum` adds floating-point numbers, and does not see that two of them are of different currencies. */
export const sumMoney: MappingFunction = {
  name: 'sumMoney',
  signature: '<a<o>:o>',
  parameters: [
    {
      name: 'amounts',
      summary: 'A list of money objects of one currency; may be empty.',
      oneOf: minorUnits,
    },
  ],
  summary: 'The exact sum of money objects, as a money object again, or nothing where there is none.',
  examples: [
    { expression: '$sumMoney(prices)', input: { prices: [cents(1999), cents(1)] }, result: cents(2000) },
    {
      expression: '$money($sumMoney(lines.price))',
      input: { lines: [{ price: cents(10) }, { price: cents(20) }] },
      result: 0.3,
    },
    {
      expression: '$sumMoney([price, fee])',
      input: { price: cents(500), fee: precise(12345, 5) },
      result: precise(512345, 5),
    },
    { expression: '$sumMoney([price, fee])', input: { price: cents(500) }, result: cents(500) },
    { expression: '$sumMoney(prices)', input: { prices: [] } },
    { expression: '$sumMoney(prices)' },
    {
      expression: '$sumMoney(prices)',
      input: { prices: [cents(500), cents(500, 'JPY', 0)] },
      failure: '$sumMoney needs amounts of one currency; it found several currencies',
    },
    {
      expression: '$sumMoney(prices)',
      input: { prices: [{ currencyCode: 'EUR' }] },
      failure: '$sumMoney needs a whole number in "centAmount"; it found nothing',
    },
  ],
  resultLike: { argument: 0, item: true },
  leavesOutAbsent: true,
  implementation: (amounts: unknown) => {
    if (amounts === undefined) return undefined;
    const list: readonly unknown[] = Array.isArray(amounts) ? amounts : [amounts];
    const [first, ...others] = list.map((amount) => readMoney(amount, 'sumMoney'));
    return first === undefined ? undefined : moneyOf(addMoney([first, ...others], 'sumMoney'));
  },
};
