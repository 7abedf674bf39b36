import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkExpression } from '../../src/mapping/check-expression.ts';
import { compileExpression } from '../../src/mapping/expression.ts';
import { rootShape } from '../../src/mapping/shape.ts';

/** The suite of the language itself, where it is there: https://github.com/jsonata-js/jsonata/tree/master/test/test-suite */
const suite = new URL('../../../shared/data/jsonata-test-suite/', import.meta.url);
const isThere = existsSync(suite);
const readJson = (path: string): unknown => JSON.parse(readFileSync(new URL(path, suite), 'utf8'));

interface SuiteCase {
  readonly expr?: string;
  readonly dataset?: string | null;
  readonly data?: unknown;
  readonly bindings?: object;
}

const groups = isThere ? readdirSync(new URL('groups/', suite)) : ['the suite is not here'];

function casesOf(group: string): readonly SuiteCase[] {
  const files = readdirSync(new URL(`groups/${group}/`, suite)).filter((name) => name.endsWith('.json'));
  return files
    .flatMap((name) => readJson(`groups/${group}/${name}`) as SuiteCase | readonly SuiteCase[])
    .filter(({ bindings }) => Object.keys(bindings ?? {}).length === 0);
}

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

test.skipIf(!isThere).each(groups)('%s: what is said of a result before is true of it', async (group) => {
  const wrong: string[] = [];
  for (const { expr, dataset, data } of casesOf(group)) {
    const compiled = compileExpression({
      text: expr ?? '',
      placeAt: () => ({ file: 'f', line: 1, column: 1 }),
    });
    const input = typeof dataset === 'string' ? readJson(`datasets/${dataset}.json`) : data;
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
    if (failing !== undefined && !/\$type\(/.test(expr ?? ''))
      wrong.push(`${expr}: ${failing.message}, but it has a value`);
    const type = typeOf(result.value);
    if (inferred?.types?.has(type) === false) wrong.push(`${expr}: ${[...inferred.types]}, not ${type}`);
  }
  expect(wrong).toEqual([]);
});

test.each([
  ['stores.key[]', ['array']],
  ['$distinct(stores.key)[]', ['string', 'array']],
  ['(stores.key)[]', ['string', 'array']],
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
