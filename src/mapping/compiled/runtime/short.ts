import { bail } from './meter.ts';

type Implementation = (...values: unknown[]) => unknown;

/** Up to here a text takes no time worth counting. */
const shortText = 1_000;
const surrogate = /[\ud800-\udfff]/;

/**
 * Functions whose work is over at once, so that counting it would cost more than doing it. Each gets what it replaces, for
 * the values that it does not take.
 */
export const short: Readonly<Record<string, (general: Implementation) => Implementation>> = {
  __proto__: null as never,
  power: () => (base, exponent) => {
    if (base === undefined) return undefined;
    const result = (base as number) ** (exponent as number);
    return Number.isFinite(result) ? result : bail();
  },
  substring: (general) => (text, start, length) => {
    const isShort = typeof text === 'string' && text.length <= shortText && !surrogate.test(text);
    return isShort ? part(text, start as number, length as number | undefined) : general(text, start, length);
  },
};

/** Of a text whose characters are one unit each. */
function part(text: string, start: number, length: number | undefined): string {
  const from = text.length + start < 0 ? 0 : start;
  if (length === undefined) return text.slice(from);
  if (length <= 0) return '';
  return text.slice(from, from >= 0 ? from + length : text.length + from + length);
}
