import { expect, test } from 'vitest';
import { outcomeOf } from './evaluating.ts';

type Row = readonly [expression: string, input: unknown, value: unknown];
type Refusal = readonly [expression: string, input: unknown, issue: string, column: number];

const none = { items: [] };
const one = { items: [{ id: 1, p: 5 }] };
const two = {
  items: [
    { id: 1, p: 5 },
    { id: 2, p: 7 },
  ],
};
const orders = { orders: [{ items: [{ sku: 'a' }, { sku: 'b' }] }, { items: [{ sku: 'c' }] }] };
const table = (rows: readonly Row[]) => rows;

const missing = table([
  ['{"a": custmer.email}', { customer: { email: 'x' } }, {}],
  ['x.$isoDat(y)', {}, undefined],
  ['a.b', { a: null }, undefined],
  ['$sum(items.p)', {}, undefined],
  ['$sum(items.p)', none, undefined],
  ['missing + 1', {}, undefined],
  ['missing > 1', {}, undefined],
  ['$not(missing)', {}, undefined],
  ['$lowercase(missing)', {}, undefined],
  ['vip != true', {}, false],
  ['missing = missing', {}, false],
  ['n = null', {}, false],
  ['missing and true', {}, false],
  ['missing ? 1 : 2', {}, 2],
  ['false ? 1', {}, undefined],
  ['a & b', { a: 'text' }, 'text'],
  ['"x" & n', { n: null }, 'xnull'],
  ['"x" & o', { o: { a: 1 } }, 'x{"a":1}'],
  ['$join([f, l], " ")', { f: 'A' }, 'A'],
]);

const falsy = table([
  ['name ?? "n/a"', {}, 'n/a'],
  ['name ?? "n/a"', { name: null }, null],
  ['name ?? "n/a"', { name: '' }, ''],
  ['name ?: "n/a"', { name: '' }, 'n/a'],
  ['name ?: "n/a"', { name: 0 }, 'n/a'],
  ['name ?: "n/a"', { name: false }, 'n/a'],
  ['$exists(n)', { n: null }, true],
  ['[0, "", [], [0], {}, null].$boolean($)', {}, [false, false, false, false, false, false]],
  ['$boolean("false")', {}, true],
  ['a = 5', { a: '5' }, false],
]);

const arrays = table([
  ['items.{"id":id}', one, { id: 1 }],
  ['items.{"id":id}', none, undefined],
  ['[items.{"id":id}]', one, [{ id: 1 }]],
  ['[items.{"id":id}]', none, []],
  ['items[].{"id":id}', one, [{ id: 1 }]],
  ['items.{"id":id}[]', one, [{ id: 1 }]],
  ['items.{"id":id}[]', none, undefined],
  ['$map(items, function($i) { $i.id })', one, 1],
  ['$filter(items, function($i) { $i.id = 2 })', two, { id: 2, p: 7 }],
  ['$each({"a": 1}, function($v, $k) { $k })', {}, 'a'],
  ['$split("a", ",")', {}, ['a']],
  ['$sort([1])', {}, [1]],
  ['$distinct([1, 1])', {}, [1]],
  ['orders.items.sku', orders, ['a', 'b', 'c']],
  ['orders.items[0].sku', orders, ['a', 'c']],
  ['(orders.items)[0].sku', orders, 'a'],
  ['items[-1].id', two, 2],
  ['tags = "a"', { tags: ['a'] }, false],
  ['"a" in tags', { tags: ['a'] }, true],
  ['"a" in tags', { tags: 'a' }, true],
  ['items{ $string(id): p }', { items: [...one.items, ...one.items] }, { '1': [5, 5] }],
]);

const scalars = table([
  ['0.1 + 0.2', {}, 0.30000000000000004],
  ['$string(0.1 + 0.2)', {}, '0.3'],
  ['1999 / 100', {}, 19.99],
  ['[$round(2.5), $round(1.005, 2), $round(2.675, 2)]', {}, [2, 1, 2.68]],
  ['centAmount / $power(10, fractionDigits)', { centAmount: 1999, fractionDigits: 2 }, 19.99],
  ['$string(123456789012345678)', {}, '123456789012345680'],
  ['-0', {}, 0],
  ['name.en-US', { name: { 'en-US': 'Shoe' } }, undefined],
  ['name.`en-US`', { name: { 'en-US': 'Shoe' } }, 'Shoe'],
  ['name."en-US"', { name: { 'en-US': 'Shoe' } }, 'Shoe'],
  ['/* note */ 1', {}, 1],
  ['($f := 2; $f)', {}, 2],
  ['{"a": null, "b": missing, "c": ""}', {}, { a: null, c: '' }],
]);

test.each([...missing, ...falsy, ...arrays, ...scalars])(
  '%s on %j is %j',
  async (expression, input, value) => {
    const outcome = await outcomeOf(expression, input);
    expect(outcome).toStrictEqual({ value });
  },
);

const refusals: readonly Refusal[] = [
  ['n < 3', { n: null }, 'expression-failed', 3],
  ['$uppercase(n)', { n: null }, 'expression-failed', 1],
  ['$number("")', {}, 'expression-failed', 1],
  ['1 + $toMillis("abc")', {}, 'expression-failed', 5],
  ['$toMillis("2026-13-01")', {}, 'not-plain-json', 1],
  ['$fromMillis($toMillis("2026-13-01"))', {}, 'limit-exceeded', 1],
  ['centAmount / $power(10, fractionDigits)', { centAmount: 1 }, 'expression-failed', 14],
  ['{"a": 1/0}', {}, 'not-plain-json', 1],
  ['0/0', {}, 'not-plain-json', 1],
  ['$uppercase', {}, 'not-plain-json', 1],
  ['{"a":1,"a":2}', {}, 'expression-failed', 1],
  ['$f := 1; $f', {}, 'expression-syntax', 8],
  ['', {}, 'expression-syntax', 1],
  ['$error("no")', {}, 'expression-failed', 1],
  ['$assert(false, "no")', {}, 'expression-failed', 1],
  ['$isoDat(1)', {}, 'expression-failed', 1],
  ['function($p) { $map($p, $string) }([1])', {}, 'expression-failed', 16],
];

test.each(refusals)('%s on %j is refused: %s at column %i', async (expression, input, issue, column) => {
  expect(await outcomeOf(expression, input)).toEqual({ issue, column });
});

test('names are there in one evaluation only', async () => {
  expect(await outcomeOf('$a + 1', {}, { a: 1 })).toEqual({ value: 2 });
  expect(await outcomeOf('$a', {})).toEqual({ value: undefined });
});
