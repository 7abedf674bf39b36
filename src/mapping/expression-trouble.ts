import type { Issue, IssueCode } from '../report/issue.ts';
import { typeName } from '../schema.ts';

/** What jsonata throws: a plain object, not an Error. `value` may be a value of the payload: only its type is shown. */
export interface JsonataError {
  readonly code?: unknown;
  readonly position?: number;
  readonly token?: unknown;
  readonly value?: unknown;
  readonly index?: unknown;
  readonly message?: unknown;
}

export interface Trouble {
  readonly code: IssueCode;
  /** 'error' where nothing is said. */
  readonly severity?: Issue['severity'];
  readonly message: string;
  readonly hint?: string;
}

type Words = (error: JsonataError) => readonly [message: string, hint?: string];

/** What to do where something is no number. */
export const joinOrConvert = 'to join texts, use &; to make a number of a text, use $number(…)';

export const comment = 'within an expression, a comment is written /* … */';
/** What stands for the "if" of other languages. */
export const choice = 'write condition ? value : other, as a block';

const contains = 'write $contains(…, "…")';

const ownText = `a text of your own stands in quotes: "…", and '"…"' where it is the whole value`;

const whole = 'see https://docs.jsonata.org for the language';

/** Words and signs of other languages where an operator could stand, and what is written here. */
const instead: ReadonlyMap<string, string> = new Map([
  ['then', choice],
  ['else', choice],
  ['AND', 'write "and", in small letters'],
  ['OR', 'write "or", in small letters'],
  ['IN', 'write "in", in small letters'],
  ['is', 'write a = b; whether there is something, $exists(…) tells'],
  ['not', 'write $not(…)'],
  ['LIKE', contains],
  ['like', contains],
  ['contains', contains],
  ['between', 'write a >= 1 and a <= 3'],
  ['WHEN', choice],
  ['|', 'to hand a value to a function, write it between the brackets: $lowercase(…)'],
]);

const syntax: Readonly<Record<string, Words>> = {
  S0101: () => ['a text begins here and never ends', 'close it with the same quote'],
  S0102: () => ['a number is too large'],
  S0103: () => ['this backslash means nothing inside a text', 'write two of them for one backslash'],
  S0105: () => ['a name in backquotes begins here and never ends', 'close it with a backquote'],
  S0106: () => ['a comment begins here and never ends', 'close it with */'],
  S0201: ({ token }) => [
    `"${token}" is not expected here`,
    /^[)\]}]$/.test(String(token))
      ? 'count the brackets: it closes none that is open'
      : (instead.get(String(token)) ?? `an operator such as & or + may be missing before it; ${ownText}`),
  ],
  S0202: ({ token, value }) => [
    `expected "${value}", found "${token}"`,
    value === ':'
      ? 'an object is written {"name": value}; an expression stands without braces'
      : /^[\w$"]/.test(String(token))
        ? `count the brackets; a comma or an operator may be missing before it; ${ownText}`
        : 'count the brackets',
  ],
  S0203: ({ value }) => [`expected "${value}" before the end of the expression`, 'count the brackets'],
  S0204: ({ token }) => [`"${token}" is no operator`, whole],
  S0207: () => [
    'the expression ends too early',
    'something must follow the last operator; the "?" of an optional field stands behind its key',
  ],
  S0208: ({ token }) => [
    `"${token}" cannot be what a function is given`,
    `write it with $, in all places: $${token}`,
  ],
  S0211: ({ token }) => [
    `"${token}" cannot stand at the beginning`,
    token === '#' ? `${comment}; ${ownText}` : `something must stand before it; ${ownText}`,
  ],
  S0212: () => ['the left side of := must be a variable', 'write $name := value'],
  S0213: ({ value }) =>
    typeof value === 'number'
      ? [
          'a number is no name of a field',
          'to take one item of a list, write its number in brackets: [0] is the first',
        ]
      : ['this is no name of a field', 'behind a dot stands a name, or an expression in brackets: .( … )'],
  S0214: ({ token }) => ['this character means nothing here', token === '#' ? comment : ownText],
  S0301: () => ['this pattern is empty', 'write something between the slashes'],
  S0302: () => ['a pattern begins here and never ends', 'close it with a slash'],
};

