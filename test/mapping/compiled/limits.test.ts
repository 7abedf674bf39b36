import { expect, test } from 'vitest';
import { compileAst } from '../../../src/mapping/compiled/compiled.ts';
import type { EngineName } from '../../../src/mapping/expression/engine.ts';
import { compileExpression } from '../../../src/mapping/expression/expression.ts';
import { evaluationLimits } from '../../../src/mapping/language/limits.ts';

const placeAt = () => ({ file: 'f', line: 1, column: 1 });

const input = {
  letters: `${'a'.repeat(30)}!`,
  text: 'x,'.repeat(50_000),
  list: Array.from({ length: 100_000 }, (_, index) => (index * 7_919) % 100_003),
  ten: Array.from({ length: 10_000 }, (_, index) => index),
  lines: Array.from({ length: 3_000 }, () => ({ name: 'x'.repeat(300) })),
};

/** Each would take seconds or for ever, or fill the memory. */
const endless: readonly string[] = [
  '$sort(list)',
  '$sort(list, function($a, $b) { $a > $b })',
  '$pad("x", 3e8)',
  '($f := function($n) { $f($n + 1) }; $f(1))',
  '($f := function($n) { 1 + $f($n + 1) }; $f(1))',
  '($even := function($n) { $odd($n + 1) }; $odd := function($n) { $even($n + 1) }; $even(1))',
  '$map(ten, function($v) { $map($$.ten, function($w) { $w }) })',
  '[1..10000].[1..10000]',
  '$string(lines@$one.{"all": lines})',
  '[1..10000].$uppercase($$.text)',
  '$map(ten, function($v) { $$.text = $$.text & "x" })',
  '$reduce([1..10000], function($a, $i) { $a & "01234567890123456789" })',
  '($f := function($s, $n) { $n = 0 ? $s : $f($s & $s, $n - 1) }; $f("x", 60))',
  '($f := function($v, $n) { $n = 0 ? $v : $f([[$v, $v]], $n - 1) }; $boolean($f(1, 60)))',
  'ten[$ in $$.ten][$ in $$.ten][$ in $$.ten][$ in $$.ten][$ in $$.ten]',
];

const engines: readonly EngineName[] = ['compiled', 'reference'];
const cases = engines.flatMap((engine) => endless.map((text) => [engine, text] as const));

test.each(cases)('%s: %s ends with an issue, after little work', async (engine, text) => {
  const compiled = compileExpression({ text, placeAt });
  if (!compiled.ok) throw new Error(compiled.issue.message);
  const before = process.cpuUsage();
  const result = await compiled.expression.evaluate(input, {}, { name: engine });
  const { user, system } = process.cpuUsage(before);
  expect(result).toMatchObject({ ok: false, issue: { code: 'limit-exceeded' } });
  // Far from the limit, so that only what does not stop at all fails here.
  expect((user + system) / 1_000).toBeLessThan(evaluationLimits.timeout * 20);
});

test('what reached its limit is not begun again by jsonata', async () => {
  const text = '($f := function($n) { $f($n + 1) }; $f(1))';
  const compiled = compileExpression({ text, placeAt });
  if (!compiled.ok) throw new Error(compiled.issue.message);
  const left: unknown[] = [];
  const engine = { name: 'compiled', onLeft: (place: unknown) => left.push(place) } as const;
  const result = compiled.expression.evaluate(input, {}, engine);
  expect(result).toMatchObject({ ok: false, issue: { code: 'limit-exceeded' } });
  expect(left).toEqual([]);
});

test('a deep document ends', async () => {
  const deep: unknown = JSON.parse(`${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`);
  for (const text of ['**', '$ = $', '$string($)', 'a', '$map([1], function() { $$ })', '*']) {
    const compiled = compileExpression({ text, placeAt });
    const result = compiled.ok && (await compiled.expression.evaluate(deep));
    expect(result).toMatchObject({ ok: expect.any(Boolean) });
  }
});

test('a pattern that explodes elsewhere ends compiled', () => {
  const compiled = compileExpression({ text: '$contains(letters, /^(a+)+$/)', placeAt });
  const made = compiled.ok ? compileAst(compiled.expression.ast) : undefined;
  expect(made?.ok && made.compiled.evaluate(input, {})).toBe(false);
});

test('a runtime that makes no functions of text is served by jsonata', async () => {
  const own = globalThis.Function;
  const { linkText } = await import('../../../src/mapping/compiled/link.ts?forbidden' as string);
  try {
    globalThis.Function = (() => {
      throw new EvalError('Code generation from strings disallowed for this context');
    }) as unknown as FunctionConstructor;
    expect(linkText('return () => 1;')).toBeUndefined();
  } finally {
    globalThis.Function = own;
  }
});
