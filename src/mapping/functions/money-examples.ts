import type { PlainRecord } from './value-type.ts';

/** A money object of the examples, in minor units. */
export function cents(centAmount: number, currencyCode = 'EUR', fractionDigits = 2): PlainRecord {
  return { type: 'centPrecision', currencyCode, centAmount, fractionDigits };
}

/** One whose amount has more digits than its currency. */
export function precise(preciseAmount: number, fractionDigits: number): PlainRecord {
  return { type: 'highPrecision', currencyCode: 'EUR', preciseAmount, fractionDigits };
}
