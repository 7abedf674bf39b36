import { fieldNames } from './random-document.ts';

// What random expressions are made of. They are drawn by their place: in another order, a seed gives another expression.

export const operators = '= != < > <= >= + - * / % & and or in .. ?? ?:'.split(' ');
export const patterns = ['/a/', '/[a-z]+/i', '/(\\d)(\\d)?/', '/\\s*,?/', '/^x|y$/', '/./'];

/** Functions of one argument. */
export const unary = [
  ...'count sum max min string number boolean not exists keys spread merge'.split(' '),
  ...'reverse sort distinct lowercase uppercase length trim type average abs floor'.split(' '),
  ...'ceil round sqrt clone join zip toMillis fromMillis base64encode encodeUrl'.split(' '),
  ...'default present money sumMoney localized joinPresent sha256 roundMoney'.split(' '),
];

/** Functions of two arguments. */
export const binary = [
  ...'append lookup join contains split substring zip power round pad formatBase'.split(' '),
  ...'substringBefore substringAfter replace formatNumber default addressById localized'.split(' '),
  ...'joinPresent multiplyMoney subtractMoney roundMoney'.split(' '),
];

/** Functions that take what they stand behind. */
export const ofContext = 'string number uppercase length keys not boolean sum count trim'.split(' ');

const blanksAndLetters = [
  ...['', ' ', 'a', ' a', 'a ', 'a  b', 'a b', 'a\tb', '\n', 'a\r\n', '\u00a0a'],
  ...['é', '😀', 'a😀b', 'e\u0301'],
];
const nearlyNumbers = '0 007 42 -5 1.50 1e3 0x1F 0b11 12345678901234567 ٣ +1 1_0'.split(' ');
const nearlyInstants = [
  '2026-05-04T08:00:00.000Z',
  '2024-02-29T23:59:59.999Z',
  '2023-02-29T00:00:00.000Z',
  '1900-02-28T12:00:00.000Z',
  '2026-13-01T00:00:00.000Z',
  '2026-00-01T00:00:00.000Z',
  '2026-04-31T00:00:00.000Z',
  '2026-01-00T00:00:00.000Z',
  '2026-05-04T24:00:00.000Z',
  '2026-05-04T23:60:00.000Z',
  '2026-05-04T23:59:60.000Z',
  '2026-05-04T08:00:00,000Z',
  '0000-01-01T00:00:00.000Z',
  '9999-12-31T23:59:59.999Z',
  '1969-12-31T23:59:59.999Z',
  '0001-01-01T00:00:00.000Z',
  '2026-05-04',
  '2026-05',
  '2026',
  '2026-05-04T08:00:00Z',
  '2026-05-04T08:00:00.000+02:00',
  '2026-05-04T08:00:00.5Z',
];

/** Texts that functions may take wrongly. */
export const oddTexts = [...blanksAndLetters, ...nearlyNumbers, 'x'.repeat(1_001), ...nearlyInstants];
export const oddNumbers = '0 -0 1 2 3 4 10 -1 -2 0.5 -1.5 15 16 22 308 309 1e21 9007199254740993 0.1'.split(
  ' ',
);

/** Expressions without a part. */
export const leaves = [
  ...fieldNames,
  ...['1', '2', '0', '-0.5', '"x"', '"yy"', '"10"', '""', 'true', 'false', 'null', '$', '$$', 'missing'],
  ...['a.b', 'b.c.d', '$$.a', '$given', '$given.a', '$nothing', '[]', '{}', '"é\\u2028`$\\u007ba}"', '1/0'],
];
