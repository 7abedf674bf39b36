import { expect, test } from 'vitest';
import { comparingEngine } from '../../../src/cli/cases/comparing-engine.ts';
import type { EngineDifference } from '../../../src/mapping/expression/engine.ts';
import { compileExpression, type Expression } from '../../../src/mapping/expression/expression.ts';
import { deployedEngine } from '../../../src/node/deployed-engine.ts';

const placeAt = (index: number) => ({ file: 'mappings/customer.created.yaml', line: 7, column: index + 12 });

function compiled(text: string): Expression {
  const made = compileExpression({ text, placeAt });
  if (!made.ok) throw new Error(made.issue.message);
  return made.expression;
}

/** jsonata takes such an object for its own wrapper of a list; a delivery is read without that field. */
const misread = { outerWrapper: true, secret: 'jane@example.com' };

test('a compiled value is there at once; jsonata has to be waited for', async () => {
  expect(compiled('1 + 1').evaluate({})).toEqual({ ok: true, value: 2 });
  const byReference = compiled('1 + 1').evaluate({}, {}, { name: 'reference' });
  expect(byReference).toBeInstanceOf(Promise);
  expect(await byReference).toEqual({ ok: true, value: 2 });
});

test.each(['compiled', 'reference'] as const)('of today it knows nothing: %s', async (name) => {
  const made = compiled('$toMillis(a, "[H01]:[m01]")').evaluate({ a: '01:00' }, {}, { name });
  expect(await made).toEqual({ ok: true, value: 3_600_000 });
});

test('an error is told by jsonata, in its words and at its place', async () => {
  const [first, second] = await Promise.all(
    (['compiled', 'reference'] as const).map((name) => compiled('a + "x"').evaluate({ a: 1 }, {}, { name })),
  );
  expect(first).toEqual(second);
  expect(first).toMatchObject({ ok: false, issue: { code: 'expression-failed' } });
});

test.each([
  ['$', 'value-or-nothing'],
  ['$string($)', 'other-value'],
  ['$string($) & 1', undefined],
])('%s: a shadow tells how the two differ: %s', async (text, kind) => {
  const found: EngineDifference[] = [];
  await compiled(text).evaluate(
    text.includes('&') ? { a: 1 } : text === '$' ? misread : { ...misread, 0: { a: 1 } },
    {},
    { name: 'shadow', onDifference: (difference) => found.push(difference) },
  );
  expect(found.map((one) => one.kind)).toEqual(kind === undefined ? [] : [kind]);
});

test('the log of a difference says where, and no value', async () => {
  const lines: string[] = [];
  const engine = deployedEngine((line) => lines.push(line), { ENGINE: 'shadow' });
  await compiled('$').evaluate(misread, {}, engine);
  expect(lines.map((line) => JSON.parse(line))).toMatchInlineSnapshot(`
    [
      {
        "difference": "value-or-nothing",
        "level": "error",
        "mapping": "customer.created",
        "msg": "an expression comes to something else compiled than by jsonata itself",
        "place": {
          "column": 12,
          "file": "mappings/customer.created.yaml",
          "line": 7,
        },
      },
    ]
  `);
});

test.each([
  [{}, 'compiled'],
  [{ ENGINE: ' reference ' }, 'reference'],
  [{ ENGINE: 'shadow' }, 'shadow'],
  [{ ENGINE: 'fast' }, 'compiled'],
])('%j makes the engine %s', (variables, name) => {
  expect(deployedEngine(() => {}, variables).name).toBe(name);
});

test('mapper test makes an issue of a difference, once', async () => {
  const { engine, issues } = comparingEngine();
  const expression = compiled('$');
  for (let again = 0; again < 2; again++) await expression.evaluate(misread, {}, engine);
  expect(issues()).toMatchInlineSnapshot(`
    [
      {
        "code": "engines-differ",
        "hint": "set ENGINE=reference until that is mended, and report the expression",
        "message": "the expression gives a value compiled and nothing by jsonata itself, or the other way round",
        "place": {
          "column": 12,
          "file": "mappings/customer.created.yaml",
          "line": 7,
        },
        "severity": "error",
      },
    ]
  `);
});

test.each([
  '[$uppercase($[])].c',
  '[$[]].c',
  '[$].c',
  '$[]',
  '[$, 1][0]',
  '{"k": [0, -0]}',
  '(function($p)<x:x>{ 1 })(null) ?: 2',
])('%s comes to the same in both engines, whatever it is asked of', async (text) => {
  for (const input of ['x', ['x'], [['x']], [], { c: 'x' }, [{ c: ['x'] }]]) {
    const made = await compiled(text).evaluate(input);
    expect(made).toEqual(await compiled(text).evaluate(input, {}, { name: 'reference' }));
  }
});

test('a value by the name of a function is called in its place', async () => {
  const names = { uppercase: 'no function' };
  const result = await compiled('$uppercase("x")').evaluate({}, names);
  expect(result).toMatchObject({ ok: false, issue: { code: 'expression-failed' } });
});
