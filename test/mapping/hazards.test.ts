import { expect, test } from 'vitest';
import { compileExpression } from '../../src/mapping/expression/expression.ts';
import { readableCopy } from '../../src/mapping/language/readable.ts';
import { workedMs } from '../worked.ts';
import { outcomeOf } from './evaluating.ts';

/** Milliseconds. Without its bound each takes far longer or for ever. */
const inTime = 10_000;

const numbers = (length: number) => Array.from({ length }, (_, index) => length - index);
const nested = (depth: number): unknown => JSON.parse(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`);

const input = {
  letters: `${'a'.repeat(30)}!`,
  big: 'x'.repeat(10_000_000),
  text: 'x,'.repeat(50_000),
  tag: 'a-'.repeat(40_000),
  list: numbers(30_000),
  ten: numbers(10_000),
  records: numbers(3_000).map((id) => ({ id, [`k${id}`]: id })),
};

const doubling = (next: string, first: string, end: string) =>
  `($f := function($v, $n) { $n = 0 ? $v : $f(${next}, $n - 1) }; ${end.replace('$v', `$f(${first}, 60)`)})`;

/** Each would take minutes, fill the memory or end the process in jsonata alone, or comes near one that does. */
const unbounded: readonly string[] = [
  '($f := function($s,$n){$n=0?$s:$f($s&$s,$n-1)}; $length($f("x",27)))',
  '($f := function($n) { 1 + $f($n + 1) }; $f(1))',
  '($f := function($n) { $f($n + 1) }; $f(1))',
  '($f := function() { $f() }; $f())',
  doubling('$v & $v', '"x"', '$v'),
  doubling('$append($v, $v)', '[1]', '$count($v)'),
  doubling('$zip($v, $v)', '[1]', '$v'),
  doubling('[[$v, $v]]', '1', '$v'),
  doubling('{"a": $v, "b": $v}', '1', '$string($v)'),
  doubling('{"a": $v, "b": $v}', '1', '$v = $v'),
  doubling('{"a": $v, "b": $v}', '1', '$v.**'),
  doubling('$merge([$v, {"a" & $n: $v}])', '{}', '$v'),
  doubling('$spread([{"a": $v, "b": $v}])', '1', '$v'),
  doubling('$split($join([$v, $v], ","), ",")', '["x", "y"]', '$v'),
  doubling('$replace($v, "x", "xx")', '"x"', '$v'),
  '$reduce([1..60], function($a, $i) { [[$a, $a]] }, 1)',
  '$map(ten, function($v) { $$.ten })',
  '$replace(text, /x/, function($m) { $$.text })',
  '$replace(text, "x", text)',
  '$join([1..10000].$$.text)',
  '$string([1..5000].$$.text)',
  '[1..10000].{"a": $$.list} = [1..10000].{"a": $$.list}',
  '[1..1e8]',
  '[1..10000].[1..10000]',
  '[1..3000].([1..3000].($x := $; [1..3000][$ = $x]))',
  '$map(ten, function($v) { $map($$.ten, function($w) { $w }) })',
  'records@$x.records@$y[$x.id = $y.id].{"a": $x.id}',
  '$sort(list)',
  'list^($)',
  '$distinct(records)',
  '$spread(records)',
  '**',
  '$pad("x", 3e8)',
  '$formatNumber(1, $pad("0", 10000, "0"))',
  '$formatNumber(1, big)',
  '$formatNumber(1/0, "0e0")',
  '$formatInteger(1e15, "I")',
  '$formatInteger(1/0, "A")',
  '$fromMillis(1, "[Y,9999999-99999999]")',
  '$contains(big, /(x|y)*z/)',
  '$match(text, /x/)',
  '[1..10000].$uppercase($$.big)',
  '[1..10000].$split($$.text, ",")',
  'big',
  '{"a": big}',
  '$uppercase(big)',
  '$length(big)',
  '$string($$)',
  '$clone($$)',
  '1+'.repeat(600) + 1,
];

test.each(unbounded)('%s ends with an issue', async (expression) => {
  const worked = await workedMs(async () => {
    expect(await outcomeOf(expression, input)).toMatchObject({ issue: 'limit-exceeded' });
  });
  expect(worked).toBeLessThan(inTime);
});

const bounded: readonly (readonly [string, unknown])[] = [
  ['$contains(letters, /^(a+)+$/)', false],
  ['$count($split(text, ","))', 50_001],
  ['$count(list)', 30_000],
  ['$count($keys($merge(records)))', 3_001],
  ['$count([1..100].[1..100])', 100],
  ['$localized({"en": "Shirt", "a-a-b": "Hemd"}, tag)', 'Hemd'],
];

test.each(bounded)('%s ends with %j', async (expression, value) => {
  const worked = await workedMs(async () => {
    expect(await outcomeOf(expression, input)).toEqual({ value });
  });
  expect(worked).toBeLessThan(inTime);
});

test('a pattern that explodes elsewhere takes no time', async () => {
  await outcomeOf('$contains("warm", /^(a+)+$/)');
  const worked = await workedMs(async () => {
    expect(await outcomeOf('$contains(letters, /^(a+)+$/)', input)).toEqual({ value: false });
  });
  expect(worked).toBeLessThan(2_000);
});

test.each(['?:', '??'])('a pattern left of %s ends with an issue', async (operator) => {
  const outcome = await outcomeOf(`$replace("a b", / /, "") ${operator} "x"`);
  expect(outcome).toEqual({ issue: 'expression-failed', column: 1 });
});

test.each(['$string($)', '**', '$ = $', '$clone($)', '$map([1], function() { $$ })', 'a[]', 'a'])(
  '%s ends on data that is nested beyond reason',
  async (expression) => {
    for (const data of [nested(50_000), readableCopy(nested(50_000))]) {
      const outcome = await outcomeOf(expression, data);
      expect('issue' in outcome ? outcome.issue : 'value').toMatch(/^(limit-exceeded|not-plain-json|value)$/);
    }
  },
);

test.each([
  'ten[$ in $$.ten]',
  'ten^(>$)',
  '$reduce(ten, $append)',
  'list[$ in $$.list]',
  'records{$string(id): id}',
  'ten.{"a": $, "b": [$, $]}',
])('%s ends in time, with a value or without', async (expression) => {
  expect(await workedMs(() => outcomeOf(expression, input))).toBeLessThan(inTime);
});

test.each([800, 3_000, 20_000])('an expression with %i levels is an issue and no exception', (levels) => {
  const placeAt = () => ({ file: 'f', line: 1, column: 1 });
  const around = (open: string, middle: string, close: string) =>
    open.repeat(levels) + middle + close.repeat(levels);
  for (const text of [
    around('(', '1', ')'),
    around('[', '1', ']'),
    around('a[b', '', ']'),
    around('1+', '1', ''),
  ]) {
    const compiled = compileExpression({ text, placeAt });
    if (!compiled.ok) expect(compiled.issue.code).toBe('expression-syntax');
  }
});
