import type { Json } from '../../mapping/catalog.ts';
import { stepsOf } from '../../report/json-pointer.ts';

/** A value as JSON in one line, in which nothing can steer a terminal or hide: what cannot be seen is escaped. */
export function valueText(value: Json): string {
  return escapeAll(JSON.stringify(value), unseen);
}

/** Words in one line, without anything that cannot be seen. */
export function lineText(text: string): string {
  return escapeAll(text, unseen);
}

/** A name as it is, or in quotes where it holds anything that is not plain. */
export function nameText(name: string): string {
  return /^[\p{L}\p{N}][\p{L}\p{N} _.,:;()/$-]*$/u.test(name) ? name : valueText(name);
}

/** Where a field stands in its call: `/traits/addresses/0/city` is `traits.addresses[0].city`. */
export function fieldText(pointer: string): string {
  const steps = stepsOf(pointer).map((step) => {
    if (/^\d+$/.test(step)) return `[${step}]`;
    return /^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(step) ? `.${step}` : `[${valueText(step)}]`;
  });
  return steps.join('').replace(/^\./, '');
}

/** Two texts, each cut to a length around the first letter in which they differ. */
export function cutAlike(one: string, other: string, most: number): readonly [string, string] {
  let first = 0;
  while (first < one.length && one[first] === other[first]) first++;
  const from = Math.max(0, first - Math.floor(most / 2));
  return [cut(one, from, most), cut(other, from, most)];
}

/** A text of at most so many letters, with a mark wherever something is left out. */
export function cut(text: string, from: number, most: number): string {
  if (text.length <= most) return text;
  const start = Math.min(from, text.length - most);
  const [before, behind] = [start > 0 ? '…' : '', start + most < text.length ? '…' : ''];
  // Half of a letter outside the first plane is none.
  const kept = text.slice(start, start + most).replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '');
  return `${before}${kept}${behind}`;
}

/** Control characters, and those that change the direction of text or have no width. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}]/gu;

/** Writes letters as JSON's escape sequences, so that a text of JSON stays the same JSON. */
export function escapeAll(text: string, letters: RegExp): string {
  return text.replace(letters, (letter) => {
    const units = Array.from({ length: letter.length }, (_, index) => letter.charCodeAt(index));
    return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
  });
}
