import { areDigits, minorUnits, moneyOf, readMoney, scaled } from './exact-money.ts';
import { FunctionError, type MappingFunction } from './function-record.ts';
import { cents, precise } from './money-examples.ts';
import { typeName } from './value-type.ts';

/** Half to even is how the source rounds line totals, and what JSONata's `$round` does with numbers. */
export const roundMoney: MappingFunction = {
  name: 'roundMoney',
  signature: '<on:o>',
  parameters: [
    { name: 'amount', summary: 'A money object.', oneOf: minorUnits },
    { name: 'digits', summary: 'How many digits stay behind the decimal point.' },
  ],
  summary: 'The money object with so many digits; a half is rounded to the even neighbour.',
  examples: [
    { expression: '$roundMoney(price, 2)', input: { price: precise(123456, 7) }, result: cents(1) },
    { expression: '$roundMoney(price, 2)', input: { price: precise(125, 3) }, result: cents(12) },
    { expression: '$roundMoney(price, 2)', input: { price: precise(135, 3) }, result: cents(14) },
    { expression: '$roundMoney(price, 2)', input: { price: precise(-12501, 5) }, result: cents(-13) },
    {
      expression: '$money($roundMoney(price, total.fractionDigits))',
      input: { price: precise(199, 1), total: cents(100) },
      result: 19.9,
    },
    { expression: '$roundMoney(price, 2)' },
    {
      expression: '$roundMoney(price, 0.5)',
      input: { price: cents(1999) },
      failure: '$roundMoney needs a number of digits, 0 to 20; it found a number outside of that',
    },
  ],
  resultLike: { argument: 0, item: false },
  implementation: (amount: unknown, digits: unknown) => {
    if (amount === undefined || digits === undefined) return undefined;
    const exact = readMoney(amount, 'roundMoney');
    if (!areDigits(digits)) {
      const found = typeof digits === 'number' ? 'a number outside of that' : typeName(digits);
      const message = `$roundMoney needs a number of digits, 0 to 20; it found ${found}`;
      throw new FunctionError(message, 'give it the fractionDigits of an amount of that currency');
    }
    const units =
      digits >= exact.digits
        ? scaled(exact, digits)
        : halfToEven(exact.units, 10n ** BigInt(exact.digits - digits));
    return moneyOf({ ...exact, units, digits, isPrecise: false });
  },
};

/** The quotient by an even number, rounded to the nearest whole number. */
function halfToEven(units: bigint, divisor: bigint): bigint {
  const size = units < 0n ? -units : units;
  const whole = size / divisor;
  const rest = size % divisor;
  const half = divisor / 2n;
  const rounded = rest > half || (rest === half && whole % 2n === 1n) ? whole + 1n : whole;
  return units < 0n ? -rounded : rounded;
}
