import { LinearRegExp } from '../../language/pattern.ts';
import { type Callable, call, callable, isCallable } from './callable.ts';
import { bail, checkLength, tick } from './meter.ts';
import { type Marked, sequence } from './sequence.ts';

/** One place where a pattern fits, in jsonata's form: https://docs.jsonata.org/regex#generalized-regex */
interface Match {
  readonly match: string;
  readonly start: number;
  readonly end: number;
  readonly groups: readonly unknown[];
  next: unknown;
}

/** A pattern as a value: called with a text, it gives the first place where it fits. */
export function pattern(regExp: RegExp): Callable {
  const engine = new LinearRegExp(regExp);
  const find = (text: unknown, from: unknown): Match | undefined => {
    tick();
    engine.lastIndex = from === undefined || typeof from === 'number' ? from || 0 : bail();
    const found = engine.exec(text);
    if (found === null) return undefined;
    const match = found[0] ?? '';
    const end = found.index + match.length;
    const next = () => {
      if (engine.lastIndex >= String(text).length) return undefined;
      const following = find(text, engine.lastIndex);
      return following?.match === '' ? bail() : following;
    };
    return { match, start: found.index, end, groups: found.slice(1), next: callable('closure', 0, next) };
  };
  return callable('closure', 2, ([text, from]) => (typeof text === 'string' ? find(text, from) : bail()));
}

/** Calls what finds a place, and leaves what has another form than a place to the reference. */
function found(matcher: unknown, text?: unknown): Match | undefined {
  const place = isCallable(matcher) ? call(matcher, [text], null) : bail();
  if (place === undefined) return undefined;
  const { match, start, end, groups } = (place ?? {}) as Partial<Match>;
  const fits = typeof match === 'string' && typeof start === 'number' && typeof end === 'number';
  return fits && Array.isArray(groups) ? (place as Match) : bail();
}

function checkLimit(limit: unknown): void {
  if ((limit as number) < 0) bail();
}

/** Every place in a text, as many as are wanted. */
function* places(matcher: unknown, text: string, limit: unknown): Generator<Match, void> {
  if (limit !== undefined && !((limit as number) > 0)) return;
  let place = found(matcher, text);
  for (let count = 0; place !== undefined && (limit === undefined || count < (limit as number)); count++) {
    tick();
    yield place;
    place = found(place.next);
  }
}

type Texts = Readonly<Record<string, (...values: unknown[]) => unknown>>;

/** jsonata's functions that search a text, without its pauses. */
export const matching: Texts = {
  __proto__: null as never,
  contains: (text, token) => {
    if (text === undefined || token === undefined) return undefined;
    return typeof token === 'string' ? (text as string).includes(token) : found(token, text) !== undefined;
  },
  match: (text, matcher, limit) => {
    if (text === undefined) return undefined;
    checkLimit(limit);
    const list = sequence();
    for (const { match, start, groups } of places(matcher, text as string, limit))
      list.push({ match, index: start, groups });
    checkLength(list.length);
    return list;
  },
  split: (text, separator, limit) => {
    if (text === undefined) return undefined;
    checkLimit(limit);
    if (limit !== undefined && !((limit as number) > 0)) return [];
    if (typeof separator === 'string') return (text as string).split(separator, limit as number | undefined);
    return splitAt(text as string, separator, limit as number | undefined);
  },
  replace: (text, what, replacement, limit) => {
    if (text === undefined) return undefined;
    if (what === '') bail();
    checkLimit(limit);
    if (limit !== undefined && !((limit as number) > 0)) return text;
    return typeof what === 'string'
      ? replacedText(text as string, what, replacement, limit as number | undefined)
      : replacedPlaces(text as string, what, replacement, limit as number | undefined);
  },
};

function splitAt(text: string, separator: unknown, limit: number | undefined): Marked {
  const parts: Marked = [];
  let from = 0;
  let count = 0;
  for (const { start, end } of places(separator, text, limit)) {
    parts.push(text.substring(from, start));
    from = end;
    count++;
  }
  if (count === 0 && parts.length === 0) return [text];
  if (limit === undefined || count < limit) parts.push(text.substring(from));
  return parts;
}

function replacedText(text: string, what: string, replacement: unknown, limit: number | undefined): string {
  // jsonata puts in the text of the function.
  if (typeof replacement !== 'string') bail();
  let result = '';
  let from = 0;
  let at = text.indexOf(what);
  for (let count = 0; at !== -1 && (limit === undefined || count < limit); count++) {
    tick();
    result += text.substring(from, at);
    result += replacement;
    from = at + what.length;
    at = text.indexOf(what, from);
  }
  return result + text.substring(from);
}

function replacedPlaces(
  text: string,
  matcher: unknown,
  replacement: unknown,
  limit: number | undefined,
): string {
  let result = '';
  let from = 0;
  for (const place of places(matcher, text, limit)) {
    const instead =
      typeof replacement === 'string' ? filledIn(replacement, place) : call(replacement, [place], null);
    if (typeof instead !== 'string') bail();
    result += text.substring(from, place.start) + instead;
    from = place.start + place.match.length;
  }
  return result + text.substring(from);
}

/** A replacement with `$1` and its like filled in, as jsonata 2.2.2 reads them. */
function filledIn(replacement: string, { match, groups }: Match): string {
  let result = '';
  let from = 0;
  let at = replacement.indexOf('$');
  while (at !== -1 && from < replacement.length) {
    result += replacement.substring(from, at);
    from = at + 1;
    const sign = replacement.charAt(from);
    if (sign === '$' || sign === '0') {
      result += sign === '$' ? '$' : match;
      from++;
    } else {
      const group = groupNumber(replacement.substring(from), groups.length);
      if (Number.isNaN(group)) result += '$';
      else {
        const found = groups[group - 1];
        if (groups.length > 0 && found !== undefined) result += found;
        from += String(group).length;
      }
    }
    at = replacement.indexOf('$', from);
  }
  return result + replacement.substring(from);
}

/** The number that a text begins with, with no more digits than the number of groups has. */
function groupNumber(rest: string, groups: number): number {
  const digits = groups === 0 ? 1 : Math.floor(Math.log(groups) * Math.LOG10E) + 1;
  const number = Number.parseInt(rest.substring(0, digits), 10);
  return digits > 1 && number > groups ? Number.parseInt(rest.substring(0, digits - 1), 10) : number;
}
