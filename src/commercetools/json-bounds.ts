/** Levels of a body, or of JSON within one: a payload may have 64, the rest is for wrappers and lists around it. */
export const deepestJson = 100;

/** Values of a body, or of JSON within one: a payload may have 100,000, the rest is for wrappers around it. */
const mostValues = 110_000;

/** Of a list of deliveries, and of a body with all JSON within it: 4.5 MB of real ones, which is all that is read, have less. */
const mostValuesInAll = 300_000;

/**
 * Characters of a body in which nothing needs to be counted: there are not more values than characters, in it and in the texts
 * of five wrappers within each other. Most deliveries are so small, and then this takes a seventh of the time.
 */
const smallBody = 50_000;

/** What a JSON text of a stranger has more of than any that delivers something, to follow "is"; nothing where it has not. */
export type JsonExcess = (text: string) => string | undefined;

/** For a body and then the JSON texts within it, layer by layer: each may hold so much, and all of them together. */
export function jsonExcesses(): JsonExcess {
  let left = mostValuesInAll;
  let isSmall: boolean | undefined;
  return (text) => {
    isSmall ??= text.length <= smallBody;
    if (isSmall && text.length <= smallBody && opensAtMost(text, deepestJson)) return undefined;
    const most = startsWithList.test(text) ? mostValuesInAll : mostValues;
    const found = valuesWithin(text, deepestJson, Math.min(most, left));
    left -= found ?? 0;
    if (found !== undefined) return undefined;
    if (!isJsonWithin(text, deepestJson)) return `nested deeper than ${deepestJson} levels`;
    return left < most
      ? `made, with all around it, of more than ${mostValuesInAll} values`
      : `made of more than ${most} values`;
  };
}

const startsWithList = /^[\t\n\r ]*\[/;

/**
 * Whether the lists and objects of a JSON text stand at most so many levels within each other, with at most so many
 * values in all of them. Looked at before the text is parsed: millions of levels or values, each of one character, take
 * JSON.parse seconds. Takes time linear in the text.
 */
export function isJsonWithin(text: string, levels: number, values = Number.POSITIVE_INFINITY): boolean {
  return valuesWithin(text, levels, values) !== undefined;
}

/** How many values they are, where it is within. */
function valuesWithin(text: string, levels: number, values: number): number | undefined {
  let depth = 0;
  let found = 0;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case quote:
        at = endOfString(text, at);
        break;
      case openList:
      case openObject:
        depth++;
        if (depth > levels) return undefined;
        at = endOfSpace(text, at);
        if (isClosing(text.charCodeAt(at + 1))) break;
        found++;
        if (found > values) return undefined;
        break;
      case comma:
        found++;
        if (found > values) return undefined;
        break;
      case closeList:
      case closeObject:
        depth--;
        break;
    }
  }
  return found;
}

/** Whether no more lists and objects begin in a text, so that they cannot stand deeper within each other. */
function opensAtMost(text: string, most: number): boolean {
  let left = most;
  for (const opening of ['{', '['])
    for (let at = text.indexOf(opening); at >= 0; at = text.indexOf(opening, at + 1))
      if (--left < 0) return false;
  return true;
}

const quote = 0x22;
const comma = 0x2c;
const backslash = 0x5c;
const [openList, closeList, openObject, closeObject] = [0x5b, 0x5d, 0x7b, 0x7d];

function isClosing(unit: number): boolean {
  return unit === closeList || unit === closeObject;
}

/** Of the space behind a character its last one; the character itself where there is none. */
function endOfSpace(text: string, from: number): number {
  let at = from;
  while (isSpace(text.charCodeAt(at + 1))) at++;
  return at;
}

function isSpace(unit: number): boolean {
  return unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09;
}

/** Of the quote that ends it: one with an even number of backslashes before it. */
function endOfString(text: string, from: number): number {
  for (let at = text.indexOf('"', from + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let before = at;
    while (text.charCodeAt(before - 1) === backslash) before--;
    if ((at - before) % 2 === 0) return at;
  }
  return text.length;
}
