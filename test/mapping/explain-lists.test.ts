import { expect, test } from 'vitest';
import { buildCatalog } from '../../src/mapping/build-catalog.ts';
import { explainMapping } from '../../src/mapping/explain/explain.ts';
import { readProjectFiles } from '../../src/node/project-files.ts';

test('a map that becomes the one item of a list has its values', async () => {
  const text = [
    'description: An order was placed.',
    'on: OrderCreated',
    'track:',
    '  userId: order.customerId',
    '  event: Order Completed',
    '  properties:',
    '    order_id: order.id',
    '    currency: order.totalPrice.currencyCode',
    '    products: { product_id: order.id, name?: order.orderNumber }',
    '',
  ].join('\n');
  const sources = await readProjectFiles();
  const built = buildCatalog({ ...sources, mappings: [{ path: 'mappings/one.yaml', text }] });
  const program = built.programs.get('one');
  if (program === undefined) throw new Error('the mapping compiles');
  const told = await explainMapping(program, { order: { id: 'o', customerId: 'c' } }, '');
  const fields = told.calls[0]?.fields.filter(({ path }) => path[1] === 'products') ?? [];
  expect(fields.map(({ path, value }) => [path[2], value])).toEqual([
    ['product_id', 'o'],
    ['name', undefined],
  ]);
});