const picture: Words = () => [
  'this picture of a number cannot be read',
  'a comma stands between thousands and a point before decimals: "#,##0.00"',
];

/** What jsonata says of the second argument of $formatNumber. */
const pictures: Readonly<Record<string, Words>> = Object.fromEntries(
  Array.from({ length: 14 }, (_, index) => [`D${3080 + index}`, picture]),
);

const runtime: Readonly<Record<string, Words>> = {
  T0410: ({ token, index, value }) => [
    `argument ${index ?? 1} of $${token} cannot be ${typeName(value)}`,
    'guard it with $present(…) or $default(…), or convert it with $string(…) or $number(…)',
  ],
  T0411: ({ token }) => [
    `$${token} takes the value around it here, because its arguments do not fit, and that does not either`,
    'give it all its arguments, each of the type that it wants; $string(…) makes text of something',
  ],
  T1003: ({ value }) => [`a key of the object must be text; found ${typeName(value)}`, 'write $string(…)'],
  T1005: ({ token }) => [`${token} is called, but it is not a function`, `write $${token}(…)`],
  T1006: ({ token }) => [`${token} is called, but it is not a function`],
  T1007: ({ token }) => [`${token} cannot be used here: it is not a function`],
  T2001: ({ token, value }) => [
    `the left side of "${token}" must be a number; found ${typeName(value)}`,
    joinOrConvert,
  ],
  T2002: ({ token, value }) => [
    `the right side of "${token}" must be a number; found ${typeName(value)}`,
    joinOrConvert,
  ],
  T2006: () => ['the right side of ~> must be a function'],
  T2009: ({ token }) => [`"${token}" can compare two numbers or two texts, not one of each`],
  T2010: ({ token, value }) => [`"${token}" can compare numbers or texts only; found ${typeName(value)}`],
  D1002: ({ value }) => [`what follows "-" must be a number; found ${typeName(value)}`, joinOrConvert],
  D1001: () => ['a number is out of range'],
  D1009: () => ['two keys of the object are the same'],
  D3030: () => ['this text cannot be read as a number', 'guard it with a condition'],
  D3061: () => ['$power gives a number out of range'],
  ...pictures,
  D3110: () => ['this text is not a date and time in ISO 8601'],
  T0412: ({ token, index }) => [
    `argument ${index ?? 1} of $${token} must be a list of one type`,
    'pick the right field, or convert each item with $map',
  ],
  D1004: () => ['the pattern matches nothing at all, again and again', 'use + instead of *'],
  D3138: () => ['$single found more than one item', 'make the condition narrower, or take [0] of $filter'],
  D3139: () => ['$single found no item', 'take [0] of $filter where none may be there'],
  D3137: () => ['the expression called $error'],
  D3141: () => ['the expression called $assert, and it was false'],
};

const limits: Readonly<Record<string, readonly [message: string, hint: string]>> = {
  D1011: ['it calls itself too deeply', 'a function must stop calling itself at some point'],
  D1012: [
    'it takes too long',
    'a function may call itself for ever, or a list may be walked for each item of another',
  ],
  D2014: ['a range is too large', 'a list may have at most 10,000 items'],
  D2015: ['a list in between is too long', 'a list may have at most 10,000 items'],
};

export function syntaxTrouble(error: JsonataError): Trouble {
  const [message, hint] = syntax[String(error.code)]?.(error) ?? [
    `JSONata cannot read this (${String(error.code)})`,
    whole,
  ];
  return { code: 'expression-syntax', message, ...(hint === undefined ? {} : { hint }) };
}

export function runtimeTrouble(error: JsonataError): Trouble {
  const limit = limits[String(error.code)];
  if (limit !== undefined) return { code: 'limit-exceeded', message: limit[0], hint: limit[1] };
  const [message, hint] = runtime[String(error.code)]?.(error) ?? [
    `JSONata stopped here (${String(error.code ?? 'no code')})`,
    whole,
  ];
  return { code: 'expression-failed', message, ...(hint === undefined ? {} : { hint }) };
}
