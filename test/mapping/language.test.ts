import { describe, expect, it } from 'vitest';
import { buildCatalog } from '../../src/mapping/build-catalog.ts';
import type { Catalog, CatalogSources, SourceFile } from '../../src/mapping/catalog.ts';
import { readable } from '../../src/mapping/language/readable.ts';
import { readProjectFiles } from '../../src/node/project-files.ts';

const project = await readProjectFiles();

const file = (path: string, value: unknown): SourceFile => ({ path, text: JSON.stringify(value) });
const text = { type: 'string' };
const open = { type: 'object', additionalProperties: true };

/** A shop small enough to be read here: an order with lines, and a return that has a reason. */
const order = {
  type: 'object',
  properties: {
    id: text,
    lines: { type: 'array', items: open },
    paid: { type: 'boolean' },
    note: text,
    extra: open,
  },
};
const returned = { type: 'object', properties: { id: text, reason: text } };
const track = {
  type: 'object',
  properties: { type: text, timestamp: text, event: text, userId: text, properties: open, context: open },
  required: ['userId', 'event'],
};
const orderSeen = {
  type: 'object',
  properties: {
    properties: {
      type: 'object',
      properties: {
        products: {
          type: 'array',
          items: { type: 'object', properties: { tags: { type: ['array', 'null'] } } },
        },
      },
    },
  },
};

const sources: CatalogSources = {
  ...project,
  inputs: new Map([
    ['Ordered', file('ordered.json', order)],
    ['Returned', file('returned.json', returned)],
  ]),
  calls: new Map([['track', file('track.json', track)]]),
  events: new Map([['order-seen', file('order-seen.json', orderSeen)]]),
  mappings: [],
};

function catalogOf(...yaml: readonly string[]): Catalog {
  const mappings = yaml.map((one, index) => ({ path: `mappings/m${index}.yaml`, text: one }));
  const { catalog, issues } = buildCatalog({ ...sources, mappings });
  expect(issues.filter(({ severity }) => severity === 'error')).toEqual([]);
  return catalog;
}

/** A mapping with one call, whose properties are these lines. */
function properties(...lines: readonly string[]): string {
  const inside = lines.map((line) => `    ${line}`).join('\n');
  return `description: d\non: Ordered\ntrack:\n  event: Seen\n  userId: id\n  properties:\n${inside}\n`;
}

const occurredAt = '2026-03-02T10:15:30.123Z';

async function run(yaml: string, payload: unknown) {
  const result = await catalogOf(yaml).mappings[0]?.run(readable(payload), occurredAt);
  if (result?.status !== 'mapped') return result;
  return result.calls.map((call) => call['properties']);
}

const full = { id: 'o1', lines: [{ sku: 'a', n: 1 }], paid: false, note: '', extra: { zero: 0 } };

describe('a field', () => {
  it.each([
    ['text, a path', 'a: id', { a: 'o1' }],
    [
      'constants stand for themselves',
      'a: 5\nb: false\nc: null\nd: \'"text"\'',
      { a: 5, b: false, c: null, d: 'text' },
    ],
    ['0, false and empty text are values', 'a: extra.zero\nb: paid\nc: note', { a: 0, b: false, c: '' }],
    ['"?" leaves out what yields nothing', 'a?: extra.none\nb: id', { b: 'o1' }],
    ['"?" keeps null, which clears', 'a?: "null"', { a: null }],
    ['an optional map is left out when empty', 'a?:\n  b?: extra.none\nc: id', { c: 'o1' }],
    ['a map that is not optional stays', 'a:\n  b?: extra.none', { a: {} }],
    ['a list of the file is a list', 'a:\n  - id\n  - 2\n  - {b: id}', { a: ['o1', 2, { b: 'o1' }] }],
    [
      'items of an optional list may be absent',
      'a?:\n  - extra.none\n  - id\nb?:\n  - extra.none',
      { a: ['o1'] },
    ],
    ['brackets keep a list of one', 'a: "[lines.sku]"', { a: ['a'] }],
    ['objects and lists are plain JSON', 'a: \'lines.{"s": sku}\'', { a: { s: 'a' } }],
  ])('%s', async (_name, lines, expected) => {
    const [result] = (await run(properties(...lines.split('\n')), full)) as unknown[];
    expect(result).toStrictEqual(expected);
  });

  it('without "?" that yields nothing is an error that names it, all of them at once', async () => {
    const result = await run(properties('a: extra.none', 'b:', '  c: extra.none', 'd: id'), full);
    expect(result).toMatchObject({
      status: 'failed',
      stage: 'mapping-failed',
      issues: [
        { code: 'field-missing', message: '"a" yields nothing', place: { line: 7, column: 5 } },
        { code: 'field-missing', message: '"c" yields nothing', place: { line: 9, column: 7 } },
      ],
    });
  });

  it('is not changed by what another mapping does with the same delivery', async () => {
    const writes = properties("a?: 'lines[]{sku: n}'", 'b: \'($ ~> |extra|{"zero": 1}|).extra.zero\'');
    const payload = structuredClone({ ...full, lines: [] });
    await run(writes, payload);
    expect(payload).toStrictEqual({ ...full, lines: [] });
  });
});

describe('one item of a list is no list', () => {
  it.each([
    ['of a function', '$split(id, "1")[0]', 'o'],
    ['of a sort', '(lines^(n))[0].sku', 'a'],
    ['of a chain', '(id ~> $split("1"))[0]', 'o'],
    ['of brackets', '[id, note][0]', 'o1'],
    ['of a join', 'lines@$l[$l.n = 1].($l.sku)', 'a'],
  ])('%s', async (_name, expression, expected) => {
    const yaml = `description: d\non: Ordered\ntrack:\n  event: Seen\n  userId: '${expression}'\n`;
    const result = await catalogOf(yaml).mappings[0]?.run(readable(full), occurredAt);
    expect(result).toMatchObject({ status: 'mapped', calls: [{ userId: expected }] });
  });
});

