import jsonata from 'jsonata';
import { expect, test } from 'vitest';
import { boundedBuiltIns, boundedImplementation } from '../../src/mapping/language/bounded.ts';
import { workedMs } from '../worked.ts';

interface Registered {
  readonly implementation: (...values: unknown[]) => unknown;
  readonly signature: { readonly definition: string };
}

/** Milliseconds of work; measured under 250. Without its bound each takes far longer. */
const inTime = 1_000;

const limits = { timeout: 10_000, stack: 500, sequence: 10_000 };
const original = async (name: string) => (await jsonata(`$${name}`).evaluate({})) as Registered;

/** What an expression comes to, in a form that can be compared: text, so that types and null prototypes do not matter. */
async function outcome(expression: jsonata.Expression, input: unknown): Promise<unknown> {
  try {
    return JSON.stringify(await expression.evaluate(input)) ?? 'nothing';
  } catch (error) {
    const { code, message, position, token } = error as Record<string, unknown>;
    return { code, message, position, token };
  }
}

async function bounded(text: string): Promise<jsonata.Expression> {
  const expression = jsonata(text, limits);
  for (const { name, signature, ...rest } of boundedBuiltIns) {
    const { implementation } = await original(name);
    expression.registerFunction(name, boundedImplementation(implementation, rest), signature);
  }
  return expression;
}

const input = {
  text: 'ab, cd;é😀',
  list: ['b', 'a', 'c', 'a'],
  objects: [{ a: 1 }, { a: 2, b: 3 }, { a: 1 }],
  long: 'x'.repeat(100_001),
  huge: 'x'.repeat(1_000_001),
  words: Array.from({ length: 9_000 }, () => 'x'.repeat(100)),
  numbers: Array.from({ length: 5_001 }, (_, number) => number),
  records: Array.from({ length: 2_001 }, (_, number) => ({ number })),
};

test.each(boundedBuiltIns)('$name has the signature that jsonata gives it', async ({ name, signature }) => {
  expect((await original(name)).signature.definition).toBe(signature);
});

test.each([
  ...['$length(text)', 'text.$length()', '$length(missing)', '$length(1)', '$length()'],
  ...['$substring(text, 1, 3)', '$substring(text, -2)', 'text.$substring(1)', '$substring(missing, 1)'],
  ...[
    '$pad(text, 20)',
    '$pad(text, -20, "-+")',
    'text ~> $pad(15, "é")',
    '$pad("a", 10000)',
    '$pad("a", null)',
    '$pad("a", 0/0)',
  ],
  ...['$split(text, /[,;]\\s*/)', '$split(text, "", 2)', '$split(text, ",", -1)', '$split(missing, ",")'],
  ...['$match(text, /[a-d]+/)', '$match(text, /(b)|(x)/, 1).groups', '$match(text, /b*/)'],
  ...['$replace(text, /(a)(b)/, "$2$1")', '$replace(text, "a", "$")', '$replace(text, "", "x")'],
  ...['$replace(text, /[a-d]/, function($m) { $uppercase($m.match) }, 3)', '$replace(text, /a/, 1)'],
  ...['$join(list)', '$join(list, ", ")', '$join("one")', '$join(missing)', '$join([1])', '$join([])'],
  ...['$sort(list)', '$sort(objects, function($l, $r) { $l.a < $r.a })', '$sort(objects)', '$sort(missing)'],
  ...['$distinct(list)', '$distinct(objects)', '$distinct("one")', '$distinct(missing)', '$distinct(list[])'],
  ...['$spread(objects)', 'objects.$spread()', '$spread("one")', '$spread(missing)'],
  ...['$formatNumber(1234.5, "#,##0.00")', '$formatNumber(0.14, "01%")', '$formatNumber(1, "")'],
  ...['$formatNumber(1.5, "0,0", {"decimal-separator": ","})', '(12).$formatNumber("000")'],
  ...[
    '$formatInteger(1999, "I")',
    '$formatInteger(12, "w")',
    '$formatInteger(100000, "i")',
    '$formatInteger(1, 1)',
  ],
  ...['$parseInteger("MCMXCIX", "I")', '$parseInteger("twelve", "w")', '$parseInteger("12,000", "#,##0")'],
  ...['$toMillis("2018-02-03T04:05:06Z")', '$toMillis("3.2.2018", "[D].[M].[Y]")', '$toMillis("x")'],
  ...[
    '$fromMillis(1e12)',
    '$fromMillis(1e12, "[Y0001]-[M01]-[D01] [MNn,3-3]", "+0100")',
    '$fromMillis(1, "[q]")',
  ],
  ...[
    '$map(list, $length)',
    '$map(list, $pad(?, 3, "."))',
    'list ~> $map($substring(?, 0, 1)) ~> $join("-")',
  ],
  ...[
    '($upper := $split(?, ","); $upper(text))',
    '[list.$pad(3)]',
    'list ~> $sort ~> $join',
    '$filter(list, $length)',
  ],
])('%s is as without the bound', async (expression) => {
  const usual = await outcome(jsonata(expression, limits), input);
  expect(await outcome(await bounded(expression), input)).toEqual(usual);
});

