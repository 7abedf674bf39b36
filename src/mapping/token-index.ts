/**
 * The index in the expression at which the thing meant by JSONata begins. JSONata's `position` lies behind a token,
 * for a function behind its opening parenthesis, and has no token for some errors: the text decides.
 */
export function tokenIndex(text: string, position: number | undefined, token: unknown): number {
  if (position === undefined) return 0;
  if (token === '(end)') return text.length;
  if (token === undefined || token === null) return clamp(text, position - 1);
  const name = String(token);
  const candidates = [position - name.length, position - name.length - 1];
  const exact = candidates.find((index) => index >= 0 && text.startsWith(name, index));
  const found = exact ?? text.lastIndexOf(name, position);
  if (found < 0 || name === '') return clamp(text, position - 1);
  return '$`"\''.includes(text.charAt(found - 1)) && found > 0 ? found - 1 : found;
}

function clamp(text: string, index: number): number {
  return Math.min(Math.max(index, 0), Math.max(text.length - 1, 0));
}
