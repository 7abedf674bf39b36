import { type Piece, piecesOf } from './pieces.ts';

/** A part of an expression that gives a value, and where it stands in the text. */
export interface Part {
  readonly kind:
    | 'name'
    | 'variable'
    | 'string'
    | 'number'
    | 'constant'
    | 'pattern'
    | 'wildcard'
    /** `[left, right]` of a dot. */
    | 'path'
    /** `[target, filter]`, of `target[filter]`; the target alone of `target[]`. */
    | 'filter'
    /** `[left, right]` of an operator. */
    | 'binary'
    | 'minus'
    /** `[condition, then, else]`; the last may be missing. */
    | 'condition'
    /** `[value, other]` of `??` and `?:`. */
    | 'fallback'
    /** The function, then its arguments. */
    | 'call'
    | 'block'
    | 'list'
    /** Keys and values in turn. */
    | 'object'
    | 'function'
    /** Anything else: it is looked into, and left as it is. */
    | 'other';
  readonly start: number;
  readonly end: number;
  readonly parts: readonly Part[];
  /** The operator of `binary` and `fallback`. */
  readonly sign?: Piece;
}

/** What binds how strongly, as in jsonata 2.2.2. */
const powers: Readonly<Record<string, number>> = {
  '.': 75,
  '[': 80,
  '{': 70,
  '(': 80,
  '@': 80,
  '#': 80,
  '?': 20,
  '+': 50,
  '-': 50,
  '*': 60,
  '/': 60,
  '%': 60,
  '=': 40,
  '<': 40,
  '>': 40,
  '^': 40,
  '..': 20,
  ':=': 10,
  '!=': 40,
  '<=': 40,
  '>=': 40,
  '~>': 40,
  '?:': 40,
  '??': 40,
  and: 30,
  or: 25,
  in: 40,
  '&': 50,
};

class Unreadable extends Error {}

/** The parts of an expression, the whole at the top; nothing where it is not understood. JSONata itself has no ends. */
export function treeOf(text: string): Part | undefined {
  const pieces = piecesOf(text);
  if (pieces === undefined) return undefined;
  try {
    return reader(pieces);
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

/** A part and all parts in it, each before those in it. */
export function allParts(part: Part): readonly Part[] {
  return [part, ...part.parts.flatMap(allParts)];
}

function reader(pieces: readonly Piece[]): Part {
  let at = 0;
  const piece = (): Piece => {
    const found = pieces[Math.min(at, pieces.length - 1)];
    if (found === undefined) throw new Unreadable();
    return found;
  };
  const take = (text?: string): Piece => {
    const taken = piece();
    if (taken.kind === 'end' || (text !== undefined && taken.text !== text)) throw new Unreadable();
    at += 1;
    return taken;
  };
  const isNext = (text: string) => piece().kind !== 'string' && piece().text === text;
  const endsAt = () => pieces[at - 1]?.end ?? 0;
  const made = (kind: Part['kind'], start: number, parts: readonly Part[], sign?: Piece): Part => {
    return { kind, start, end: endsAt(), parts, ...(sign === undefined ? {} : { sign }) };
  };

  const expression = (power: number): Part => {
    let left = prefix();
    while (power < powerOf(piece())) left = infix(left);
    return left;
  };

  const listed = (end: string, separator: string): readonly Part[] => {
    const parts: Part[] = [];
    while (!isNext(end)) {
      // The place of an argument that is still to come.
      if (isNext('?')) parts.push(made('other', take().start, []));
      else parts.push(expression(0));
      if (!isNext(end)) take(separator);
    }
    take(end);
    return parts;
  };

  const pairs = (): readonly Part[] => {
    const parts: Part[] = [];
    while (!isNext('}')) {
      parts.push(expression(0));
      take(':');
      parts.push(expression(0));
      if (!isNext('}')) take(',');
    }
    take('}');
    return parts;
  };

  const lambda = (start: number): Part => {
    take('(');
    listed(')', ',');
    // A signature.
    while (!isNext('{')) take();
    take('{');
    const body = expression(0);
    take('}');
    return made('function', start, [body]);
  };

  const prefix = (): Part => {
    const { kind, text, start } = take();
    if (kind === 'name' && ['function', 'λ'].includes(text) && isNext('(')) return lambda(start);
    if (kind === 'name' && ['true', 'false', 'null'].includes(text)) return made('constant', start, []);
    if (kind !== 'sign' && kind !== 'end') return made(kind, start, []);
    if (text === '(') return made('block', start, listed(')', ';'));
    if (text === '[') return made('list', start, listed(']', ','));
    if (text === '{') return made('object', start, pairs());
    if (text === '-') return made('minus', start, [expression(70)]);
    if (text === '*' || text === '**' || text === '%') return made('wildcard', start, []);
    if (text !== '|') throw new Unreadable();
    const target = expression(0);
    take('|');
    return made('other', start, [target, ...listed('|', ',')]);
  };

  const infix = (left: Part): Part => {
    const sign = take();
    const { start } = left;
    switch (sign.text) {
      case '[':
        return made('filter', start, [left, ...listed(']', ',')]);
      case '(':
        return made('call', start, [left, ...listed(')', ',')]);
      case '{':
        return made('other', start, [left, ...pairs()]);
      case '^': {
        take('(');
        const terms: Part[] = [];
        while (!isNext(')')) {
          if (isNext('<') || isNext('>') || isNext(',')) take();
          else terms.push(expression(0));
        }
        take(')');
        return made('other', start, [left, ...terms]);
      }
      case '?': {
        const then = expression(0);
        if (!isNext(':')) return made('condition', start, [left, then]);
        take(':');
        return made('condition', start, [left, then, expression(0)]);
      }
      case '??':
      case '?:':
        return made('fallback', start, [left, expression(0)], sign);
      case '.':
        return made('path', start, [left, expression(75)], sign);
      case ':=':
        return made('other', start, [expression(9)]);
      case '@':
      case '#':
        take();
        return made('other', start, [left]);
      default:
        return made('binary', start, [left, expression(powerOf(sign))], sign);
    }
  };

  const whole = expression(0);
  if (piece().kind !== 'end') throw new Unreadable();
  return whole;
}

function powerOf({ kind, text }: Piece): number {
  return kind === 'sign' || (kind === 'name' && Object.hasOwn(powers, text)) ? (powers[text] ?? 0) : 0;
}