describe('lists', () => {
  const yaml = `description: d\non: Ordered\ntrack:\n  event: Order Seen\n  userId: id\n  properties:\n    products?: 'lines.{"sku": sku, "tags": tags}'\n`;

  it.each([
    ['none: left out', [], {}],
    [
      'one stays a list where the schema says so, inside too',
      [{ sku: 'a', tags: 'x' }],
      { products: [{ sku: 'a', tags: ['x'] }] },
    ],
    ['two', [{ sku: 'a' }, { sku: 'b' }], { products: [{ sku: 'a' }, { sku: 'b' }] }],
  ])('%s', async (_name, lines, expected) => {
    const [result] = (await run(yaml, { ...full, lines })) as unknown[];
    expect(result).toStrictEqual(expected);
  });
});

describe('let and when', () => {
  const mapping = (when: string) =>
    `description: d\non: Ordered\nwhen: ${when}\nlet:\n  first: lines[0]\n  sku: $first.sku\n  broken: $number(id)\ntrack: {event: Seen, userId: id, properties: {sku?: $sku}}\n`;

  it('a name may use the names above it, may yield nothing, and costs nothing unless it is used', async () => {
    expect(await run(mapping('"true"'), full)).toEqual([{ sku: 'a' }]);
    expect(await run(mapping('"true"'), { ...full, lines: [] })).toEqual([{}]);
  });

  it('"when" may use names; false filters, and is no failure', async () => {
    expect(await run(mapping('$exists($sku)'), full)).toEqual([{ sku: 'a' }]);
    expect(await run(mapping('$exists($sku)'), { ...full, lines: [] })).toEqual({ status: 'filtered' });
  });

  it('"when: false" switches a mapping off', async () => {
    expect(await run(mapping('false'), full)).toEqual({ status: 'filtered' });
  });

  it('"when" that fails is told as what it is, once', async () => {
    const issues = [{ code: 'expression-failed', place: { line: 7 } }];
    const failing = mapping('$broken = 1 or $broken = 2');
    expect(await run(failing, full)).toMatchObject({ status: 'failed', stage: 'mapping-failed', issues });
  });

  it('a name that fails is told once, however many fields use it', async () => {
    const twice = mapping('"true"').replace('sku?: $sku', 'a?: $broken, b?: $broken');
    expect(await run(twice, full)).toMatchObject({
      status: 'failed',
      issues: [{ code: 'expression-failed' }],
    });
  });

  it.each([
    ['the second that has no value', '{sku: no sku, none: nobody}', { status: 'filtered', reason: 'nobody' }],
    [
      'one that fails is no reason to skip, before one that has no value',
      '{broken: no number, none: nobody}',
      { status: 'failed', stage: 'mapping-failed', issues: [{ code: 'expression-failed' }] },
    ],
  ])('needs: %s', async (_name, needs, result) => {
    const needing = mapping('"true"').replace('let:', `needs: ${needs}\nlet:\n  none: extra.none`);
    expect(await run(needing, full)).toMatchObject(result);
  });

  it('"when" that is neither true nor false is an error', async () => {
    expect(await run(mapping('extra.flag'), full)).toMatchObject({
      status: 'failed',
      issues: [{ code: 'when-not-boolean' }],
    });
  });
});

describe('several', () => {
  it.each(['compiled', 'reference'] as const)('calls of one file, each its own: %s', async (name) => {
    const yaml =
      'description: d\non: Ordered\ntrack:\n  - {event: First, userId: id}\n  - {event: Second, userId: id, timestamp: extra.at}\n';
    const { catalog } = buildCatalog({ ...sources, mappings: [{ path: 'm.yaml', text: yaml }] }, { name });
    const result = await catalog.mappings[0]?.run(
      readable({ ...full, extra: { at: '2026-01-01T00:00:00Z' } }),
      occurredAt,
    );
    expect(result).toMatchObject({
      status: 'mapped',
      calls: [
        { type: 'track', event: 'First', timestamp: occurredAt },
        { type: 'track', event: 'Second', timestamp: '2026-01-01T00:00:00Z' },
      ],
      places: [{ line: 4 }, { line: 5 }],
    });
  });

  it('types may be read by one file: a field need exist in one of them only', () => {
    const yaml =
      'description: d\non: [Ordered, Returned]\ntrack: {event: Seen, userId: id, properties: {why?: reason, note?: note}}\n';
    expect(catalogOf(yaml).mappings[0]?.on).toEqual(['Ordered', 'Returned']);
    const wrong = buildCatalog({
      ...sources,
      mappings: [{ path: 'm.yaml', text: yaml.replace('why?: reason', 'why?: raeson') }],
    });
    expect(wrong.issues).toMatchObject([
      { code: 'unknown-field', message: 'raeson: no such field in Ordered or Returned' },
    ]);
  });

  it('evaluations at once do not run into their time limits together', async () => {
    const [mapping] = catalogOf(properties('a: $sum($map([1..400], function($n) { $n * 2 }))')).mappings;
    const results = await Promise.all(
      Array.from({ length: 60 }, () => mapping?.run(readable(full), occurredAt)),
    );
    expect(results.filter((result) => result?.status !== 'mapped')).toEqual([]);
  });
});
