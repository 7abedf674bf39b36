/** Levels of a body, or of JSON within one: a payload may have 64, the rest is for wrappers and lists around it. */
export const deepestJson = 100;

/**
 * Whether the lists and objects of a JSON text stand at most so many levels within each other, with at most so many
 * commas in all of them. Looked at before the text is parsed: millions of levels or values, each of one character, take
 * JSON.parse seconds. Takes time linear in the text.
 */
export function isNestedWithin(text: string, most: number, mostCommas = Number.POSITIVE_INFINITY): boolean {
  let depth = 0;
  let commas = 0;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case quote:
        at = endOfString(text, at);
        break;
      case openList:
      case openObject:
        depth++;
        if (depth > most) return false;
        break;
      case comma:
        commas++;
        if (commas > mostCommas) return false;
        break;
      case closeList:
      case closeObject:
        depth--;
        break;
    }
  }
  return true;
}

const quote = 0x22;
const comma = 0x2c;
const backslash = 0x5c;
const [openList, closeList, openObject, closeObject] = [0x5b, 0x5d, 0x7b, 0x7d];

/** Of the quote that ends it: one with an even number of backslashes before it. */
function endOfString(text: string, from: number): number {
  for (let at = text.indexOf('"', from + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let before = at;
    while (text.charCodeAt(before - 1) === backslash) before--;
    if ((at - before) % 2 === 0) return at;
  }
  return text.length;
}
