/*
 * The two formats that our schemas have, by RFC 3339 (https://www.rfc-editor.org/rfc/rfc3339#section-5.6). A delivery
 * has dozens of them, and with the regular expressions that are usual for it they would cost four fifths of its check.
 * What is accepted is exactly what ajv-formats 3.0.1 accepts; a test holds the two together.
 */

/** `1990-04-12` */
export function date(text: string): boolean {
  return text.length === 10 && beginsWithDate(text);
}

/** Often the next one is the same: what was just created has been changed at that moment, too. */
let validBefore: string | undefined;

/** In the form most of them have, but for days that not every month has: asked at once, for half of what the parts take. */
const usual = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;

/** `2026-03-02T10:15:30.123Z`, with a zone. A time without seconds or a zone is none; a blank may stand for the T. */
export function dateTime(text: string): boolean {
  if (text === validBefore) return true;
  const isValid = usual.test(text) || isDateAndTime(text);
  if (isValid) validBefore = text;
  return isValid;
}

function isDateAndTime(text: string): boolean {
  const separator = text.charCodeAt(10);
  const isSeparated = separator === 84 || separator === 116 || isBlank(separator);
  return isSeparated && beginsWithDate(text) && isTime(text, 11);
}

/** Whether the first ten characters are a date. */
export function beginsWithDate(text: string): boolean {
  if (text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return false;
  const year = 100 * twoDigits(text, 0) + twoDigits(text, 2);
  const month = twoDigits(text, 5);
  const day = twoDigits(text, 8);
  // A part that is no number compares as false.
  return year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(month, year);
}

function daysIn(month: number, year: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

function isTime(text: string, from: number): boolean {
  const hour = twoDigits(text, from);
  const minute = twoDigits(text, from + 3);
  const second = twoDigits(text, from + 6);
  if (text.charCodeAt(from + 2) !== 58 || text.charCodeAt(from + 5) !== 58) return false;
  const zone = fractionEnd(text, from + 8);
  const shift = hour >= 0 && minute >= 0 && second >= 0 && zone > 0 ? zoneShift(text, zone) : Number.NaN;
  if (Number.isNaN(shift)) return false;
  if (hour <= 23 && minute <= 59 && second < 60) return true;
  // The last second of a day in UTC may be a leap second.
  const minuteThere = minute - (shift % 100);
  const hourThere = hour - Math.trunc(shift / 100) - (minuteThere < 0 ? 1 : 0);
  return (hourThere === 23 || hourThere === -1) && (minuteThere === 59 || minuteThere === -1) && second <= 60;
}

/** Behind the fraction of a second, where there is one; 0 where a point has no digit behind it. */
function fractionEnd(text: string, from: number): number {
  if (text.charCodeAt(from) !== 46) return from;
  let at = from + 1;
  while (isDigit(text.charCodeAt(at))) at++;
  return at === from + 1 ? 0 : at;
}

/** `Z`, `+01:30`, `+0130` or `+01` at the end of the text as 130, below zero behind a minus; NaN where it is no zone. */
function zoneShift(text: string, from: number): number {
  const sign = text.charCodeAt(from);
  if (sign === 90 || sign === 122) return text.length === from + 1 ? 0 : Number.NaN;
  if (sign !== 43 && sign !== 45) return Number.NaN;
  const minutesFrom = text.charCodeAt(from + 3) === 58 ? from + 4 : from + 3;
  const hours = twoDigits(text, from + 1);
  const minutes = text.length === from + 3 ? 0 : twoDigits(text, minutesFrom);
  const isWhole = text.length === from + 3 || text.length === minutesFrom + 2;
  return isWhole && hours <= 23 && minutes <= 59
    ? (sign === 45 ? -1 : 1) * (100 * hours + minutes)
    : Number.NaN;
}

/** NaN where there are none. */
function twoDigits(text: string, at: number): number {
  const [tens, ones] = [text.charCodeAt(at) - 48, text.charCodeAt(at + 1) - 48];
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? 10 * tens + ones : Number.NaN;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || /\s/.test(String.fromCharCode(code));
}
