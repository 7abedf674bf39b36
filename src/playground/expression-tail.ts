/** What is being written at the end of an unfinished expression. */
export interface Tail {
  /** The word up to the cursor; may be empty. */
  readonly word: string;
  /** The path that the word continues, such as `customer.addresses`; empty where it begins one. */
  readonly head: string;
}

const name = '\\$*[A-Za-z_]\\w*|\\$+';
const filter = '(?:\\[[^[\\]]*\\])*';
const step = `(?:${name})(?:\\([^()]*\\))?${filter}`;
const pathBefore = new RegExp(`((?:${step})(?:\\s*\\.\\s*(?:${step}))*)\\s*\\.\\s*$`);
const pathAtEnd = new RegExp(`((?:${step})(?:\\s*\\.\\s*(?:${step}))*)$`);

/** Nothing within a text in quotes, or in a comment. */
export function tailOf(expression: string): Tail | undefined {
  const open = openAt(expression);
  if (open === 'text') return undefined;
  const word = /(?:\$*[A-Za-z_]\w*|\$+)$/.exec(expression)?.[0] ?? '';
  const before = expression.slice(0, expression.length - word.length);
  const path = pathBefore.exec(before)?.[1];
  const around = contextOf(expression, open);
  if (path !== undefined) return { word, head: path.startsWith('$') ? path : joined(around, path) };
  if (/\.\s*$/.test(before)) return undefined;
  return { word, head: word.startsWith('$') ? '' : around };
}

/** In `order.lineItems[` and in `order.lineItems.(`, names are looked up in the items. */
function contextOf(expression: string, open: readonly number[]): string {
  const [at, ...outer] = [...open].reverse();
  if (at === undefined) return '';
  const before = expression.slice(0, at).trimEnd();
  const path = expression[at] === '[' ? pathAtEnd.exec(before)?.[1] : pathBefore.exec(before)?.[1];
  const around = contextOf(expression, [...outer].reverse());
  if (path === undefined) return around;
  return path.startsWith('$') ? path : joined(around, path);
}

function joined(around: string, path: string): string {
  return around === '' ? path : `${around}.${path}`;
}

/** Where the brackets stand that are not closed yet; or that the end is within quotes. */
function openAt(expression: string): readonly number[] | 'text' {
  const open: number[] = [];
  let quote: string | undefined;
  for (let at = 0; at < expression.length; at += 1) {
    const sign = expression.charAt(at);
    if (quote !== undefined) {
      if (sign === '\\') at += 1;
      else if (sign === quote) quote = undefined;
    } else if (sign === '"' || sign === '`') quote = sign;
    else if ('([{'.includes(sign)) open.push(at);
    else if (')]}'.includes(sign)) open.pop();
  }
  return quote === undefined ? open : 'text';
}
