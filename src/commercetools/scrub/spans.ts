/** What a stretch of a text is, by its form alone. */
export type SpanKind =
  | 'secret'
  | 'url'
  | 'email'
  | 'uuid'
  | 'ip6'
  | 'ip4'
  | 'time'
  | 'day'
  | 'localDay'
  | 'hex'
  | 'phone'
  | 'word'
  | 'digits'
  | 'picture';

export interface Span {
  /** Absent for what is no text: blanks, punctuation, marks. */
  readonly kind?: SpanKind;
  readonly text: string;
}

/** Every pattern is bounded, or begins at a border, so that a long text takes time linear in its length. */
const patterns: Readonly<Record<SpanKind, string>> = {
  // Tokens (RFC 7519), keys as they are issued with a prefix, PEM blocks, and what is long and mixed as only a key is.
  secret: [
    '\\beyJ[\\w-]{6,4000}\\.[\\w-]{4,8000}(?:\\.[\\w-]{0,4000})?',
    '-----BEGIN [A-Z ]{3,40}-----[\\s\\S]{0,8000}?-----END [A-Z ]{3,40}-----',
    '\\b(?:[sprw]k_(?:live|test)_|gh[pousr]_|xox[abprs]-|AKIA|AIza|whsec_)[\\w-]{8,200}',
    '(?<=\\b(?:Bearer|Basic) )[\\w.~+/-]{12,4000}=*',
    '(?<![\\w+/=-])(?=[\\w+/-]{0,40}?[0-9])(?=[\\w+/-]{0,40}?[A-Z])(?=[\\w+/-]{0,40}?[a-z])(?=[\\w+/-]{0,40}?[A-Za-z0-9+]{20})[A-Za-z0-9+/_-]{32,8000}={0,2}',
  ].join('|'),
  url: '\\bhttps?://[^\\s"\'<>]{1,2000}',
  email:
    '[^\\s@<>"\'(),:;\\[\\]]{1,128}@[\\p{L}\\p{M}\\p{N}_-]{1,64}(?:\\.[\\p{L}\\p{M}\\p{N}_-]{1,64}){0,8}',
  uuid: '(?<![0-9a-fA-F-])[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}(?![0-9a-fA-F-])',
  ip6: '(?<![\\w:])(?:[0-9a-fA-F]{1,4}:){2,7}(?::?[0-9a-fA-F]{1,4}){1,7}(?![\\w:])|(?<![\\w:])[0-9a-fA-F]{1,4}::(?:[0-9a-fA-F]{1,4})?(?![\\w:])',
  ip4: '(?<![\\w.])(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?![\\w.])',
  time: '(?<!\\d)\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?(?:Z|[+-]\\d\\d:?\\d\\d)?',
  day: '(?<![\\w-])\\d{4}-\\d\\d-\\d\\d(?![\\w-])',
  localDay:
    '(?<![\\w./-])(?:\\d{1,2}(?<a>[./-])\\d{1,2}\\k<a>\\d{4}|\\d{4}(?<b>[./])\\d{1,2}\\k<b>\\d{1,2})(?![\\w/-])',
  hex: '(?<![0-9A-Za-z])(?=[0-9a-f]{0,16}?[a-f])(?=[0-9a-f]{0,16}?\\d)[0-9a-f]{16,256}(?![0-9A-Za-z])',
  phone: '(?<![\\w+])(?:\\+|\\()?\\d(?:[ ()/.-]{0,3}\\d){6,24}(?!\\w)',
  word: '(?:(?![0-9])[\\p{L}\\p{M}\\p{N}])+',
  digits: '[0-9]+',
  picture: '[\\u{1F000}-\\u{1FBFF}]',
};

const kinds = Object.keys(patterns) as SpanKind[];

const all = patternOf(kinds);
const plain = patternOf(['word', 'digits', 'picture']);

function patternOf(some: readonly SpanKind[]): RegExp {
  return new RegExp(some.map((kind) => `(?<${kind}>${patterns[kind]})`).join('|'), 'gu');
}

/** A text in stretches, which together are the text. */
export function spansOf(text: string): readonly Span[] {
  return split(text, all);
}

/** The same, where only words, digits and pictures are looked for. */
export function plainSpansOf(text: string): readonly Span[] {
  return split(text, plain);
}

function split(text: string, pattern: RegExp): readonly Span[] {
  const spans: Span[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > end) spans.push({ text: text.slice(end, match.index) });
    const kind = kinds.find((one) => match.groups?.[one] !== undefined);
    spans.push(kind === undefined ? { text: match[0] } : { kind, text: match[0] });
    end = match.index + match[0].length;
  }
  return end < text.length ? [...spans, { text: text.slice(end) }] : spans;
}
