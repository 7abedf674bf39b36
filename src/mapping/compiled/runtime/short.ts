import { digits, instant } from './instant.ts';
import { bail } from './meter.ts';
import { asSequence, isList, type Marked } from './sequence.ts';

type Implementation = (...values: unknown[]) => unknown;

/** Up to here a text takes no time worth counting. */
const shortText = 1_000;
/** The same of a list. */
const shortList = 16;
/** As many digits make a number that is exact. */
const fewDigits = 15;
const surrogate = /[\ud800-\udfff]/;
const powersOfTen = Array.from({ length: 16 }, (_, exponent) => 10 ** exponent);

/**
 * Functions whose work is over at once, so that counting it would cost more than doing it. Each gets what it replaces, for
 * the values that it does not take.
 */
export const short: Readonly<Record<string, (general: Implementation) => Implementation>> = {
  __proto__: null as never,
  power: () => (base, exponent) => {
    if (base === undefined) return undefined;
    const result = (base === 10 && powersOfTen[exponent as number]) || power(base, exponent);
    return Number.isFinite(result) ? result : bail();
  },
  substring: (general) => (text, start, length) => {
    if (typeof text !== 'string' || text.length > shortText) return general(text, start, length);
    if (isBeginning(text, start, length))
      return text.slice(start as number, (start as number) + (length as number));
    if (surrogate.test(text)) return general(text, start, length);
    return part(text, start as number, length as number | undefined);
  },
  trim: (general) => (text) =>
    typeof text === 'string' && text.length <= shortText && isTrimmed(text) ? text : general(text),
  number: (general) => (value) => {
    const isShort = typeof value === 'string' && value !== '' && value.length <= fewDigits;
    const number = isShort ? digits(value, 0, value.length) : -1;
    return number < 0 ? general(value) : number;
  },
  toMillis: (general) => (text, picture) =>
    (typeof text === 'string' && picture === undefined ? instant(text) : undefined) ?? general(text, picture),
  // What is no text, jsonata makes one of, and fails where it is an object of its own making.
  formatNumber: (general) => (number, picture, options) =>
    Object.values(options ?? {}).every((sign) => typeof sign === 'string')
      ? general(number, picture, options)
      : bail(),
  join: (general) => (list, separator) =>
    isList(list) && areShort(list) && typeof separator === 'string' && separator.length <= shortText
      ? list.join(separator as string)
      : general(list, separator),
  distinct: (general) => (list) =>
    isList(list) && list.length > 1 && areShort(list) ? distinct(list) : general(list),
  sum: (general) => (list) => {
    if (!isList(list) || list.length > shortText) return general(list);
    let total = 0;
    for (let at = 0; at < list.length; at++) total += list[at] as number;
    return total;
  },
};

function power(base: unknown, exponent: unknown): number {
  return (base as number) ** (exponent as number);
}

/** Whether a text begins with a part whose characters are one unit each. */
function isBeginning(text: string, start: unknown, length: unknown): boolean {
  if (!Number.isInteger(start) || !Number.isInteger(length)) return false;
  const [from, to] = [start as number, (start as number) + (length as number)];
  if (from < 0 || to <= from || to > text.length) return false;
  for (let at = 0; at < to; at++) if ((text.charCodeAt(at) & 0xf800) === 0xd800) return false;
  return true;
}

/** Of a text whose characters are one unit each. */
function part(text: string, start: number, length: number | undefined): string {
  const from = text.length + start < 0 ? 0 : start;
  if (length === undefined) return text.slice(from);
  if (length <= 0) return '';
  return text.slice(from, from >= 0 ? from + length : text.length + from + length);
}

const [tab, newline, carriageReturn, blank] = [9, 10, 13, 32];

/** Whether $trim leaves it as it is: no blank at an end, no two in a row, and nothing that it makes a blank of. */
function isTrimmed(text: string): boolean {
  let isAfterBlank = true;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === tab || unit === newline || unit === carriageReturn) return false;
    if (unit === blank && isAfterBlank) return false;
    isAfterBlank = unit === blank;
  }
  return text === '' || !isAfterBlank;
}

/** Whether it is a short list of short texts. */
function areShort(list: Marked): boolean {
  if (list.length > shortList) return false;
  for (let at = 0; at < list.length; at++) {
    const text = list[at];
    if (typeof text !== 'string' || text.length > shortText) return false;
  }
  return true;
}

function distinct(texts: Marked): Marked {
  const found: Marked = texts.sequence === true ? asSequence([texts[0]]) : [texts[0]];
  for (let at = 1; at < texts.length; at++) if (!found.includes(texts[at])) found.push(texts[at]);
  return found;
}
