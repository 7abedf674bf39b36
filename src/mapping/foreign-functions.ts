import { choice } from './syntax-words.ts';

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
]);

/** What is written here in place of a function of another language; nothing where no such is known. */
export function insteadOf(name: string): string | undefined {
  return foreignFunctions.get(name.toLowerCase());
}
