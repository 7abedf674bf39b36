import { FunctionError } from './function-record.ts';
import { isRecord, type PlainRecord, typeName } from './value-type.ts';

/** An amount of money as whole numbers, so that calculating with it is exact. */
export interface ExactMoney {
  readonly units: bigint;
  /** How many of the digits of `units` stand behind the decimal point. */
  readonly digits: number;
  readonly isPrecise: boolean;
  /** Unknown where the money object does not say it. */
  readonly currencyCode: unknown;
}

/** The fields of a money object that count minor units: it has at least one of them. */
export const minorUnits: readonly string[] = ['centAmount', 'preciseAmount'];

/** More digits than any currency or precise amount has; a larger number is a mistake, not money. */
const mostDigits = 20;

/**
 * In the money format of the source (types centPrecision and highPrecision), `fractionDigits` counts the digits of
 * `preciseAmount` where there is one, and of `centAmount` otherwise: dividing `centAmount` is wrong for the first.
 * What is no such object is an error in the words of the function that was given it.
 */
export function readMoney(amount: unknown, functionName: string): ExactMoney {
  const needs = `$${functionName} needs`;
  if (!isRecord(amount)) throw notMoney(`${needs} a money object; it found ${typeName(amount)}`);
  const isPrecise = amount['type'] === 'highPrecision';
  const units = wholeNumber(amount, isPrecise ? 'preciseAmount' : 'centAmount', needs);
  const digits = wholeNumber(amount, 'fractionDigits', needs);
  if (!areDigits(digits))
    throw notMoney(`${needs} 0 to ${mostDigits} in "fractionDigits"; it found a number outside of that`);
  return { units: BigInt(units), digits, isPrecise, currencyCode: amount['currencyCode'] };
}

/** The same amount as a money object. A number that JSON cannot hold exactly is an error. */
export function moneyOf({ units, digits, isPrecise, currencyCode }: ExactMoney): PlainRecord {
  const amount = Number(units);
  if (!Number.isSafeInteger(amount))
    throw new FunctionError(
      'the amount of money has more digits than a number holds exactly',
      'calculate with smaller amounts, or round them first with $roundMoney',
    );
  const currency = typeof currencyCode === 'string' ? { currencyCode } : {};
  return isPrecise
    ? { type: 'highPrecision', ...currency, preciseAmount: amount, fractionDigits: digits }
    : { type: 'centPrecision', ...currency, centAmount: amount, fractionDigits: digits };
}

/** The sum; as precise as the most precise of the amounts. Several currencies are an error. */
export function addMoney(
  [first, ...others]: readonly [ExactMoney, ...(readonly ExactMoney[])],
  functionName: string,
): ExactMoney {
  if (others.some(({ currencyCode }) => currencyCode !== first.currencyCode))
    throw new FunctionError(
      `$${functionName} needs amounts of one currency; it found several currencies`,
      'calculate with the amounts of one currency only, and send each currency by itself',
    );
  const all = [first, ...others];
  const digits = Math.max(...all.map((one) => one.digits));
  const isPrecise = all.some((one) => one.isPrecise || one.digits !== digits);
  const units = all.map((one) => scaled(one, digits)).reduce((sum, one) => sum + one);
  return { units, digits, isPrecise, currencyCode: first.currencyCode };
}

/** The units of an amount with at least as many digits. */
export function scaled({ units, digits: own }: ExactMoney, digits: number): bigint {
  return units * 10n ** BigInt(digits - own);
}

/** Whether it can be the number of digits behind the decimal point. */
export function areDigits(digits: unknown): digits is number {
  return typeof digits === 'number' && Number.isInteger(digits) && digits >= 0 && digits <= mostDigits;
}

function wholeNumber(amount: PlainRecord, field: string, needs: string): number {
  const value = amount[field];
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  const found = typeof value === 'number' ? 'a number that is not whole' : typeName(value);
  throw notMoney(`${needs} a whole number in "${field}"; it found ${found}`);
}

function notMoney(message: string): FunctionError {
  return new FunctionError(message, 'give it the whole money object, such as totalPrice, not a field of it');
}
