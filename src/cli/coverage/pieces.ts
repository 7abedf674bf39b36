/** A word, sign or literal of an expression, and where it stands in the text. */
export interface Piece {
  readonly kind: 'name' | 'variable' | 'string' | 'number' | 'pattern' | 'sign' | 'end';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const blank = /(?:\s|\/\*[\s\S]*?\*\/)*/y;

/** In the order in which they are tried; JSONata's own lexer knows the same. https://docs.jsonata.org/other-operators */
const kinds: readonly (readonly [Piece['kind'], RegExp])[] = [
  ['string', /"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'/y],
  ['number', /(?:0|[1-9]\d*)(?:\.\d+)?(?:[Ee][-+]?\d+)?/y],
  ['name', /`[^`]*`/y],
  ['variable', /\$[^\s.[\]{}()@#;:?+\-*/%|=<>^&!~,"'`]*/y],
  ['sign', /\.\.|:=|!=|>=|<=|\*\*|~>|\?:|\?\?|[.[\]{}(),@#;:?+\-*/%|=<>^&!]/y],
  ['name', /[^\s.[\]{}()@#;:?+\-*/%|=<>^&!~,"'`$]+/y],
];

const pattern = /\/(?:[^/\\\n]|\\.)+\/[im]*/y;

/** The pieces of an expression, the end behind them; nothing where a character is none of them. */
export function piecesOf(text: string): readonly Piece[] | undefined {
  const pieces: Piece[] = [];
  for (;;) {
    const start = lengthAt(blank, text, pieces.at(-1)?.end ?? 0) + (pieces.at(-1)?.end ?? 0);
    if (start >= text.length) return [...pieces, { kind: 'end', text: '', start, end: start }];
    // A slash behind a value divides; anywhere else it begins a pattern.
    const before = pieces.at(-1);
    const isPattern = text.charAt(start) === '/' && (before === undefined || !endsValue(before));
    const [kind, length] = isPattern
      ? (['pattern', lengthAt(pattern, text, start)] as const)
      : kindAt(text, start);
    if (length === 0) return undefined;
    const end = start + length;
    pieces.push({ kind, text: text.slice(start, end), start, end });
  }
}

function kindAt(text: string, start: number): readonly [Piece['kind'], number] {
  for (const [kind, form] of kinds) {
    const length = lengthAt(form, text, start);
    if (length > 0) return [kind, length];
  }
  return ['end', 0];
}

function lengthAt(form: RegExp, text: string, start: number): number {
  form.lastIndex = start;
  return form.exec(text)?.[0].length ?? 0;
}

function endsValue({ kind, text }: Piece): boolean {
  return kind !== 'sign' || text === ')' || text === ']' || text === '}';
}