test.each([
  ['$length(huge)', '$length: the length of the text may be at most 1000000; it is 1000001'],
  ['$substring(huge, 1)', '$substring: the length of the text'],
  ['$pad("x", 300000000)', '$pad: the width may be at most 10000; it is 300000000'],
  ['$pad("x", -1/0)', '$pad: the width'],
  ['$pad("x", 9000, long)', '$pad: the length of the filling text'],
  ['$split(long, "")', '$split: the length of the text'],
  ['$match(long, /x/)', '$match: the length of the text'],
  ['$replace(long, "x", "")', '$replace: the length of the text'],
  [
    '$replace($substring(long, 1), "x", long)',
    '$replace: the length of the text times that of the replacement',
  ],
  ['$join(words, $substring(long, 0, 50))', '$join: the length of the result'],
  ['$sort(numbers)', '$sort: the number of items in the list may be at most 5000; it is 5001'],
  ['numbers ~> $sort', '$sort: the number of items'],
  ['$distinct(numbers)', '$distinct: the number of items'],
  ['$distinct(records)', '$distinct: the number of items in the list may be at most 1000; it is 2001'],
  ['$spread(records)', '$spread: the number of items'],
  ['$formatNumber(1, long)', '$formatNumber: the length of the picture text'],
  [
    '$formatNumber(1/0, "0.0e0")',
    '$formatNumber: the number is not finite, such as after a division by zero',
  ],
  ['$formatInteger(1, long)', '$formatInteger: the length of the picture text'],
  ['$formatInteger(1e10, "I")', '$formatInteger: the number in Roman numerals'],
  ['$formatInteger(1/0, "A")', '$formatInteger: the number is not finite, such as after a division by zero'],
  ['$formatInteger(-1/0, "a")', '$formatInteger: the number is not finite'],
  ['$parseInteger(long, "w")', '$parseInteger: the length of the text'],
  ['$toMillis(long)', '$toMillis: the length of the text'],
  ['$toMillis("2018", long)', '$toMillis: the length of the picture text'],
  ['$fromMillis(1, "[Y,9999999-99999999]")', '$fromMillis: the width of a part of the picture'],
  ['$fromMillis(1, "[Y, *-99999999]")', '$fromMillis: the width of a part of the picture'],
  ['$fromMillis(1, "[Y]", long)', '$fromMillis: the length of the time zone'],
  ['["x"].$pad(?, 1e9)($)', '$pad: the width'],
])('%s is refused at once', async (expression, sentence) => {
  const compiled = await bounded(expression);
  const worked = await workedMs(() =>
    expect(compiled.evaluate(input)).rejects.toMatchObject({
      name: 'FunctionError',
      message: expect.stringContaining(sentence),
    }),
  );
  expect(worked).toBeLessThan(inTime);
});

const atTheBound: readonly (readonly [string, unknown])[] = [
  ['$length(text)', { text: 'x'.repeat(1_000_000) }],
  ['$split(text, "")', { text: 'x'.repeat(100_000) }],
  ['$replace(text, "x", "0123456789")', { text: 'x'.repeat(100_000) }],
  ['$sort(list)', { list: Array.from({ length: 5_000 }, (_, index) => (index * 7_919) % 10_007) }],
  ['$distinct(list)', { list: Array.from({ length: 5_000 }, (_, index) => `text ${index}`) }],
  ['$distinct(list)', { list: Array.from({ length: 1_000 }, (_, id) => ({ kind: 'a', id })) }],
  ['$spread(list)', { list: Array.from({ length: 2_000 }, (_, a) => ({ a, b: a })) }],
  ['$fromMillis(1, "[Y,999-999]")', {}],
  ['$pad("x", 10000, "0123456789")', {}],
];

test.each(atTheBound)('%s ends soon at its bound', async (expression, largest) => {
  const compiled = await bounded(expression);
  expect(await workedMs(() => compiled.evaluate(largest))).toBeLessThan(inTime);
});
