import type { JsonataError } from '../language/jsonata-error.ts';

/** A sentence on what is wrong, and one on what to do. */
export type Words = (error: JsonataError) => readonly [message: string, hint?: string];

/** What to do where something is no number. */
export const joinOrConvert = 'to join texts, use &; to make a number of a text, use $number(…)';

export const comment = 'within an expression, a comment is written /* … */';
/** What stands for the "if" of other languages. */
export const choice = 'write condition ? value : other, as a block';

const contains = 'write $contains(…, "…")';

const ownText = `a text of your own stands in quotes: "…", and '"…"' where it is the whole value`;

export const whole = 'see https://docs.jsonata.org for the language';

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
  ['where', 'write the condition in brackets behind the list: customer.addresses[country = "DE"]'],
  ['between', 'write a >= 1 and a <= 3'],
  ['WHEN', choice],
  ['|', 'to hand a value to a function, write it between the brackets: $lowercase(…)'],
]);

const signature: Words = () => [
  'these types of a function cannot be read',
  'leave them out: function($value) { … }',
];

/** What jsonata says of an expression that it cannot read. */
export const syntaxWords: Readonly<Record<string, Words>> = {
  S0101: () => ['a text begins here and never ends', 'close it with the same quote'],
  S0102: () => ['a number is too large'],
  S0103: () => ['this backslash means nothing inside a text', 'write two of them for one backslash'],
  S0104: () => ['behind \\u stand four signs of 0 to 9 and a to f'],
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
      : !/^[^\w\s$"]{1,2}$/.test(String(token))
        ? `count the brackets; a comma or an operator may be missing before it; ${ownText}`
        : 'count the brackets',
  ],
  S0203: ({ value }) => [`expected "${value}" before the end of the expression`, 'count the brackets'],
  S0204: ({ token }) => [`"${token}" is no operator`, token === '~' ? 'write $contains(…, /…/)' : whole],
  S0207: () => [
    'the expression ends too early',
    'something must follow the last operator; the "?" of an optional field stands behind its key',
  ],
  S0208: ({ token }) => [
    `"${token}" cannot be what a function is given`,
    `write it with $, in all places: $${token}`,
  ],
  S0209: () => ['[…] cannot stand behind {…} in one step', 'put brackets around what comes before: ( … )[…]'],
  S0210: () => ['{…} cannot stand twice in one step', 'put brackets around what comes before: ( … ){…}'],
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
  S0215: () => ['@ and # stand before […], not behind it', 'write list@$item[…]'],
  S0216: () => ['@ and # stand before ^(…), not behind it', 'write list@$item^(…)'],
  S0217: () => [
    '% is what something is a part of, and of what is not known here',
    'name it on the way: list@$item.part.( … $item … )',
  ],
  S0301: () => ['this pattern is empty', 'write something between the slashes'],
  S0302: () => ['a pattern begins here and never ends', 'close it with a slash'],
  S0401: signature,
  S0402: signature,
};
