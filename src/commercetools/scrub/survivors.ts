import { pointerStep } from '../../report/json-pointer.ts';
import { isRecord } from '../fields.ts';
import { type Common, isNamedInMappings, longNumber, type Path, verdictOn } from './personal.ts';
import { type PersonalText, personalTexts } from './personal-texts.ts';

/** A shorter text tells nothing by itself, and is met everywhere. */
const shortest = 3;

/** A text so long is looked for in the middle of words too: it is not there by chance. */
const longEnough = 8;

/** Digits that are a telephone number in whatever way it is written. */
const phoneDigits = 7;

/**
 * Where a scrubbed delivery still has something of the original, by JSON Pointers into it; empty where it has nothing.
 * Knows nothing of how values are replaced: it takes every text of the original that may tell of a person, whole, by its
 * words, by its digits and by the name of an e-mail address, and looks for it in everything that is not known to be of nobody.
 */
export function survivors(original: unknown, scrubbed: unknown, common: Common): readonly string[] {
  const personal = personalTexts(original, common);
  const isWholeIn = wholeFinder(personal);
  const words = new Set(personal.flatMap(({ text }) => wordsOf(text)));
  const numbers = new Set(personal.flatMap(({ text }) => phoneIn(text) ?? []));
  const holds = (text: string) =>
    isWholeIn(text) ||
    wordsOf(text).some((word) => words.has(word)) ||
    [...numbers].some((number) => text.replace(/\D/g, '').includes(number));
  const { texts, keys } = searched(scrubbed, common);
  return [...texts.filter(({ text }) => holds(text)), ...keys.filter(({ text }) => isWholeIn(text))].map(
    ({ path }) => pointerOf(path),
  );
}

/** Whether the name of a field holds a text that may tell of a person, and is not there in the mapping files anyway. */
export function isKeyOfPerson(
  personal: readonly PersonalText[],
): (key: string, path: Path, common: Common) => boolean {
  const isWholeIn = wholeFinder(personal);
  return (key, path, common) => isSearchedKey(key, path, common) && isWholeIn(key);
}

function isSearchedKey(key: string, path: Path, common: Common): boolean {
  return common.knowledgeOf([...path, key]) === 'unknown' && !isNamedInMappings(key, common);
}

function searched(value: unknown, common: Common) {
  const texts: PersonalText[] = [];
  const keys: PersonalText[] = [];
  const visit = (part: unknown, path: Path, holder: unknown): void => {
    if (Array.isArray(part)) {
      for (const [at, item] of part.entries()) visit(item, [...path, at], part);
    } else if (isRecord(part)) {
      for (const [name, inner] of Object.entries(part)) {
        if (isSearchedKey(name, path, common)) keys.push({ text: name, path: [...path, name] });
        visit(inner, [...path, name], part);
      }
    } else if (verdictOn(part, path, holder, common) !== 'keep') texts.push({ text: String(part), path });
  };
  visit(value, [], undefined);
  return { texts, keys };
}

function wholeFinder(personal: readonly PersonalText[]): (text: string) => boolean {
  const all = personal.flatMap(({ text }) => [text, ...localParts(text)]).map(normal);
  const needles = [...new Set(all)].filter(isTelling);
  const exact = new Set(needles);
  return (text) => {
    const straw = normal(text);
    return exact.has(straw) || needles.some((needle) => isWithin(needle, straw));
  };
}

function isTelling(text: string): boolean {
  return text.length >= shortest && /[\p{L}\p{N}]/u.test(text) && !written.has(text);
}

function isWithin(needle: string, straw: string): boolean {
  for (let at = straw.indexOf(needle); at !== -1; at = straw.indexOf(needle, at + 1)) {
    const around = [straw.slice(at - 1, at), straw.slice(at + needle.length, at + needle.length + 1)];
    if (needle.length >= longEnough || !around.some((one) => /[\p{L}\p{N}]/u.test(one))) return true;
  }
  return false;
}

function normal(text: string): string {
  return text.normalize('NFC').toLowerCase().trim();
}

function localParts(text: string): readonly string[] {
  return [...text.matchAll(/([^\s@<>]{1,128})@/g)].map(([, local = '']) => local);
}

/** What is written for everybody where a text had something of its own. */
const written: ReadonlySet<string> = new Set(['example', 'com', 'http', 'https', 'removed']);

function wordsOf(text: string): readonly string[] {
  const words = normal(text.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, ' ')).split(
    /[^\p{L}\p{M}\p{N}]+/u,
  );
  return words.filter((word) => {
    const least = /[0-9]/.test(word) ? longNumber : shortest;
    return word.length >= least && /[\p{L}\p{N}]/u.test(word) && !written.has(word);
  });
}

function phoneIn(text: string): string | undefined {
  const digits = text.replace(/\D/g, '');
  return digits.length >= phoneDigits && /^[+\d\s()./-]+$/.test(text) ? digits : undefined;
}

function pointerOf(path: Path): string {
  return path.map((step) => `/${pointerStep(step)}`).join('');
}
