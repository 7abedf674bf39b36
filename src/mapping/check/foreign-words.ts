import { choice } from '../expression/syntax-words.ts';
import { joinInstead, placeholder } from '../types/slips.ts';

const length = 'write $length(…) of a text, $count(…) of a list';
const contains = 'write $contains(…, "…"); for a list, write … in …';
const day =
  'a time is text here: $substring(…, 0, 10) is its day, and $fromMillis($toMillis(…), "[D01].[M01].[Y]") writes it in another way';
const number = 'write $number(…)';
const text = 'write $string(…)';
const other = 'write $default(value, other)';

/** What other languages call it, in small letters, and what is written here. */
const foreignFunctions: ReadonlyMap<string, string> = new Map([
  ['if', choice],
  ['iif', choice],
  ['concat', 'to join texts, write a & b'],
  ['lower', 'write $lowercase(…)'],
  ['tolower', 'write $lowercase(…)'],
  ['upper', 'write $uppercase(…)'],
  ['toupper', 'write $uppercase(…)'],
  ['substr', 'write $substring(…, start, length)'],
  ['left', 'write $substring(…, 0, 3)'],
  ['right', 'write $substring(…, -3)'],
  ['slice', 'write $substring(…, start, length)'],
  ['includes', contains],
  ['indexof', contains],
  ['startswith', 'write $contains(…, /^…/)'],
  ['endswith', 'write $contains(…, /…$/)'],
  ['len', length],
  ['size', length],
  ['first', 'write (…)[0]'],
  ['last', 'write (…)[-1]'],
  ['isempty', 'write $not($exists($present(…)))'],
  ['isnull', 'write $exists(…), or $not($exists(…))'],
  ['coalesce', other],
  ['ifnull', other],
  ['nvl', other],
  ['int', number],
  ['float', number],
  ['parseint', number],
  ['parsefloat', number],
  ['tonumber', number],
  ['str', text],
  ['tostring', text],
  ['md5', 'write $sha256(…)'],
  ['hash', 'write $sha256(…)'],
  ['date', day],
  ['todate', day],
  ['formatdate', day],
  ['year', 'a time is text here: $substring(…, 0, 4) is its year'],
]);

/** What is written here in place of a function of another language; nothing where no such is known. */
export function functionInstead(name: string): string | undefined {
  return foreignFunctions.get(name.toLowerCase());
}

/** What is written behind a list in place of what other languages call one of its items. */
export function itemInstead(name: string): string | undefined {
  return items.get(name);
}

const items: ReadonlyMap<string, string> = new Map([
  ['first', '[0]'],
  ['last', '[-1]'],
]);

/** What is said to what other languages have in place of a field; nothing where it is no such thing. */
export function valueInstead(name: string, path: string): string | undefined {
  if (placeholder.test(name)) return joinInstead;
  return path === '' ? values.get(name.toLowerCase()) : undefined;
}

const nothing = 'write null; whether there is something, $exists(…) tells';

const values: ReadonlyMap<string, string> = new Map([
  ['undefined', nothing],
  ['none', nothing],
  ['nil', nothing],
  ['null', nothing],
  ['math', 'write $round(…), $floor(…), $ceil(…), $abs(…), $max(…) or $min(…)'],
  ['json', 'write $string(…) to make text of it'],
]);

/** What is written around a value in place of what other languages write behind it. */
export function methodInstead(name: string, path: string, isList: boolean): string | undefined {
  return methods.get(name)?.(path, isList);
}

const methods: ReadonlyMap<string, (path: string, isList: boolean) => string> = new Map([
  ['length', (path, isList) => (isList ? `$count(${path})` : `$length(${path})`)],
  ['toLowerCase', (path) => `$lowercase(${path})`],
  ['toUpperCase', (path) => `$uppercase(${path})`],
  ['trim', (path) => `$trim(${path})`],
  ['toString', (path) => `$string(${path})`],
  ['includes', (path, isList) => (isList ? `… in ${path}` : `$contains(${path}, …)`)],
  ['split', (path) => `$split(${path}, …)`],
  ['replace', (path) => `$replace(${path}, …, …)`],
  ['join', (path) => `$join(${path}, …)`],
]);
