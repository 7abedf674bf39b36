import { beforeAll, describe, expect, it } from 'vitest';
import { buildCatalog } from '../../src/mapping/build-catalog.ts';
import type { CatalogSources } from '../../src/mapping/catalog.ts';
import type { Fetcher, Wanted } from '../../src/mapping/fetcher.ts';
import { readable } from '../../src/mapping/language/readable.ts';
import { readProjectFiles } from '../../src/node/project-files.ts';
import { formatIssues } from '../../src/report/format.ts';

let project: CatalogSources;
beforeAll(async () => {
  project = await readProjectFiles();
});

const returned = {
  type: 'ReturnInfoAdded',
  resource: { typeId: 'order', id: 'o-1' },
  returnInfo: { returnTrackingId: 'T-1', items: [] },
};
const track = 'track:\n  event: Seen\n  userId: $order.id\n';

function build(mapping: string) {
  const text = `description: A case.\non: ReturnInfoAdded\n${mapping}`;
  const built = buildCatalog({ ...project, mappings: [{ path: 'mappings/case.yaml', text }] });
  return { ...built, told: formatIssues(built.issues, { colour: false, textOf: () => text }) };
}

/** Runs a mapping; gives what became of it and what was asked for, in its order. */
async function run(mapping: string, there: Readonly<Record<string, object | undefined>> = {}) {
  const { catalog, issues } = build(mapping);
  expect(issues.filter(({ severity }) => severity === 'error')).toEqual([]);
  const asked: Wanted[] = [];
  const fetcher: Fetcher = async (wanted) => {
    asked.push(wanted);
    const value = there[`${wanted.kind} ${wanted.by} ${wanted.value}`];
    return value === undefined ? { status: 'absent', reason: 'not there' } : { status: 'found', value };
  };
  const result = await catalog.mappings[0]?.run(
    readable(returned),
    '2026-05-04T10:21:07Z',
    () => true,
    fetcher,
  );
  return { result, asked: asked.map(({ kind, by, value }) => `${kind} ${by} ${value}`) };
}

const order = { id: 'o-1', customerId: 'c-1', businessUnit: { typeId: 'business-unit', key: 'acme' } };

