import type { JsonataError } from '../language/jsonata-error.ts';
import type { Trouble } from './expression-trouble.ts';
import { choice, comment } from './syntax-words.ts';
import { piece } from './token-index.ts';

/** What hands are used to from elsewhere, and what it means here. */
export interface Habit {
  readonly index: number;
  readonly trouble: Trouble;
}

const point = 'write a point before decimals, nothing between thousands: 1234.5';

/** Within the arguments of a call, where a slash is hardly a division. */
const flagged = /[(,]\s*\/(?:[^/\\]|\\.)+\/[im]*$/;

const operators: readonly (readonly [written: RegExp, message: string, hint: string, behind?: RegExp])[] = [
  [/^={2,3}/, 'two values are compared with one "="', 'write a = b'],
  [/^&&/, '"&&" means nothing here', 'write "and"'],
  [/^\|\|/, '"||" means nothing here', 'write "or"; for a value that stands in, write $default(…, …)'],
  [/^!(?!=)/, '"!" means nothing here', 'write $not(…), or != to compare'],
  [/^<>/, '"<>" means nothing here', 'write !='],
  [/^\?\./, '"?." means nothing here', 'write a dot alone: behind what is not there, there is nothing'],
  [/^[\w$]/, '"not" means nothing here', 'write $not(…)', /(?<![\w$])not\s+$/],
  [/^[\w$]/, '"if" means nothing here', choice, /(?<![\w$.])if\s+$/],
  [/^\/\//, '"//" means nothing here', comment],
  [
    /^=>/,
    '"=>" means nothing here',
    'to compare, write >=; for a function of your own, function($one) { … }',
  ],
  [/^->/, '"->" means nothing here', 'write a dot'],
  [/^\*\*/, '"**" means nothing here', 'write $power(…, …)'],
  [/^\S/, '"^" sorts a list, by what stands in brackets', 'to calculate, write $power(…, …)', /\^\s*$/],
  [
    /^[^\s.]/,
    '"return" means nothing here',
    'leave it out: the last step gives the result',
    /(?<![\w$.])return\s+$/,
  ],
  [/^[gsuy]/, 'a pattern has no such flag', 'leave it out: $replace replaces all there are', flagged],
  [/^[)\]}]/, 'nothing stands behind the last comma', 'take the comma away', /,\s*$/],
  [/^,\d/, 'a number has no comma', point, /\d$/],
  [/^;/, 'this is the "&" of a web page', 'write & alone', /&(?:amp|quot|[lg]t)$/],
  [/^\d/, 'a date without quotes is a calculation', 'write it as "2026-03-02"', /\b\d{4}-(?:\d\d-)?0$/],
  [/^,\s*$/, 'a comma stands at the end', 'take it away: each field has a line of its own'],
  [/^\w/, '"--" begins no comment', comment, /\s--\s+\w[^"']*$/],
  [/^;\s*$/, 'a semicolon stands between steps within ( … ) only', 'take it away'],
  [/^;/, 'a semicolon stands between steps within ( … ) only', 'between arguments write a comma'],
];

/** An operator of another language, at or just before the index at which JSONata gave up. */
export function foreignOperator(text: string, index: number): Habit | undefined {
  for (const at of [index - 1, index]) {
    const found = operators.find(
      ([written, , , behind]) =>
        at >= 0 && written.test(text.slice(at)) && (behind?.test(text.slice(0, at)) ?? true),
    );
    if (found !== undefined) return { index: at, trouble: syntax(found[1], found[2]) };
  }
  return undefined;
}

/** A pattern that has its slash at the end, but within a bracket that was not closed: JSONata reads on to the end. */
export function openPattern(text: string, { code }: JsonataError): Habit | undefined {
  if (code !== 'S0302') return undefined;
  const last = [...text.matchAll(piece)].findLast(([part]) => /^\/[^*]/.test(part));
  const message = 'this pattern ends nowhere: a bracket in it is not closed';
  const hint = 'count its brackets; a backslash before one makes it a sign like others';
  return last && { index: last.index, trouble: syntax(message, hint) };
}

const date = /^\s*(\d{4}-\d{2}-\d{2}(?:[T ][\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?)\s*$/;
/** An address such as 0.0.0.0, a version, or a date. */
const dotted = /^\s*(\d+(?:\.\d+){2,})\s*$/;
const foreignSign = /[\u00a0\u1680\u2000-\u200b\u2018-\u201f\u202f\u205f\u3000\ufeff]/;
const foreignQuote = /[\u2018-\u201f]/;

/** What JSONata would read without a complaint, but not as it is meant: a calculation, or part of a name. */
export function silentHabit(text: string): Habit | undefined {
  const [, written] = date.exec(text) ?? dotted.exec(text) ?? [];
  if (written !== undefined) {
    const message = dotted.test(text)
      ? 'a number has one point at most'
      : 'a date without quotes is a calculation';
    return {
      index: text.indexOf(written),
      trouble: syntax(message, `write '"${written}"', with both pairs of quotes`),
    };
  }
  const placeholder = template.exec(text);
  if (placeholder !== null) return { index: placeholder[0].search(/\S/), trouble: placeholderAlone };
  for (const { 0: part, index } of text.matchAll(piece)) {
    if (part.startsWith('/')) continue;
    const code = part.replace(/^(["'`]).*\1/s, (quoted) => ' '.repeat(quoted.length));
    const wide = code.search(wideSign);
    if (wide >= 0) return { index: index + wide, trouble: ofWidth(code.charAt(wide)) };
    const at = code.search(foreignSign);
    if (at < 0) continue;
    const isQuote = foreignQuote.test(code.charAt(at));
    return { index: index + at, trouble: isQuote ? quote : blank };
  }
  return undefined;
}

/** The same trouble, with what to do where it comes of a dash that is meant as part of a name; nothing where it does not. */
export function dashedName(text: string, index: number, trouble: Trouble): Trouble | undefined {
  if (trouble.code !== 'unknown-field' && trouble.code !== 'expression-failed') return undefined;
  const name = dashedAround(text, index);
  return name === undefined ? undefined : { ...trouble, hint: inBackquotes(name) };
}

/** The name with a dash that is written around an index; nothing where none is. */
export function dashedAround(text: string, index: number): string | undefined {
  return [...text.matchAll(dashed)].find(
    ({ 0: name, index: begin }) => begin < index && index < begin + name.length,
  )?.[0];
}

/** What to do about a dash that is meant as part of a name. */
export function inBackquotes(name: string): string {
  return `a dash is a minus; a name that has one stands in backquotes: \`${name}\``;
}

/** Not that of a value, which begins with $. */
const dashed = /(?<![$\p{L}\p{N}_])[\p{L}_][\p{L}\p{N}_]*(?:-[\p{L}\p{N}_]+)+/gu;

/** Without a colon neither is anything to JSONata. */
const template = /^\s*(?:\{\{[^:]*\}\}|\$\{[^:]*\})\s*$/;

const placeholderAlone = syntax(
  'this is a placeholder of a template',
  'write what stands in it, without the braces: customer.email',
);

const blank = syntax(
  'this looks like a blank, but is a sign that JSONata takes for part of a name',
  'delete it and type a blank; such signs come with text that is copied from a page or a document',
);

const quote = syntax('this quote is one of printed text', 'write a straight one: "…"');

/** Brackets, commas and the like as wide as a Chinese letter. */
const wideSign = /[\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff5e]/;

function ofWidth(sign: string): Trouble {
  const message = `"${sign}" is a sign of another width, which JSONata takes for part of a name`;
  return syntax(message, `write ${sign.normalize('NFKC')}`);
}

function syntax(message: string, hint: string): Trouble {
  return { code: 'expression-syntax', message, hint };
}
