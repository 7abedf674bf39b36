import { expect, test } from 'vitest';
import { checkExpression } from '../../src/mapping/check/check-expression.ts';
import { compileExpression } from '../../src/mapping/expression/expression.ts';
import { rootShape } from '../../src/mapping/types/shape.ts';
import { hasSuite, inputOf, suiteGroups } from './jsonata-suite-cases.ts';

const groups = hasSuite ? [...suiteGroups.keys()] : ['the suite is not here'];

function typeOf(value: unknown): string {
  return Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value;
}

/** A schema that says of values what they are, and no more. */
function schemaOf(values: readonly unknown[]): Readonly<Record<string, unknown>> {
  const objects = values.filter((value) => typeOf(value) === 'object') as Readonly<Record<string, unknown>>[];
  const lists = values.filter((value) => Array.isArray(value)) as readonly unknown[][];
  const names = [...new Set(objects.flatMap(Object.keys))];
  const fields = names.map((name) => {
    const held = objects.filter((object) => Object.hasOwn(object, name)).map((object) => object[name]);
    return [name, schemaOf(held)] as const;
  });
  const required = names.filter((name) => objects.every((object) => Object.hasOwn(object, name)));
  return {
    type: [...new Set(values.map(typeOf))],
    ...(objects.length > 0 ? { properties: Object.fromEntries(fields), required } : {}),
    ...(lists.length > 0 ? { items: schemaOf(lists.flat()) } : {}),
  };
}

test.skipIf(!hasSuite).each(groups)('%s: what is said of a result before is true of it', async (group) => {
  const wrong: string[] = [];
  for (const one of suiteGroups.get(group) ?? []) {
    if (Object.keys(one.bindings ?? {}).length > 0) continue;
    const compiled = compileExpression({
      text: one.expr,
      placeAt: () => ({ file: 'f', line: 1, column: 1 }),
    });
    const input = inputOf(one);
    if (!compiled.ok || typeOf(input) !== 'object') continue;
    const { expression } = compiled;
    const source = { type: 'Case', shape: rootShape(schemaOf([input])) };
    const {
      inferred: [inferred],
      issues,
    } = checkExpression(expression, [source], [new Map()]);
    const result = await expression.evaluate(input);
    if (!result.ok || result.value === undefined || result.value === null) continue;
    const failing = issues.find(({ code, severity }) => code === 'expression-failed' && severity === 'error');
    // A condition may ask for a type that never comes, and keep out what would fail then.
    if (failing !== undefined && !/\$type\(/.test(one.expr))
      wrong.push(`${one.expr}: ${failing.message}, but it has a value`);
    const type = typeOf(result.value);
    if (inferred?.types?.has(type) === false) wrong.push(`${one.expr}: ${[...inferred.types]}, not ${type}`);
  }
  expect(wrong).toEqual([]);
});

test.each([
  ['stores.key[]', ['array']],
  ['$distinct(stores.key)[]', ['string', 'array']],
  ['$$.(stores.key[])', ['string', 'array']],
  ['($keys := stores.key[]; $$.$keys)', ['string', 'array']],
  ['$$.(stores.key[])[]', ['array']],
  ['$$.(stores[])', ['array']],
  ['(stores.key)[]', ['string', 'array']],
  ['$reduce(stores.key, function($one, $other) { 0 })', ['string', 'number']],
  ['$reduce(stores.key, function($one, $other, $at, $all) { $all }, 0)', ['number', 'array']],
  ['**.($exists(key))[0]', ['boolean', 'array']],
  ['stores#$at', ['object', 'array']],
  ['[stores]@$store.stores.key', ['string', 'array']],
])('%s is of one store as it is said before', async (text, types) => {
  const compiled = compileExpression({ text, placeAt: () => ({ file: 'f', line: 1, column: 1 }) });
  if (!compiled.ok) throw new Error(compiled.issue.message);
  const input = { stores: [{ key: 'north' }] };
  const source = { type: 'Case', shape: rootShape(schemaOf([input])) };
  const [inferred] = checkExpression(compiled.expression, [source], [new Map()]).inferred;
  expect([...(inferred?.types ?? [])]).toEqual(types);
  const result = await compiled.expression.evaluate(input);
  expect(types).toContain(typeOf(result.ok ? result.value : undefined));
});

test('$distinct of a list that is kept is not said to be one: of two that are equal it is the one', async () => {
  const read = compileExpression({
    text: '$distinct(stores.key[])',
    placeAt: () => ({ file: 'f', line: 1, column: 1 }),
  });
  if (!read.ok) throw new Error(read.issue.message);
  const input = { stores: [{ key: 'north' }, { key: 'north' }] };
  const source = { type: 'Case', shape: rootShape(schemaOf([input])) };
  const [inferred] = checkExpression(read.expression, [source], [new Map()]).inferred;
  expect([...(inferred?.types ?? [])]).toEqual(['string', 'array']);
  expect(await read.expression.evaluate(input)).toEqual({ ok: true, value: 'north' });
});

test.each([
  ['stores#$at.[$at]', 0],
  ['stores.key.[$length(%.key)]', 5],
])(
  '%s: a list is not said to be one where something goes along: of one store it is its item',
  async (text, value) => {
    const read = compileExpression({ text, placeAt: () => ({ file: 'f', line: 1, column: 1 }) });
    if (!read.ok) throw new Error(read.issue.message);
    const input = { stores: [{ key: 'north' }] };
    const source = { type: 'Case', shape: rootShape(schemaOf([input])) };
    const [inferred] = checkExpression(read.expression, [source], [new Map()]).inferred;
    expect(inferred?.types?.has('number') ?? true).toBe(true);
    expect(await read.expression.evaluate(input)).toEqual({ ok: true, value });
  },
);
