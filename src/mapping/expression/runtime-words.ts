import { typeName } from '../../schema.ts';
import { joinOrConvert, type Words } from './syntax-words.ts';

const picture: Words = () => [
  'this picture of a number cannot be read',
  'a comma stands between thousands and a point before decimals: "#,##0.00"',
];
const pictureOfWhole: Words = () => [
  'this picture of a whole number cannot be read',
  'write such as "0001", "#,##0", "I" for Roman numerals or "w" for words',
];
const pictureOfTime: Words = () => [
  'this picture of a date and time cannot be read',
  'write such as "[Y0001]-[M01]-[D01]"; only months and days have names: "[MNn]"',
];
const limit: Words = () => ['how often, the last argument, must not be a negative number'];
const sortedBy: Words = () => [
  'what is sorted by must be numbers alone, or texts alone',
  'convert it with $number(…) or $string(…)',
];

/** Codes from one to another that mean the same to an author. */
function all(first: number, last: number, words: Words): Readonly<Record<string, Words>> {
  return Object.fromEntries(
    Array.from({ length: last - first + 1 }, (_, index) => [`D${first + index}`, words]),
  );
}

/** A function by its name, as far as it has one. */
function named(token: unknown): string {
  return token === undefined ? 'the function' : `$${token}`;
}

/** What stands before the brackets of a call, as far as it is a name. */
function calledName(token: unknown): string {
  return /^\w+$/.test(String(token ?? '')) ? String(token) : 'what stands before the brackets';
}

const byItsName = 'a function is called by its name, with $ before it: $uppercase(…)';

/** What jsonata says of an expression that it cannot evaluate. */
export const runtimeWords: Readonly<Record<string, Words>> = {
  T0410: ({ token, index, value }) => [
    `argument ${index ?? 1} of ${named(token)} cannot be ${typeName(value)}`,
    'guard it with $present(…) or $default(…), or convert it with $string(…) or $number(…)',
  ],
  T0411: ({ token }) => [
    `${named(token)} takes the value around it here, because its arguments do not fit, and that does not either`,
    'give it all its arguments, each of the type that it wants; $string(…) makes text of something',
  ],
  T1003: ({ value }) => [`a key of the object must be text; found ${typeName(value)}`, 'write $string(…)'],
  T1005: ({ token }) => [`${token} is called, but it is not a function`, `write $${token}(…)`],
  T1006: ({ token }) => [`${calledName(token)} is called, but it is not a function`, byItsName],
  T1007: ({ token }) => [`${token} is called with "?", but it is not a function`, `write $${token}(…)`],
  T1008: ({ token }) => [`${calledName(token)} is called with "?", but it is not a function`, byItsName],
  T1010: ({ token }) => [
    `what ${named(token)} is to look for is a function, and it gives nothing that a pattern would give`,
    'write a text or a pattern: "…" or /…/',
  ],
  T2001: ({ token, value }) => [
    `the left side of "${token}" must be a number; found ${typeName(value)}`,
    joinOrConvert,
  ],
  T2002: ({ token, value }) => [
    `the right side of "${token}" must be a number; found ${typeName(value)}`,
    joinOrConvert,
  ],
  T2003: ({ value }) => [`the left side of ".." must be a whole number; found ${typeName(value)}`],
  T2004: ({ value }) => [`the right side of ".." must be a whole number; found ${typeName(value)}`],
  T2006: () => ['the right side of ~> must be a function'],
  T2007: sortedBy,
  T2008: sortedBy,
  T2009: ({ token }) => [`"${token}" can compare two numbers or two texts, not one of each`],
  T2010: ({ token, value }) => [`"${token}" can compare numbers or texts only; found ${typeName(value)}`],
  T2011: () => ['what a transform puts in must be an object', 'write |…|{"name": value}|'],
  T2012: () => ['what a transform takes away must be names: a text, or a list of texts'],
  D1002: ({ value }) => [`what follows "-" must be a number; found ${typeName(value)}`, joinOrConvert],
  D1001: () => ['a number is out of range'],
  D1009: () => ['two keys of the object are the same'],
  D1013: () => ['no key may begin with _jsonata_'],
  D3001: () => ['a number out of range cannot be made text'],
  D3010: () => ['$replace cannot look for an empty text'],
  D3011: limit,
  D3012: () => ['the function that is given to $replace must give text', 'convert it with $string(…)'],
  D3020: limit,
  D3040: limit,
  D3030: () => ['this text cannot be read as a number', 'guard it with a condition'],
  D3050: () => [
    'the function that is given to $reduce must take two values',
    'write function($before, $item) { … }',
  ],
  D3060: () => ['$sqrt of a negative number is none'],
  D3061: () => ['$power gives a number out of range'],
  D3070: () => [
    '$sort by itself takes numbers alone, or texts alone',
    'say how to compare: $sort(list, function($a, $b) { $a.name > $b.name })',
  ],
  ...all(3080, 3093, picture),
  D3100: () => ['the base of $formatBase must be from 2 to 36'],
  D3110: () => ['this text is not a date and time in ISO 8601'],
  ...all(3130, 3131, pictureOfWhole),
  ...all(3132, 3136, pictureOfTime),
  T0412: ({ token, index }) => [
    `argument ${index ?? 1} of ${named(token)} must be a list of one type`,
    'pick the right field, or convert each item with $map',
  ],
  D1004: () => ['the pattern matches nothing at all, again and again', 'use + instead of *'],
  D3138: () => ['$single found more than one item', 'make the condition narrower, or take [0] of $filter'],
  D3139: () => ['$single found no item', 'take [0] of $filter where none may be there'],
  D3137: () => ['the expression called $error'],
  D3140: () => ['this text is no part of a URL that can be decoded'],
  D3141: () => ['the expression called $assert, and it was false'],
};
