/** A token of JSON; `end` where the text is over, `trouble` where no token can stand. */
export type JsonToken =
  | {
      readonly kind: '{' | '}' | '[' | ']' | ':' | ',' | 'string' | 'word';
      readonly at: number;
      readonly end: number;
      /** Where it goes wrong within; the text's length where the text is over before it is. */
      readonly trouble?: number;
    }
  | { readonly kind: 'end' }
  | { readonly kind: 'trouble'; readonly at: number };

const run = /[\w.+-]*/y;
const word = /^(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)$/;
const beginningOfWord =
  /^(?:-?(?:0|[1-9]\d*)?(?:\d\.|\d(?:\.\d+)?[eE][+-]?)?|t(?:ru?)?|f(?:a(?:ls?)?)?|n(?:ul?)?)$/;
const escapeSequence = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;
const beginningOfEscape = /^\\(?:u[\da-fA-F]{0,3})?$/;

/** The first token from an offset on. */
export function tokenAt(text: string, from: number): JsonToken {
  let at = from;
  while (isSpace(text.charCodeAt(at))) at++;
  const mark = text[at];
  switch (mark) {
    case undefined:
      return { kind: 'end' };
    case '{':
    case '}':
    case '[':
    case ']':
    case ':':
    case ',':
      return { kind: mark, at, end: at + 1 };
    case '"':
      return stringAt(text, at);
    default:
      return wordAt(text, at);
  }
}

/** A loop, since a regular expression would remember a step back for each of millions of characters. */
function stringAt(text: string, at: number): JsonToken {
  const broken = (trouble: number): JsonToken => ({ kind: 'string', at, end: trouble, trouble });
  for (let index = at + 1; index < text.length; ) {
    if (text[index] === '"') return { kind: 'string', at, end: index + 1 };
    if (text.charCodeAt(index) < 0x20) return broken(index);
    const next = text[index] === '\\' ? skip(escapeSequence, text, index) : index + 1;
    if (next === index) return broken(beginningOfEscape.test(text.slice(index)) ? text.length : index);
    index = next;
  }
  return broken(text.length);
}

function wordAt(text: string, at: number): JsonToken {
  const end = skip(run, text, at);
  const found = text.slice(at, end);
  if (word.test(found)) return { kind: 'word', at, end };
  const isCutOff = end === text.length && end > at && beginningOfWord.test(found);
  return isCutOff ? { kind: 'word', at, end, trouble: end } : { kind: 'trouble', at };
}

function isSpace(unit: number): boolean {
  return unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09;
}

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}
