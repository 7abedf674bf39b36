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
    switch (text[at]) {
      case '"':
        at = endOfString(text, at);
        break;
      case '[':
      case '{':
        depth++;
        if (depth > most) return false;
        break;
      case ',':
        commas++;
        if (commas > mostCommas) return false;
        break;
      case ']':
      case '}':
        depth--;
        break;
    }
  }
  return true;
}

function endOfString(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
}
