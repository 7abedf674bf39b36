import { FunctionError } from '../functions/function-record.ts';

/** One of JSONata's own functions that could take too much time or memory, and what it may be given. */
export interface BoundedBuiltIn {
  /** Without the `$`. */
  readonly name: string;
  /** As jsonata 2.2.2 registers it; registering the function anew must not change how it is called. */
  readonly signature: string;
  /** A sentence with names and sizes, never a value, where the arguments are too large. */
  readonly check: (values: readonly unknown[]) => string | undefined;
  /** What it finds in `this`, instead of what jsonata gives it. */
  readonly focus?: object;
}

/** $toMillis takes from this what its picture leaves out, such as the year: from today it would be another call tomorrow. */
export const noToday = { environment: { timestamp: new Date(0) } };

/** What is asked for would take too much time or memory. */
export class TooMuchError extends FunctionError {}

type Implementation = (...values: unknown[]) => unknown;

const textToSplit = 100_000;
const textToCount = 1_000_000;
const textToMake = 1_000_000;
const textToRead = 1_000;
const picture = 200;
/** Milliseconds: behind it, a Date is no date, and jsonata writes the year NaN. */
const lastTime = 8.64e15;

/**
 * jsonata's limits on time and depth are looked at between the nodes of an expression, not within one function. The
 * sizes are such that each call here stays under a quarter of a second (measured with jsonata 2.2.2 on Node 20).
 */
export const boundedBuiltIns: readonly BoundedBuiltIn[] = [
  // Both make a list of the text's characters; for hundreds of millions, that ends the whole process.
  builtIn('length', '<s-:n>', ([text]) => tooLong('length', 'text', text, textToCount)),
  builtIn('substring', '<s-nn?:s>', ([text]) => tooLong('substring', 'text', text, textToCount)),
  builtIn('pad', '<s-ns?:s>', ([text, width, filler]) =>
    firstOf(
      tooLong('pad', 'text', text, textToCount),
      tooMuch('pad', 'the width', typeof width === 'number' ? Math.abs(width) : 0, 10_000),
      tooLong('pad', 'filling text', filler, 100),
    ),
  ),
  builtIn('split', '<s-(sf)n?:a<s>>', ([text]) => tooLong('split', 'text', text, textToSplit)),
  builtIn('match', '<s-f<s:o>n?:a<o>>', ([text]) => tooLong('match', 'text', text, textToSplit)),
  builtIn('replace', '<s-(sf)(sf)n?:s>', ([text, , replacement]) =>
    firstOf(
      tooLong('replace', 'text', text, textToSplit),
      // At worst every character is replaced.
      tooMuch(
        'replace',
        'the length of the text times that of the replacement',
        lengthOf(text) * lengthOf(replacement),
        textToMake,
      ),
    ),
  ),
  builtIn('join', '<a<s>s?:s>', ([texts, separator]) =>
    tooMuch('join', 'the length of the result', joinedLength(texts, lengthOf(separator)), textToMake),
  ),
  // Each item is compared with, or copied along with, each one before it.
  builtIn('sort', '<af?:a>', ([list]) => tooMany('sort', list, 5_000)),
  builtIn('distinct', '<x:x>', ([list]) => tooMany('distinct', list, holdsObjects(list) ? 1_000 : 5_000)),
  builtIn('spread', '<x-:a<o>>', ([list]) => tooMany('spread', list, 2_000)),
  builtIn('formatNumber', '<n-so?:s>', ([value, text]) =>
    firstOf(tooLong('formatNumber', 'picture text', text, picture), endless('formatNumber', value)),
  ),
  builtIn('formatInteger', '<n-s:s>', ([value, text]) =>
    firstOf(
      tooLong('formatInteger', 'picture text', text, picture),
      tooRoman(value, text),
      endless('formatInteger', value),
    ),
  ),
  builtIn('parseInteger', '<s-s:n>', ([text, form]) => tooLongToRead('parseInteger', text, form)),
  {
    ...builtIn('toMillis', '<s-s?:n>', ([text, form]) => tooLongToRead('toMillis', text, form)),
    focus: noToday,
  },
  builtIn('fromMillis', '<n-s?s?:s>', ([time, form, zone]) =>
    firstOf(
      tooMuch('fromMillis', 'the time', distance(time), lastTime),
      tooLong('fromMillis', 'picture text', form, picture),
      tooWide(form),
      tooLong('fromMillis', 'time zone', zone, picture),
    ),
  ),
];