describe('fetch', () => {
  it('gives a value by its name', async () => {
    const { result, asked } = await run(`fetch:\n  order: resource.id\n${track}`, { 'order id o-1': order });
    expect(result).toMatchObject({ status: 'mapped', calls: [{ userId: 'o-1' }] });
    expect(asked).toEqual(['order id o-1']);
  });

  it('takes references, by id or by key, and one fetched value leads to the next, also by way of "let"', async () => {
    const mapping = `fetch:
  order: resource
  unit: { kind: business-unit, id: $order.businessUnit }
  customer: $buyer
let:
  buyer: $order.customerId
track:
  event: Seen
  userId: $customer.email
  properties:
    company: $unit.name
`;
    const there = {
      'order id o-1': order,
      'customer id c-1': { id: 'c-1', email: 'ada@example.com' },
      'business-unit key acme': { id: 'u-1', name: 'Acme' },
    };
    const { result, asked } = await run(mapping, there);
    expect(result).toMatchObject({ calls: [{ userId: 'ada@example.com', properties: { company: 'Acme' } }] });
    expect(asked).toEqual(['order id o-1', 'business-unit key acme', 'customer id c-1']);
  });

  it('asks for nothing where nothing leads to it, and for nothing that nothing uses', async () => {
    const mapping = `fetch:
  order: resource.id
  customer: $order.customerId
  payment: resource.id
track:
  event: Seen
  anonymousId: resource.id
  properties:
    email?: $customer.email
`;
    const { result, asked } = await run(mapping, { 'order id o-1': { id: 'o-1' } });
    expect(result).toMatchObject({ status: 'mapped', calls: [{ properties: {} }] });
    expect(asked).toEqual(['order id o-1']);
  });

  it('asks for nothing where a condition or a need is decided without it', async () => {
    const fetch = `fetch:\n  order: resource.id\n`;
    const when = await run(`when: returnInfo.returnTrackingId = "T-2"\n${fetch}${track}`);
    expect(when).toMatchObject({ result: { status: 'filtered' }, asked: [] });
    const lets = 'let:\n  none: returnInfo.returnDate\n  buyer: $order.customerId\n';
    const needs = await run(`${fetch}${lets}needs:\n  buyer: nobody\n  none: no date\n${track}`);
    expect(needs).toMatchObject({ result: { status: 'filtered', reason: 'no date' }, asked: [] });
    const late = await run(`when: $order.customerId = "c-2"\n${fetch}${track}`, { 'order id o-1': order });
    expect(late).toMatchObject({ result: { status: 'filtered' }, asked: ['order id o-1'] });
  });

  it('skips where there is no such thing; with "?" the mapping goes on', async () => {
    const { result } = await run(`fetch:\n  order: resource.id\n${track}`);
    expect(result).toEqual({ status: 'filtered', reason: 'not there' });
    const optional = `fetch:\n  order?: resource.id\ntrack:\n  event: Seen\n  userId: $default($order.customerId, "nobody")\n`;
    expect((await run(optional)).result).toMatchObject({ calls: [{ userId: 'nobody' }] });
  });

  it('passes a failure on, and tells what does not fit the schema', async () => {
    const { catalog } = build(`fetch:\n  order: resource.id\n${track}`);
    const failure = { code: 'commercetools-unavailable', detail: 'gone', retryable: true } as const;
    const failing = async () => ({ status: 'failed', failure }) as const;
    expect(await catalog.mappings[0]?.run(readable(returned), '', () => true, failing)).toEqual({
      status: 'unfetched',
      failure,
    });
    const wrong = await run(`fetch:\n  order: resource.id\n${track}`, { 'order id o-1': { id: 7 } });
    expect(wrong.result).toMatchObject({ stage: 'fetched-invalid', issues: [{ pointer: '/id' }] });
  });

  it('begins nothing that nobody waits for any more', async () => {
    const { catalog } = build(`fetch:\n  order: resource.id\n${track}`);
    const never: Fetcher = async () => ({ status: 'absent', reason: 'was asked for' });
    let turns = 0;
    const result = await catalog.mappings[0]?.run(readable(returned), '', () => ++turns < 2, never);
    expect(result).toEqual({ status: 'abandoned' });
  });

  it.each([
    ['empty text is none', '""', []],
    ['nor is null', 'resource.id = "o-2" ? resource.id : null', []],
    ['an object has it', '{"id": "o-1", "key": "a"}', ['order id o-1']],
    ['or a key, where its id is blank', '{"id": "", "key": "a"}', ['order key a']],
  ])('what leads to it: %s', async (_, expression, asked) => {
    const optional = `fetch:\n  order?: '${expression}'\n`;
    const found = await run(`${optional}track:\n  event: Seen\n  userId: $default($order.id, "nobody")\n`);
    expect(found).toMatchObject({ result: { status: 'mapped' }, asked });
  });

  it.each([
    ['a list', 'order: $lookup(returnInfo, "items")', 'an id or a reference; found an empty list'],
    ['an object without either', 'order: \'{"id": "", "key": ""}\'', 'found a map of fields'],
    ['a reference, where no id is asked for', 'order: { kind: order, payment: resource }', 'found a map'],
    ['an expression that fails', 'order: $string($number(resource.typeId))', 'cannot be read as a number'],
  ])('nothing is asked for, and the mapping fails, by %s', async (_, line, words) => {
    const { result, asked } = await run(`fetch:\n  ${line}\n${track}`);
    const issues = [
      { code: 'expression-failed', message: expect.stringContaining(words), place: { line: 4 } },
    ];
    expect({ result, asked }).toMatchObject({
      result: { status: 'failed', stage: 'mapping-failed', issues },
      asked: [],
    });
  });

  it('tells of itself what it fetches', () => {
    const mapping = `fetch:\n  order: { kind: order, payment: resource.id }\n${track}`;
    expect(build(mapping).catalog.mappings[0]?.fetches).toEqual([
      { name: 'order', kind: 'order', by: 'payment', optional: false },
    ]);
  });

  it.each([
    ['a kind that there is not', 'fetch:\n  ordr: resource.id\ntrack:\n  event: Seen\n  userId: $ordr.id\n'],
    ['a kind that is said wrong', `fetch:\n  order: { kind: oder, id: resource.id }\n${track}`],
    ['a kind without what leads to it', `fetch:\n  order: { kind: order }\n${track}`],
    [
      'two things that lead to it',
      `fetch:\n  order: { kind: order, id: resource.id, payment: resource.id }\n${track}`,
    ],
    ['a way that the kind does not have', `fetch:\n  order: { kind: order, key: resource.id }\n${track}`],
    [
      'a field that it does not have',
      `fetch:\n  order: resource.id\ntrack:\n  event: Seen\n  userId: $order.custmerId\n`,
    ],
    ['a name that is taken', `fetch:\n  order: resource.id\nlet:\n  order: resource.id\n${track}`],
    ['a name of a function', `fetch:\n  sum: { kind: order, id: resource.id }\n${track}`],
    ['a circle', `fetch:\n  order: $customer.id\n  customer: $order.id\n${track}`],
    ['what is never an id', `fetch:\n  order: 1 + 1\n${track}`],
    ['no name', `fetch:\n  "the order": resource.id\n${track}`],
    ['a list', `fetch:\n  order: [resource.id]\n${track}`],
  ])('%s', (_, mapping) => {
    expect(build(mapping).told).toMatchSnapshot();
  });
});
