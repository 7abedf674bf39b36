import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { compileExpression } from '../../src/mapping/expression/expression.ts';
import { runtimeTrouble, syntaxTrouble } from '../../src/mapping/expression/expression-trouble.ts';

/** All codes that the library has a sentence for. */
const library = readFileSync(createRequire(import.meta.url).resolve('jsonata'), 'utf8');
const codes = [...new Set(library.match(/(?<=")[STDU]\d{4}(?=":)/g))].sort();

/** Of $eval, which is forbidden, of a tree that is evaluated in spite of its errors, and two that it has no use for. */
const neverMet = ['D2005', 'D3120', 'D3121', 'S0205', 'S0206', 'S0500', 'T2013'];

test('each of the library’s errors has words of our own', () => {
  const met = codes.filter((code) => !neverMet.includes(code));
  expect(met.length).toBeGreaterThan(70);
  const wordless = met.filter((code) => {
    const { message } = code.startsWith('S') ? syntaxTrouble({ code }) : runtimeTrouble({ code });
    return message.includes(code);
  });
  expect(wordless).toEqual([]);
});

const input = {
  name: 'Ida',
  empty: '',
  price: -4,
  tags: ['new', 'old'],
  mixed: [1, 'a'],
  home: { city: 'Bonn' },
};

/** One expression for each mistake that people make in them; nothing of what they work on may be told. */
const mistakes = [
  '"\\u12"',
  'tags{$: 1}{$: 2}',
  'tags[0]@$tag',
  'tags^($)@$tag',
  '%.name',
  'function($a)<s<s>>{ $a }(name)',
  'function(a){ $a }(name)',
  '"a"(name)',
  '(name)(name)',
  'home.city(name)',
  'uppercase(?)',
  'name(?)',
  '(name)(?)',
  'function($list)<a<n>:n>{ $list }(name)',
  '$split(name, $uppercase)',
  '[1.."3"]',
  '["1"..3]',
  'mixed^($)',
  '[home, tags]^($)',
  'home ~> |$|city|',
  'home ~> |$|{}, 1|',
  '{"_jsonata_lambda": 1}',
  '$replace(name, "", "x")',
  '$replace(name, "I", "x", price)',
  '$split(name, "d", price)',
  '$match(name, /d/, price)',
  '$replace(name, /d/, function($found) { 1 })',
  '$reduce(tags, function($tag) { $tag })',
  '$sqrt(price)',
  '$sort(mixed)',
  '$formatBase(price, 99)',
  '$formatInteger(price, "α")',
  '$fromMillis(1, "[q]")',
  '$fromMillis(1, "[YN]")',
  '$fromMillis(1, "[Y")',
  '$toMillis("2026-12", "[Y]-[D]")',
  '$fromMillis(1, "[Z00001t]")',
  '$decodeUrl("%E0%A4%A")',
  '$formatNumber(price, "0.0.0")',
  '1e308 * 10',
];

test('what people get wrong is told so that they can mend it', async () => {
  const blocks: string[] = [];
  for (const text of mistakes) {
    const read = compileExpression({ text, placeAt: (index) => ({ file: 'f', line: 1, column: index + 1 }) });
    const found = read.ok ? await read.expression.evaluate(input) : read;
    const words = found.ok
      ? [`gives ${JSON.stringify(found.value)}`]
      : [found.issue.message, found.issue.hint];
    blocks.push([text, ...words.flatMap((one) => (one === undefined ? [] : `  ${one}`))].join('\n'));
  }
  const told = `${blocks.join('\n\n')}\n`;
  expect(told).not.toMatch(/Ida|Bonn|undefined|[STD]\d{4}/);
  await expect(told).toMatchFileSnapshot('jsonata-words.txt');
});