/**
 * The original behind its check. Throws a TooMuchError where the check has something to say, and is the original in
 * every other way: jsonata hands it its focus as `this`, counts its parameters when it is given to `$map`, and reads
 * their names from its source for a partial application.
 */
export function boundedImplementation(
  original: Implementation,
  { check, focus }: Pick<BoundedBuiltIn, 'check' | 'focus'>,
): Implementation {
  function bounded(this: unknown, ...values: unknown[]): unknown {
    const trouble = check(values);
    if (trouble === undefined) return Reflect.apply(original, focus ?? this, values);
    throw new TooMuchError(trouble, 'make it smaller first, with $substring for text or a filter for a list');
  }
  const source = original.toString();
  return Object.defineProperties(bounded, {
    length: { value: original.length },
    toString: { value: () => source },
  });
}

function builtIn(name: string, signature: string, check: BoundedBuiltIn['check']): BoundedBuiltIn {
  return { name, signature, check };
}

function firstOf(...troubles: readonly (string | undefined)[]): string | undefined {
  return troubles.find((trouble) => trouble !== undefined);
}

function tooMuch(name: string, what: string, size: number, most: number): string | undefined {
  return size > most ? `$${name}: ${what} may be at most ${most}; it is ${size}` : undefined;
}

function tooLong(name: string, what: string, text: unknown, most: number): string | undefined {
  return tooMuch(name, `the length of the ${what}`, lengthOf(text), most);
}

function tooMany(name: string, list: unknown, most: number): string | undefined {
  return tooMuch(name, 'the number of items in the list', Array.isArray(list) ? list.length : 0, most);
}

function tooLongToRead(name: string, text: unknown, form: unknown): string | undefined {
  return firstOf(tooLong(name, 'text', text, textToRead), tooLong(name, 'picture text', form, picture));
}

/** Roman numerals have no letter above M: a billion is a million of them, and each costs a call within a call. */
function tooRoman(value: unknown, form: unknown): string | undefined {
  const roman = typeof form === 'string' && /^i/i.test(form) && typeof value === 'number';
  return tooMuch('formatInteger', 'the number in Roman numerals', roman ? Math.abs(value) : 0, 100_000);
}

/** jsonata divides it by 26, or by 10 for an exponent, until little is left of it. */
function endless(name: string, value: unknown): string | undefined {
  const isEndless = value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY;
  return isEndless ? `$${name}: the number is not finite, such as after a division by zero` : undefined;
}

/** From 1970; that of NaN, as $toMillis gives it for a 13th month, is the largest. */
function distance(time: unknown): number {
  if (typeof time !== 'number') return 0;
  return Number.isNaN(time) ? Number.POSITIVE_INFINITY : Math.abs(time);
}

/** `[Y,9999999]` asks for a year of ten million digits. */
function tooWide(form: unknown): string | undefined {
  const widths = typeof form === 'string' ? (form.match(/(?<=[,-]\s*)\d{4,}/g) ?? []) : [];
  return tooMuch('fromMillis', 'the width of a part of the picture', Math.max(0, ...widths.map(Number)), 999);
}

function joinedLength(texts: unknown, separatorLength: number): number {
  if (!Array.isArray(texts)) return lengthOf(texts);
  return texts.reduce<number>((sum, text) => sum + lengthOf(text) + separatorLength, 0);
}

function holdsObjects(list: unknown): boolean {
  return Array.isArray(list) && list.some((item) => typeof item === 'object' && item !== null);
}

function lengthOf(text: unknown): number {
  return typeof text === 'string' ? text.length : 0;
}
