import { type Draw, drawOne } from './draw.ts';

const vowels = [...'aeiou'];
const consonants = [...'bcdfghjklmnprstvwz'];

/** Letter by letter, so that every letter stays one: İ in small letters would be two. */
export function folded(text: string): string {
  return [...text.normalize('NFC')].map(small).join('');
}

function small(letter: string): string {
  const lower = letter.toLowerCase();
  return [...lower].length === 1 ? lower : letter;
}

/** Letters in the small or large form that the letters of the original have in their places. */
export function inCaseOf(original: string, letters: string): string {
  const wanted = [...original];
  return [...letters]
    .map((letter, at) => {
      const model = wanted[at % wanted.length] ?? letter;
      return model === small(model) ? letter : large(letter);
    })
    .join('');
}

function large(letter: string): string {
  const upper = letter.toUpperCase();
  return [...upper].length === 1 ? upper : letter;
}

/** Letters of the same kind, one for each: what can be read aloud where they are of the alphabet, else of the same script. */
export function otherLetters(word: string, draw: Draw): string {
  const offset = draw(2);
  return [...word]
    .map((letter, at) => {
      if (/[a-z]/.test(letter)) return drawOne((at + offset) % 2 === 0 ? consonants : vowels, draw);
      return drawOne(alike(letter), draw);
    })
    .join('');
}

/** What may stand for a letter, a sign of a script or a picture, itself not among it where there is another. */
export function alike(letter: string): readonly string[] {
  const found = known.get(letter) ?? findAlike(letter);
  known.set(letter, found);
  return found;
}

/** By letter: a long text has the same ones again and again. */
const known = new Map<string, readonly string[]>();

function findAlike(letter: string): readonly string[] {
  if (/^[a-z]$/.test(letter)) return [...'abcdefghijklmnopqrstuvwxyz'].filter((other) => other !== letter);
  const kind = kinds.find((one) => one.test(letter));
  if (kind === undefined) return [letter];
  const near = [64, 1_024].map((size) => neighbours(letter, size, kind));
  return near.find(({ length }) => length > 1) ?? [letter];
}

/** Marks stay: they belong to the letter before them, and are no text by themselves. */
const kinds = [
  /^\p{Ll}$/u,
  /^\p{Lo}$/u,
  /^\p{Lm}$/u,
  /^\p{Lu}$/u,
  /^\p{Lt}$/u,
  /^\p{N}$/u,
  /^\p{Extended_Pictographic}$/u,
];

function neighbours(letter: string, size: number, kind: RegExp): readonly string[] {
  const point = letter.codePointAt(0) ?? 0;
  const first = point - (point % size);
  const hasCase = large(letter) !== letter;
  return Array.from({ length: size }, (_, at) => String.fromCodePoint(first + at)).filter(
    (other) =>
      other !== letter &&
      kind.test(other) &&
      other.normalize('NFC') === other &&
      other.normalize('NFD').length === letter.normalize('NFD').length &&
      (!hasCase || (large(other) !== other && small(large(other)) === other)),
  );
}
