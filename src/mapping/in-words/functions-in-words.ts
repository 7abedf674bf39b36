import { itemsWithin, listed, type Phrase, phrase, ranks, within } from './phrase.ts';

/** Puts the words of the arguments of a call together. */
type Sentence = (...given: readonly Phrase[]) => Phrase;

/**
 * What a function gives, with the words of what it is called with; nothing where the sentence would keep silent of some
 * of that, or not tell it from the value that the call leaves out, as in `email.$substringBefore("@")`.
 */
export function sentenceOf(name: string, given: readonly Phrase[]): Phrase | undefined {
  const sentence = Object.hasOwn(sentences, name) ? sentences[name] : undefined;
  const fits = given.length <= (sentence?.length ?? 0) && given.length >= (fewest[name] ?? 0);
  // `name.$substring(0, 1)`
  const isShort = name === 'substring' && given.length === 2 && /^\d+$/.test(given[0]?.text ?? '');
  return fits && !isShort ? sentence?.(...given) : undefined;
}

/** How many arguments a sentence needs where that is more than it can do without. */
const fewest: Readonly<Record<string, number>> = {
  lookup: 2,
  append: 2,
  split: 2,
  contains: 2,
  match: 2,
  replace: 3,
  substringBefore: 2,
  substringAfter: 2,
  substring: 2,
};

/** What a function gives, by its name. The other functions are rare, and told by their names. */
const sentences: Readonly<Record<string, Sentence>> = {
  lowercase: behind('in small letters'),
  uppercase: behind('in capital letters'),
  trim: behind('without blanks around'),
  present: behind('unless it is blank'),
  string: behind('as text'),
  number: behind('as a number'),
  money: behind('as an amount in whole units'),
  round: (value, digits) =>
    behind(digits === undefined ? 'rounded' : `rounded to ${text(digits)} digits`)(value),
  distinct: behind('each once'),
  reverse: behind('in reverse order'),
  sha256: before('the SHA-256 digest of'),
  length: before('the number of characters of'),
  count: before('the number of'),
  sum: before('the sum of'),
  sumMoney: before('the sum of'),
  max: before('the largest of'),
  min: before('the smallest of'),
  average: before('the average of'),
  keys: before('the names of the fields of'),
  exists: (value) => phrase(`there is ${text(value)}`, 'comparison'),
  not: (value) => phrase(`not ${text(value)}`, 'comparison'),
  boolean: (value) => told(`whether there is something in ${text(value)}`),
  default: (value, other) =>
    phrase(`${text(value, 'behind')}, or else ${text(other, 'alternative')}`, 'alternative'),
  lookup: (table, key) => named(`what ${text(table)} has for ${text(key)}`),
  append: (list, more) => told(`${text(list)} with ${text(more)} behind`),
  addressById: (list, id) => named(`the one of ${text(list)} whose id is ${text(id)}`),
  localized: (value, languages) =>
    languages === undefined
      ? told(`${text(value)} in any language`)
      : told(
          `${text(value)} in the first language there is of ${languages === undefined ? '' : itemsWithin(languages)}`,
        ),
  joinPresent: (parts, separator) => joined(parts, separator, 'a blank'),
  join: (parts, separator) => joined(parts, separator, 'nothing'),
  split: (value, separator) => told(`the parts of ${text(value)} between ${text(separator)}`),
  contains: (value, part) => phrase(`${text(value)} contains ${text(part)}`, 'comparison'),
  match: (value, pattern) => told(`where ${text(value)} matches ${text(pattern)}`),
  replace: (value, from, to) => told(`${text(value)} with ${text(to)} for ${text(from)}`),
  substringBefore: (value, part) => named(`what stands before ${text(part)} in ${text(value)}`),
  substringAfter: (value, part) => named(`what stands behind ${text(part)} in ${text(value)}`),
  substring: (value, start, length) => {
    const many = length === undefined ? 'all' : text(length);
    return named(`${many} characters of ${text(value)} from position ${text(start)}`);
  },
  subtractMoney: (amount, less) => told(`${text(amount, 'word')} less ${text(less, 'word')}`),
  multiplyMoney: (amount, quantity) => told(`${text(amount, 'word')} times ${text(quantity, 'word')}`),
  roundMoney: (amount, digits) => told(`${text(amount)} rounded to ${text(digits)} digits`),
  toMillis: behind('in milliseconds since 1970'),
  fromMillis: (value) => told(`the time of ${text(value)} milliseconds since 1970`),
};

function behind(words: string): Sentence {
  return (value) => {
    const isBehind = value?.rank === ranks.behind;
    return phrase(`${text(value, 'behind')}${isBehind ? ',' : ''} ${words}`, 'behind');
  };
}

function before(words: string): Sentence {
  return (value) => phrase(`${words} ${value === undefined ? text(value) : itemsWithin(value)}`, 'of');
}

function joined(parts: Phrase | undefined, separator: Phrase | undefined, none: string): Phrase {
  const between = separator === undefined ? none : text(separator);
  return told(`${parts === undefined ? text(parts) : itemsWithin(parts)}, joined by ${between}`);
}

function named(words: string): Phrase {
  return phrase(words, 'of');
}

function told(words: string): Phrase {
  return phrase(words, 'sentence');
}

function text(part: Phrase | undefined, most: keyof typeof ranks = 'of'): string {
  return part === undefined ? 'what is there' : within(part, most);
}

/** A function that has no sentence: by its name, with what it is given. */
export function byName(name: string, given: readonly Phrase[]): Phrase {
  return given.length === 0
    ? named(`what \`$${name}\` gives`)
    : named(`what \`$${name}\` makes of ${listed(given.map((one) => within(one)))}`);
}
