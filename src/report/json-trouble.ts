import { tokenAt } from './json-token.ts';

type Expected = 'value' | 'value or ]' | 'name' | 'name or }' | 'colon' | 'comma or end' | 'nothing';
type Bracket = '{' | '[';

/**
 * The offset at which a text stops being JSON (RFC 8259); the text's length where it only ends too early, or is JSON.
 * Node tells a place with some of its errors only, and not in all versions. Nesting costs no stack.
 */
export function jsonTrouble(text: string): number {
  const open: Bracket[] = [];
  let expected: Expected = 'value';
  for (let at = 0; ; ) {
    const token = tokenAt(text, at);
    if (token.kind === 'end') return text.length;
    const next = after(token.kind, expected, open);
    if (token.kind === 'trouble' || next === undefined) return token.at;
    if (token.trouble !== undefined) return token.trouble;
    expected = next;
    at = token.end;
  }
}

/** What may follow a token, where the token may stand at all. Keeps `open`, the brackets that are not closed yet. */
function after(kind: string, expected: Expected, open: Bracket[]): Expected | undefined {
  switch (expected) {
    case 'nothing':
      return undefined;
    case 'colon':
      return kind === ':' ? 'value' : undefined;
    case 'comma or end':
      if (kind === ',') return open.at(-1) === '{' ? 'name' : 'value';
      if (kind !== (open.pop() === '{' ? '}' : ']')) return undefined;
      return afterValue(open);
    case 'name':
    case 'name or }':
      if (kind === 'string') return 'colon';
      if (kind !== '}' || expected === 'name') return undefined;
      open.pop();
      return afterValue(open);
    case 'value':
    case 'value or ]':
      if (kind === 'string' || kind === 'word') return afterValue(open);
      if (kind === '{' || kind === '[') {
        open.push(kind);
        return kind === '{' ? 'name or }' : 'value or ]';
      }
      if (kind !== ']' || expected === 'value') return undefined;
      open.pop();
      return afterValue(open);
  }
}

function afterValue(open: readonly Bracket[]): Expected {
  return open.length === 0 ? 'nothing' : 'comma or end';
}
