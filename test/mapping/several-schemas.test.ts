import { describe, expect, it } from 'vitest';
import { buildCatalog } from '../../src/mapping/build-catalog.ts';
import type { CatalogSources, Mapping } from '../../src/mapping/catalog.ts';
import { readable } from '../../src/mapping/language/readable.ts';
import { readProjectFiles } from '../../src/node/project-files.ts';

const project = await readProjectFiles();

function build(lines: readonly string[], sources: Partial<CatalogSources> = {}) {
  const text = ['description: A case.', 'on: CustomerCreated', ...lines, ''].join('\n');
  return buildCatalog({ ...project, ...sources, mappings: [{ path: 'mappings/case.yaml', text }] });
}

function mappingOf(lines: readonly string[]): Mapping {
  const { catalog, issues } = build(lines);
  expect(issues.filter(({ severity }) => severity === 'error')).toEqual([]);
  const [mapping] = catalog.mappings;
  if (mapping === undefined) throw new Error('the mapping does not compile');
  return mapping;
}

const event = (name: string, ...properties: readonly string[]) => [
  'track:',
  `  event: ${name}`,
  '  userId: customer.id',
  '  properties:',
  ...properties.map((line) => `    ${line}`),
];

const payload = {
  customer: { id: 'c-1', email: 'ada@example.org', addresses: [{ city: 'Bonn', country: 'DE' }] },
};
const run = ({ run: mapped }: Mapping) => mapped(readable(payload), '2026-05-04T08:00:00.000Z');

describe('a call of a type and an event', () => {
  it('keeps the lists of both schemas, and one product is a list too', async () => {
    const mapping = mappingOf(
      event(
        'Product List Filtered',
        'products: \'customer.addresses.{"product_id": city}\'',
        'filters: \'{"type": "country", "value": customer.addresses.country}\'',
      ),
    );
    expect(await run(mapping)).toMatchObject({
      calls: [
        {
          properties: {
            products: [{ product_id: 'Bonn' }],
            filters: [{ type: 'country', value: 'DE' }],
          },
        },
      ],
    });
  });

  it('must fit both, and what both say of a field is told once', async () => {
    const mapping = mappingOf(
      event(
        'Order Updated',
        'order_id: customer.id',
        'currency: customer.email',
        'tax: $lookup(customer, "id")',
      ),
    );
    const result = await run(mapping);
    expect(result).toMatchObject({ status: 'failed', stage: 'call-invalid' });
    const pointers = result.status === 'failed' ? result.issues.map(({ pointer }) => pointer) : [];
    expect(pointers).toEqual(['/properties/currency', '/properties/tax']);
  });

  it('names a field with a slash in its name as it is written, and as a step in the pointer', async () => {
    const consent = [
      '    consent:',
      '      categoryPreferences:',
      '        Ads/Social: $lookup(customer, "id")',
    ];
    const result = await run(mappingOf(['identify:', '  userId: customer.id', '  context:', ...consent]));
    expect(result.status === 'failed' && result.issues).toMatchObject([
      {
        pointer: '/context/consent/categoryPreferences/Ads~1Social',
        message: expect.stringMatching(/^context\.consent\.categoryPreferences\.Ads\/Social: /),
      },
    ]);
  });

  it('may have properties of its own, and fields that only one of the schemas knows', () => {
    const lines = event('Order Updated', 'order_id: customer.id', 'gift_wrapped: true');
    mappingOf([
      ...lines,
      '  context:',
      '    locale: \'"de-DE"\'',
      '    consent:',
      '      categoryPreferences: {}',
    ]);
  });

  it('is not said to lack a field that cannot be read', () => {
    const { issues } = build(event('Order Refunded', 'order_id: customer.(', 'reason: customer.id'));
    expect(issues.map(({ code }) => code)).toEqual(['expression-syntax']);
  });

  it('lacks nothing where an expression gives its properties', () => {
    mappingOf([
      'track:',
      '  event: Order Refunded',
      '  userId: customer.id',
      '  properties: \'{"order_id": customer.id}\'',
    ]);
  });

  it.each([
    ['is no JSON', '{', 'this file is not valid JSON'],
    ['is no schema', '{"type":"txet"}', /^schema is invalid/],
  ])('is told of the schema of the event where that %s', (_, text, message) => {
    const path = 'schemas/segment/events/order-updated.schema.json';
    const events = new Map([['order-updated', { path, text }]]);
    const { issues } = build(event('Order Updated', 'order_id: customer.id'), { events });
    expect(issues).toMatchObject([{ code: 'schema-invalid', place: { file: path } }]);
    expect(issues[0]?.message).toMatch(message);
  });
});

describe('what a mapping tells of itself', () => {
  it('is each name and each field, with its expression, place and types', () => {
    const { names, fields } = mappingOf([
      'let:',
      '  id: customer.id',
      'track:',
      '  event: Order Updated',
      '  userId: $id',
      '  properties:',
      '    order_id: |',
      '      customer.id &',
      '      "-1"',
      '    products:',
      '      - sku: customer.email',
      '        gift?: customer.isEmailVerified',
      '    stores?: customer.stores.key[]',
      '    note: null',
      '    total_count: 3',
    ]);
    expect(names).toEqual([
      { name: 'id', expression: 'customer.id', place: { file: 'mappings/case.yaml', line: 4, column: 7 } },
    ]);
    const told = fields.map(({ path, optional, expression, place, types }) =>
      [path.join('.'), optional ? '?' : '', expression, `:${place.line}`, types?.join() ?? 'any'].join(' '),
    );
    expect(told).toEqual([
      'userId  $id :7 string',
      'properties.order_id  customer.id &\n"-1" :10 string',
      'properties.products.0.sku  customer.email :13 string',
      'properties.products.0.gift ? customer.isEmailVerified :14 boolean',
      'properties.stores ? customer.stores.key[] :15 array',
      'properties.note  null :16 null',
      'properties.total_count  3 :17 number',
    ]);
    expect(new Set(fields.map(({ call, event: name }) => `${call} ${name}`))).toEqual(
      new Set(['track Order Updated']),
    );
  });

  it('is a hash that changes with its file', () => {
    const hash = (line: string) => mappingOf(event('Seen', line)).hash;
    expect(hash('plan: true')).not.toBe(hash('plan: false'));
  });
});
