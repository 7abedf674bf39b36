import { expect, test } from 'vitest';
import { compileExpression } from '../../src/mapping/expression/expression.ts';
import { readableCopy } from '../../src/mapping/language/readable.ts';
import { outcomeOf } from './evaluating.ts';

const data = () => ({
  a: { b: 1, list: [{ y: 1 }, { y: 2 }] },
  empty: [],
  y: { z: 1 },
  one: { items: [1] },
});

test.each([
  '$string.constructor',
  '$string.implementation',
  '$string.signature',
  '$map.*',
  '(function($x) { $x }).environment',
  '$lookup(a, "constructor")',
  '$lookup(a, "__proto__")',
  '$lookup(a, "hasOwnProperty")',
  '$$.__proto__',
  '$$.constructor',
  'a.constructor.constructor("return process")()',
  'a.list.length',
  'a.toString',
  '{"a": $}.a.__proto__',
  '$keys($string)',
  'process',
  'globalThis',
  '$process',
  '$require',
])('%s reaches nothing', async (expression) => {
  expect(await outcomeOf(expression, data())).toEqual({ value: undefined });
});

test.each([
  ['{"__proto__": {"polluted": 1}}', {}],
  ['$merge([{"__proto__": {"polluted": 1}}])', {}],
  ['a.list[0] ~> |$|{"__proto__": {"polluted": 1}}|', { y: 1 }],
  ['$sift({"__proto__": 1, "b": 2}, function() { true })', { b: 2 }],
  ['a.list{"__proto__": $}', {}],
])('%s leaves the prototypes alone', async (expression, value) => {
  expect(await outcomeOf(expression, data())).toEqual({ value });
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});

test.each([
  ['$eval("1")', 1],
  ['"1" ~> $eval', 1],
  ['a.$eval("b")', 3],
  ['($e := $eval; $e("1"))', 15],
  ['$map(["1"], $eval)', 1],
  ['[$now()]', 2],
  ['($n := $now; $n())', 14],
  ['$millis()', 1],
  ['$random()', 1],
  ['$shuffle([1, 2])', 1],
])('%s is forbidden, at column %i', async (expression, column) => {
  expect(await outcomeOf(expression, data())).toEqual({ issue: 'forbidden-function', column });
});

test.each([
  'empty{"k": $}',
  'empty{"k": $sum($)}',
  'a.list[].y',
  'one.items[]',
  'empty[]',
  'a ~> |$|{"z": 1}|',
  'a ~> |list|{"z": 1}, ["y"]|',
  'a ~> |$$.y|{"z": 2}|',
  '$$ ~> |y|{}, "z"|',
  '$name.list[].y',
  '$name ~> |list|{"z": 1}|',
  '$sort(a.list, function($l, $r) { $l.y < $r.y })',
  '$append(a.list, 1)',
  '$reverse(a.list)',
  '$merge([a, y])',
])('%s does not change what it is given', async (expression) => {
  const input = data();
  const name = data().a;
  await outcomeOf(expression, input, { name });
  expect(input).toStrictEqual(data());
  expect(Object.keys(input.empty)).toEqual([]);
  expect(Object.keys(input.a.list)).toEqual(['0', '1']);
  expect(name).toStrictEqual(data().a);
  expect(Object.keys(name.list)).toEqual(['0', '1']);
});

test('one evaluation gives the next the same, also side by side', async () => {
  const placeAt = () => ({ file: 'f', line: 1, column: 1 });
  const compiled = compileExpression({ text: '($n := $n + a.b; a.list[].($n + y + $$.a.b))', placeAt });
  const results = compiled.ok
    ? await Promise.all(
        [data(), data(), data()].map((input) => compiled.expression.evaluate(input, { n: 1 })),
      )
    : [];
  expect(results).toEqual([1, 2, 3].map(() => ({ ok: true, value: [4, 5] })));
});

test.each(['_jsonata_lambda', '_jsonata_function', '__proto__', 'constructor'])(
  'a payload cannot hide its fields behind the key %s',
  async (key) => {
    const payload: unknown = JSON.parse(`{"custom": {"${key}": true, "name": "Ada"}}`);
    const input = readableCopy(payload);
    expect(await outcomeOf('custom.name', input)).toEqual({ value: 'Ada' });
    expect(await outcomeOf('$contains($string(custom), "Ada")', input)).toEqual({ value: true });
    expect(await outcomeOf('$lookup(custom, "name") & custom.*[$ = "Ada"]', input)).toEqual({
      value: 'AdaAda',
    });
    expect(await outcomeOf('custom.$type($)', input)).toEqual({ value: 'object' });
  },
);

test.each(['custom', 'custom.name', 'custom()', '$string(custom)', '$map([1], custom)', 'custom ~> $merge'])(
  '%s on a payload that says it is a function ends, also without the copy',
  async (expression) => {
    for (const own of ['{"_jsonata_lambda": true}', '{"_jsonata_function": true, "implementation": 1}']) {
      const outcome = await outcomeOf(expression, JSON.parse(`{"custom": ${own}}`));
      expect('issue' in outcome ? outcome.issue : (outcome.value ?? '')).toMatch(
        /^(not-plain-json|expression-failed|)$/,
      );
    }
  },
);
