import { isDeepStrictEqual } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { expect, test } from 'vitest';
import { callAtOnce } from '../../../src/mapping/call-fields.ts';
import type { Engine } from '../../../src/mapping/expression/engine.ts';
import { compileExpression } from '../../../src/mapping/expression/expression.ts';
import { evaluateFields, type Field, type FieldValue } from '../../../src/mapping/fields.ts';
import { evaluator, type LetName } from '../../../src/mapping/let.ts';
import { finished } from '../../../src/mapping/work.ts';
import type { Issue } from '../../../src/report/issue.ts';
import { frozen } from './frozen.ts';
import { type Random, randomOf } from './random.ts';
import { fieldNames, randomDocument } from './random-document.ts';
import { expression } from './random-expression.ts';

const place = { file: 'f', line: 1, column: 1 };

function compiled(text: string): FieldValue | undefined {
  const read = compileExpression({ text, placeAt: () => place });
  return read.ok ? { kind: 'expression', place, expression: read.expression } : undefined;
}

function randomExpression(random: Random, names: readonly string[]): FieldValue {
  const text = random.chance(0.3) ? random.pick(fieldNames) : expression({ random, names }, random.below(3));
  return compiled(text) ?? { kind: 'constant', place, value: text };
}

function randomValue(random: Random, depth: number): FieldValue {
  if (depth <= 0 || random.chance(0.7))
    return random.chance(0.1)
      ? { kind: 'constant', place, value: { a: [1] } }
      : randomExpression(random, ['given', 'made']);
  if (random.chance(0.6)) return { kind: 'map', place, fields: randomFields(random, depth - 1) };
  const items = Array.from({ length: random.below(3) }, () => randomValue(random, depth - 1));
  return { kind: 'list', place, items };
}

function randomFields(random: Random, depth: number): readonly Field[] {
  const names = ['userId', 'constructor', '10', 'to"String', 'é'].filter(() => random.chance(0.6));
  return names.map((name) => {
    return { name, optional: random.chance(0.9), place, value: randomValue(random, depth) };
  });
}

function randomNames(random: Random): readonly LetName[] {
  const made = randomExpression(random, ['given']);
  const given: LetName = { name: 'given', made: { value: [{ a: 1, b: ['x'] }, { a: 2 }] } };
  if (made.kind !== 'expression') return [given];
  return [given, { name: 'made', made: { expression: made.expression } }];
}

/** Of a call that was made before: the first is left to its fields. */
function madeBefore(fields: readonly Field[]): readonly Field[] {
  expect(callAtOnce(fields, evaluator({}, []))).toBeUndefined();
  return fields;
}

/** What the fields come to one by one, and what is reported. */
async function oneByOne(fields: readonly Field[], document: unknown, names: readonly LetName[]) {
  const issues: Issue[] = [];
  const call = await finished(
    evaluateFields(fields, evaluator(document, names), (issue) => issues.push(issue)),
  );
  return { call, issues };
}

test('fields together come to what they come to one by one, or to nothing where that has issues', async () => {
  const random = randomOf(4_711);
  const counted = { made: 0, left: 0 };
  for (let calls = 0; calls < 120; calls++) {
    const fields = madeBefore(randomFields(random, 2));
    const names = randomNames(random);
    for (let again = 0; again < 4; again++) {
      const document = frozen(randomDocument(random, 3));
      const call = callAtOnce(fields, evaluator(document, names));
      counted[call === undefined ? 'left' : 'made']++;
      if (call === undefined) continue;
      const { call: wanted, issues } = await oneByOne(fields, document, names);
      expect(issues).toEqual([]);
      expect(isDeepStrictEqual(call, wanted)).toBe(true);
      expect(JSON.stringify(call)).toBe(JSON.stringify(wanted));
    }
  }
  expect(counted.made).toBeGreaterThan(100);
  expect(counted.left).toBeGreaterThan(50);
});

