/** A scalar as YAML's lexer leaves it; `props` are the parts of a block scalar's header. */
export interface ScalarToken {
  readonly type: string;
  readonly offset: number;
  readonly source: string;
  readonly props?: readonly object[];
}

/**
 * Where each non-blank UTF-16 unit of a YAML scalar's value stands in its file: the n-th number is the file offset
 * of the n-th unit. Folding, indentation and chomping only add or drop white space (YAML 1.2.2, chapters 7 and 8),
 * so counting the non-blank units of the value leads to the place in the file, in all five styles.
 */
export function sourceUnits(token: ScalarToken): readonly number[] {
  switch (token.type) {
    case 'block-scalar': {
      const header = (token.props ?? []).reduce((length, part) => length + sourceLength(part), 0);
      return plainUnits(token.source, token.offset + header);
    }
    case 'single-quoted-scalar':
      return singleQuotedUnits(token.source, token.offset);
    case 'double-quoted-scalar':
      return doubleQuotedUnits(token.source, token.offset);
    default:
      return plainUnits(token.source, token.offset);
  }
}

function sourceLength(part: object): number {
  return 'source' in part && typeof part.source === 'string' ? part.source.length : 0;
}

export function isBlank(unit: string): boolean {
  return unit === ' ' || unit === '\n' || unit === '\t' || unit === '\r';
}

function plainUnits(source: string, offset: number): number[] {
  const units: number[] = [];
  for (let at = 0; at < source.length; at++) if (!isBlank(source.charAt(at))) units.push(offset + at);
  return units;
}

function singleQuotedUnits(source: string, offset: number): number[] {
  const units: number[] = [];
  for (let at = 1; at < source.length - 1; at++) {
    if (!isBlank(source.charAt(at))) units.push(offset + at);
    if (source.startsWith("''", at)) at++;
  }
  return units;
}

const hexDigits: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };
const blankEscapes = 'nrt \t\n\r';

function doubleQuotedUnits(source: string, offset: number): number[] {
  const units: number[] = [];
  for (let at = 1; at < source.length - 1; at++) {
    if (source.charAt(at) !== '\\') {
      if (!isBlank(source.charAt(at))) units.push(offset + at);
      continue;
    }
    const kind = source.charAt(at + 1);
    const digits = hexDigits[kind] ?? 0;
    const codePoint = digits > 0 ? Number.parseInt(source.slice(at + 2, at + 2 + digits), 16) : undefined;
    const decoded =
      codePoint === undefined ? (blankEscapes.includes(kind) ? ' ' : kind) : String.fromCodePoint(codePoint);
    for (const _unit of decoded.split('')) if (!isBlank(decoded)) units.push(offset + at);
    at += 1 + digits;
  }
  return units;
}
