import { functionsByName } from '../../../src/mapping/functions.ts';
import { builtIns, forbiddenFunctions } from '../../../src/mapping/language/built-ins.ts';
import type { Random } from './random.ts';

const token =
  /\/\*.*?\*\/|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`|\$?[A-Za-z_]\w*|\$\$?|\d+(?:\.\d+)?|:=|\.\.|!=|<=|>=|~>|\*\*|\?:|\?\?|\s+|./gsu;
const operators = '+ - * / % = != < <= > >= & . , ; .. := ~> ?: ?? and or in'.split(' ');
const calls = [...builtIns.keys(), ...functionsByName.keys()]
  .filter((name) => !forbiddenFunctions.has(name))
  .map((name) => `$${name}`);
const values = ['null', '[]', '{}', '0', '-1', '""', '$', '$$', 'nothing', 'true', '[1, [2]]', '/a/'];
/** What may stand behind anything. */
const endings = [
  ...[
    '[0]',
    '[-1]',
    '[]',
    '[$]',
    '[true]',
    '[[0..1]]',
    '.*',
    '.**',
    '.$',
    '.$$',
    '.%',
    '.(',
    ')',
    '@$v',
    '#$i',
  ],
  ...['^($)', '^(>$)', '{$string($): $}', '~>$string', '~>|$|{"a":1}|', '~>$map($string)', '(1)', '(?, 1)'],
];

const isOperator = (one: string) => operators.includes(one);
const isAtom = (one: string) => /^["'`$\w]/.test(one) && !isOperator(one);
const isOpening = (one: string) => '([{'.includes(one);

/** Pieces of a text, of which its blanks are some, too. */
const piecesOf = (text: string): readonly string[] => text.match(token) ?? [];

/** Where what begins at a piece ends: behind its closing bracket, or before the next comma. */
function endOf(pieces: readonly string[], from: number): number {
  let depth = 0;
  for (let at = from; at < pieces.length; at++) {
    const piece = pieces[at] ?? '';
    if (isOpening(piece)) depth++;
    else if (')]}'.includes(piece) && --depth <= 0) return depth < 0 ? at : at + 1;
    else if (depth === 0 && at > from && /[,;]/.test(piece)) return at;
  }
  return pieces.length;
}

/** Puts expressions into each other, and parts of them in the place of other parts: what comes out is often none. */
export function spliced(random: Random, texts: readonly string[]): string {
  let pieces = piecesOf(random.pick(texts));
  for (let changes = 1 + random.below(3); changes > 0; changes--) pieces = changed(random, pieces, texts);
  return pieces.join('');
}

function changed(random: Random, pieces: readonly string[], texts: readonly string[]): readonly string[] {
  const at = random.below(pieces.length);
  const piece = pieces[at] ?? '';
  const put = (end: number, ...instead: readonly string[]) => [
    ...pieces.slice(0, at),
    ...instead,
    ...pieces.slice(end),
  ];
  switch (random.below(9)) {
    case 0:
      return [
        random.pick(calls),
        '(',
        ...pieces,
        ...(random.chance(0.3) ? [',', part(random, texts)] : []),
        ')',
      ];
    case 1:
      return ['(', ...pieces, ')', ` ${random.pick(operators)} `, '(', part(random, texts), ')'];
    case 2:
      return put(at, random.pick(endings));
    default:
      if (isOperator(piece)) return put(at + 1, ` ${random.pick(operators)} `);
      if (isOpening(piece)) return put(endOf(pieces, at), part(random, texts));
      return isAtom(piece) ? put(at + 1, anything(random, pieces, texts)) : pieces;
  }
}

function anything(random: Random, pieces: readonly string[], texts: readonly string[]): string {
  return random.pick<() => string>([
    () => part(random, texts),
    () => `(${part(random, texts)})`,
    () => random.pick(pieces.filter(isAtom)),
    () => random.pick(values),
    () => random.pick(calls),
    () => `function($x){${part(random, texts)}}`,
  ])();
}

/** A part of one of them, or all of it. */
function part(random: Random, texts: readonly string[]): string {
  const text = random.pick(texts);
  const pieces = piecesOf(text);
  const from = random.below(pieces.length);
  const first = pieces[from] ?? '';
  if (random.chance(0.3) || !(isAtom(first) || isOpening(first))) return text;
  const end = random.chance(0.5) ? endOf(pieces, from) : from + 1 + random.below(4);
  return pieces.slice(from, end).join('');
}
