/** One token of an expression: where it begins and where it ends. */
export interface Token {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const blank = /(?:[ \t\n\r\v]+|\/\*[\s\S]*?\*\/)*/y;
const pattern = /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[im]*/y;
const other =
  /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`|\d+(?:\.\d+)?(?:[Ee][-+]?\d+)?|\.\.|:=|!=|>=|<=|\*\*|~>|\?:|\?\?|[.[\]{}(),@#;:?+\-*/%|=<>^&!~]|[^ \t\n\r\v.[\]{}(),@#;:?+\-*/%|=<>^&!~"'`]+/sy;

/**
 * The tokens of an expression that JSONata can read, without blanks and comments. Its syntax tree says where a token
 * ends, and no more: where a part of the tree begins and ends is found with these.
 */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = skip(blank, text, 0); at < text.length; ) {
    const slash = text[at] === '/' && beginsOperand(tokens.at(-1)) ? skip(pattern, text, at) : at;
    const end = slash > at ? slash : skip(other, text, at);
    if (end === at) return tokens;
    tokens.push({ start: at, end, text: text.slice(at, end) });
    at = skip(blank, text, end);
  }
  return tokens;
}

/** For each bracket that opens, by its index among the tokens, the index of the one that closes it. */
export function closings(tokens: readonly Token[]): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  const open: number[] = [];
  for (const [index, { text }] of tokens.entries()) {
    if (text === '(' || text === '[' || text === '{') open.push(index);
    else if (text === ')' || text === ']' || text === '}') {
      const opening = open.pop();
      if (opening !== undefined) found.set(opening, index);
    }
  }
  return found;
}

/** Behind an operand a slash divides. */
function beginsOperand(before: Token | undefined): boolean {
  return (
    before === undefined || /^(?:[.[{(,@#;:?+\-*/%|=<>^&!~]|\.\.|:=|!=|>=|<=|~>|\?:|\?\?)$/.test(before.text)
  );
}

function skip(expected: RegExp, text: string, at: number): number {
  expected.lastIndex = at;
  return expected.test(text) ? expected.lastIndex : at;
}
