const zero = 48;

/** The whole number that some digits of a text say; -1 where another character is among them. */
export function digits(text: string, from: number, to: number): number {
  let number = 0;
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at) - zero;
    if (!(digit >= 0 && digit <= 9)) return -1;
    number = number * 10 + digit;
  }
  return number;
}

const form = '0000-00-00T00:00:00.000Z';
const signs = [4, 7, 10, 13, 16, 19, 23];

/**
 * Milliseconds since 1970 of a time as messages have it, `2026-05-04T08:00:00.000Z`; nothing for any other form,
 * for a day that its month does not have, and for a leap day.
 */
export function instant(text: string): number | undefined {
  if (text.length !== form.length) return undefined;
  for (const at of signs) if (text.charCodeAt(at) !== form.charCodeAt(at)) return undefined;
  const days = daysTo(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10));
  const hours = digits(text, 11, 13);
  const minutes = digits(text, 14, 16);
  const seconds = digits(text, 17, 19);
  const rest = digits(text, 20, 23);
  if (days === undefined || hours > 23 || minutes > 59 || seconds > 59) return undefined;
  if (hours < 0 || minutes < 0 || seconds < 0 || rest < 0) return undefined;
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1_000 + rest;
}

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
/** Days from the beginning of March to that of each month, January and February of the next year. */
const daysBefore = [306, 337, 0, 31, 61, 92, 122, 153, 184, 214, 245, 275];
/** From 1 March of the year 0 to 1 January 1970. */
const daysTo1970 = 719_468;

/** Days from 1970 to a date, in the calendar that is in use. Years are counted from March: a leap day is their last. */
function daysTo(year: number, month: number, day: number): number | undefined {
  const before = daysBefore[month - 1];
  const length = monthLengths[month - 1];
  if (year < 1 || before === undefined || length === undefined || day < 1 || day > length) return undefined;
  const years = month > 2 ? year : year - 1;
  const leapDays = Math.floor(years / 4) - Math.floor(years / 100) + Math.floor(years / 400);
  return years * 365 + leapDays + before + day - 1 - daysTo1970;
}
