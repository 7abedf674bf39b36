import { FunctionError, type MappingFunction } from './function-record.ts';
import { isRecord, type PlainRecord, typeName } from './value-type.ts';

/** More digits than any currency or precise amount has; a larger number is a mistake, not money. */
const mostDigits = 20;

/** The fields of a money object that count minor units. */
export const minorUnits: readonly string[] = ['centAmount', 'preciseAmount'];

/**
 * In the money format of the source (types centPrecision and highPrecision), `fractionDigits` counts the digits of
 * `preciseAmount` where there is one, and of `centAmount` otherwise: dividing `centAmount` is wrong for the first.
 */
export const money: MappingFunction = {
  name: 'money',
  signature: '<o:n>',
  parameters: [
    { name: 'amount', summary: 'A money object: minor units, with the number of fraction digits.' },
  ],
  summary: 'The exact decimal amount of a money object, in whole units of its currency.',
  examples: [
    { expression: '$money(price)', input: { price: euro(1999) }, result: 19.99 },
    { expression: '$money(price)', input: { price: euro(-5) }, result: -0.05 },
    {
      expression: '$money(price)',
      input: { price: { type: 'centPrecision', currencyCode: 'JPY', centAmount: 500, fractionDigits: 0 } },
      result: 500,
    },
    {
      expression: '$money(price)',
      input: { price: { type: 'centPrecision', currencyCode: 'KWD', centAmount: 1234, fractionDigits: 3 } },
      result: 1.234,
    },
    {
      expression: '$money(price)',
      input: {
        price: {
          type: 'highPrecision',
          currencyCode: 'EUR',
          centAmount: 1,
          preciseAmount: 123456,
          fractionDigits: 7,
        },
      },
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
      input: { price: { ...euro(0), centAmount: 19.99 } },
      failure: '$money needs a whole number in "centAmount"; it found a number that is not whole',
    },
  ],
  exactDecimal: true,
  implementation: (amount: unknown) => {
    if (amount === undefined) return undefined;
    if (!isRecord(amount)) throw notMoney(`$money needs a money object; it found ${typeName(amount)}`);
    const minorUnits = wholeNumber(
      amount,
      amount['type'] === 'highPrecision' ? 'preciseAmount' : 'centAmount',
    );
    const digits = wholeNumber(amount, 'fractionDigits');
    if (digits < 0 || digits > mostDigits)
      throw notMoney(
        `$money needs 0 to ${mostDigits} in "fractionDigits"; it found a number outside of that`,
      );
    // Reading decimal text gives the double nearest to the exact decimal; a division may round twice.
    return Number(`${minorUnits}e-${digits}`);
  },
};

function wholeNumber(amount: PlainRecord, field: string): number {
  const value = amount[field];
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  const found = typeof value === 'number' ? 'a number that is not whole' : typeName(value);
  throw notMoney(`$money needs a whole number in "${field}"; it found ${found}`);
}

function notMoney(message: string): FunctionError {
  return new FunctionError(message, 'give it the whole money object, such as totalPrice, not a field of it');
}

function euro(centAmount: number): PlainRecord {
  return { type: 'centPrecision', currencyCode: 'EUR', centAmount, fractionDigits: 2 };
}
