import { type Draw, drawOne, remembering } from './draw.ts';
import { alike, otherLetters } from './letters.ts';

/** Words that are shorter are no secret by themselves, and there are too few of them to draw from. */
export const shortestWord = 3;

/** A longer word is not looked for within others. */
const longestPart = 40;

/** As many tries to find a word that is neither taken nor one of the originals; then the last one does. */
const tries = 200;

/** The folded words of all originals. */
export interface Words {
  /** None of them is given for another. */
  readonly all: ReadonlySet<string>;
  /** Those that must be the same everywhere. */
  readonly shared: ReadonlySet<string>;
}

/** Gives a folded word of letters, or of digits, another of the same length. */
export type Lexicon = (word: string) => string;

/**
 * The same word gets the same other word, different words get different ones, and no word of the originals is given.
 * A word that holds others (`janedoe`) is made of theirs. By lot: what is given says nothing of the original but its form.
 */
export function lexicon({ all, shared }: Words, draw: Draw): Lexicon {
  const given = new Set<string>();
  const single = substitution(draw);
  const lengths = lengthsOf(shared);
  const isFree = (word: string) => !all.has(word) && !given.has(word);
  const fresh = (make: () => string): string => {
    let word = make();
    for (let count = 1; count < tries && !isFree(word); count++) word = make();
    given.add(word);
    return word;
  };
  const lookAlike: Lexicon = remembering((word): string => {
    if (isNumber(word))
      return word.length < shortestWord ? each(word, single) : fresh(() => otherDigits(word, draw));
    if ([...word].length < shortestWord) return each(word, single);
    return fresh(() =>
      partsOf(word, shared, lengths)
        .map((part) => (part.isWord ? lookAlike(part.text) : otherLetters(part.text, draw)))
        .join(''),
    );
  });
  return lookAlike;
}

/** The same for words that nobody else needs to know: each time another. */
export function passingWord(word: string, { all }: Words, draw: Draw): string {
  const make = () => (isNumber(word) ? otherDigits(word, draw) : otherLetters(word, draw));
  let other = make();
  for (let count = 1; count < tries && all.has(other); count++) other = make();
  return other;
}

/** Digits that begin with as many zeros; nothing but zeros become anything. */
export function otherDigits(digits: string, draw: Draw): string {
  const zeros = /^0*(?=[1-9])/.exec(digits)?.[0] ?? '';
  const rest = digits.slice(zeros.length);
  return zeros + [...rest].map((_, at) => (at === 0 ? 1 + draw(9) : draw(10))).join('');
}

/** One letter or digit for another, each for one only. */
function substitution(draw: Draw): (letter: string) => string {
  const given = new Set<string>();
  return remembering((letter) => {
    const all = isNumber(letter) ? [...'0123456789'].filter((digit) => digit !== letter) : alike(letter);
    const free = all.filter((other) => !given.has(other));
    const other = drawOne(free.length > 0 ? free : [letter], draw);
    given.add(other);
    return other;
  });
}

function partsOf(word: string, originals: ReadonlySet<string>, lengths: readonly number[]) {
  const letters = [...word];
  const parts: { readonly text: string; readonly isWord: boolean }[] = [];
  let rest = '';
  for (let at = 0; at < letters.length; ) {
    const inner = longestWordAt(letters, at, originals, lengths);
    if (inner === undefined) rest += letters[at++];
    else {
      if (rest !== '') parts.push({ text: rest, isWord: false });
      rest = '';
      parts.push({ text: inner, isWord: true });
      at += [...inner].length;
    }
  }
  return rest === '' ? parts : [...parts, { text: rest, isWord: false }];
}

function longestWordAt(
  letters: readonly string[],
  at: number,
  originals: ReadonlySet<string>,
  lengths: readonly number[],
): string | undefined {
  for (const length of lengths) {
    if (length === letters.length || at + length > letters.length) continue;
    const inner = letters.slice(at, at + length).join('');
    if (originals.has(inner)) return inner;
  }
  return undefined;
}

/** The lengths of words that are looked for within others, the longest first. */
function lengthsOf(words: ReadonlySet<string>): readonly number[] {
  const all = new Set([...words].map((word) => [...word].length));
  return [...all].filter((length) => length >= shortestWord && length <= longestPart).sort((a, b) => b - a);
}

function each(word: string, change: (letter: string) => string): string {
  return [...word].map(change).join('');
}

function isNumber(word: string): boolean {
  return /^[0-9]+$/.test(word);
}
