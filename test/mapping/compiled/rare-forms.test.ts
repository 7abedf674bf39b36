import { expect, test } from 'vitest';
import type { Engine } from '../../../src/mapping/expression/engine.ts';
import { compileExpression } from '../../../src/mapping/expression/expression.ts';

const failed = 'an issue';
const placeAt = () => ({ file: 'f', line: 1, column: 1 });

const ofOne = '$map([1], function($n) { $filter([5], function($m) { true }) })';
const ofOneList = ofOne.replace('[5]', '[[5, 6]]');

test.each([
  ['a transform is handed more than it takes', 'a ~> |$|{"b": 1}|("more")', failed],
  ['a block ends with a function that gets a name', '($double := function($n) { $n * 2 })', failed],
  ['a block ends with a list that gets a name', '($all := list[])', [1, 2]],
  ['the name of $map has a predicate', '$map[$](list, function($n) { {"n": $n} })', failed],
  ['a literal has a predicate and stays a list', '"x"[0][]', ['x']],
  ['a literal is taken twice', 'null[[-1..0]]', [null, null]],
  ['a sign of $formatNumber is an object', '$formatNumber(0.14, "0m", {"per-mille": {}})', failed],
  ['a pattern is called with a place that is no number', '$reduce("ab", /x/, "b")', undefined],
  [
    'a function comes back out of one of the language and is called with "?"',
    '$exists($spread(function($n) { $n })(?))',
    failed,
  ],
  ['a call at the end gives a list of one list, and brackets take one of it', `(${ofOneList})[1]`, undefined],
  ['a call at the end gives a list of one, and brackets keep it', `(${ofOne})[]`, [5]],
  ['of a list in a list a name with "[]" finds one list', '[[{"d": [[1, 2]]}]].d[]', [[1, 2]]],
  ['an item that is taken twice is counted once', 'list[[0, 0]]#$i.($ & $i)', ['11', '11']],
  [
    'a function ends with $lookup in a list',
    '$map(list, function() { $lookup([{"b": 1}], "b") })',
    [[1], [1]],
  ],
  ['what $lookup finds in a list stays in one', '$lookup([{"b": 1}], "b")[]', [1]],
  ['a pattern is called with a place within a text', '/b/("abab", 1.5).start', 1],
])('%s: compiled and by jsonata it comes to the same', async (_situation, text, wanted) => {
  const read = compileExpression({ text, placeAt });
  if (!read.ok) throw new Error(read.issue.message);
  const kinds: string[] = [];
  const engine: Engine = { name: 'shadow', onDifference: ({ kind }) => kinds.push(kind) };
  const result = await read.expression.evaluate({ a: {}, list: [1, 2] }, {}, engine);
  expect(kinds).toEqual([]);
  expect(result.ok ? result.value : failed).toEqual(wanted);
});

test.each([
  ['what a name keeps of the context has a predicate', '$@$one[a = 1].($one.a & "!")', '1!'],
  ['its context is that of the path still', '$$@$one.($[1].a)', [2, 2]],
])('of a list, %s: compiled and by jsonata it comes to the same', async (_situation, text, wanted) => {
  const read = compileExpression({ text, placeAt });
  if (!read.ok) throw new Error(read.issue.message);
  const kinds: string[] = [];
  const engine: Engine = { name: 'shadow', onDifference: ({ kind }) => kinds.push(kind) };
  const result = await read.expression.evaluate([{ a: 1 }, { a: 2 }], {}, engine);
  expect(kinds).toEqual([]);
  expect(read.expression.uncompiled()).toBeUndefined();
  expect(result.ok ? result.value : failed).toEqual(wanted);
});

test.each([['$replace("a-b", "-", function($m) { "+" })'], ['$replace("a-b", "-", $uppercase)']])(
  '%s: the text of a function is jsonata’s own',
  async (text) => {
    const read = compileExpression({ text, placeAt });
    if (!read.ok) throw new Error(read.issue.message);
    const [compiled, reference] = await Promise.all(
      (['compiled', 'reference'] as const).map((name) => read.expression.evaluate({}, {}, { name })),
    );
    expect(compiled).toEqual(reference);
  },
);