function fieldsOf(texts: Readonly<Record<string, string>>): readonly Field[] {
  const fields = Object.entries(texts).flatMap(([name, text]) => {
    const value = compiled(text);
    return value === undefined ? [] : { name, optional: false, place, value };
  });
  return madeBefore(fields);
}

const endless = '($f := function($n) { $f($n + 1) }; $f(1))';

test.each([
  ['an error', { a: '1', b: 'a + "x"', c: '3' }, 'expression-failed'],
  ['a value that is missing', { a: '1', b: 'nowhere', c: '3' }, 'field-missing'],
  ['what is not compiled', { a: '1', b: '(a.b).%.nowhere', c: '3' }, 'field-missing'],
  ['what takes too long', { a: '1', b: endless, c: '3' }, 'limit-exceeded'],
])('%s leaves a call to its fields, each of which is evaluated all the same', async (_, texts, code) => {
  const fields = fieldsOf(texts);
  const evaluate = evaluator({ a: 1 }, []);
  expect(callAtOnce(fields, evaluate)).toBeUndefined();
  const issues: Issue[] = [];
  const call = await finished(evaluateFields(fields, evaluate, (issue) => issues.push(issue)));
  expect(call).toEqual({ a: 1, c: 3 });
  expect(issues.map((issue) => issue.code)).toEqual([code]);
});

test.each(['reference', 'shadow'] as const)('%s is asked for each expression', (name) => {
  const engine: Engine = { name };
  expect(callAtOnce(fieldsOf({ a: '1' }), evaluator({}, [], engine))).toBeUndefined();
});

test('a value by the name of a function leaves the call', () => {
  const names: readonly LetName[] = [{ name: 'uppercase', made: { value: 'no function' } }];
  const fields = fieldsOf({ a: '$uppercase("x")', b: '$uppercase' });
  expect(callAtOnce(fields, evaluator({}, names))).toBeUndefined();
});

test('one evaluation after the other has the full time', () => {
  const long = '$count($map([1..9000], function($v) { $v & "x" }))';
  const fields = fieldsOf({ a: long, b: long, c: long });
  expect(callAtOnce(fields, evaluator({}, []))).toEqual({ a: 9_000, b: 9_000, c: 9_000 });
});

/** Whether V8 has one form for both: then what is known of one holds for the other, and nothing is made anew. */
function haveOneForm(one: unknown, other: unknown): boolean {
  setFlagsFromString('--allow-natives-syntax');
  const ask = new Function('one', 'other', 'return %HaveSameMap(one, other)') as typeof haveOneForm;
  setFlagsFromString('--no-allow-natives-syntax');
  return ask(one, other);
}

/** An empty object that gets one field. */
function grown(name: string): object {
  const object: Record<string, unknown> = {};
  object[name] = 1;
  return object;
}

test('calls have one form, though V8 keeps no more forms of objects that were empty', () => {
  const deliveries = Array.from({ length: 2_000 }, (_, number) => grown(`id-${number}`));
  expect(haveOneForm(grown('one-more'), grown('one-more'))).toBe(false);
  const fields = ['a', 'b'].map((name): Field => {
    return {
      name,
      optional: name === 'b',
      place,
      value: compiled(name) ?? { kind: 'map', place, fields: [] },
    };
  });
  const whole: Field = { name: 'traits', optional: false, place, value: { kind: 'map', place, fields } };
  const made = madeBefore([whole]);
  for (const document of [{ a: 1, b: 2 }, { a: 1 }]) {
    const [one, other] = [document, document].map((input) => callAtOnce(made, evaluator(input, [])));
    expect(one).toEqual({ traits: document });
    expect(haveOneForm(one, other)).toBe(true);
    expect(haveOneForm(one?.['traits'], other?.['traits'])).toBe(true);
  }
  // Until here they are in the memory, and with them their forms.
  expect(deliveries).toHaveLength(2_000);
});
