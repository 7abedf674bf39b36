import { expect, test } from 'vitest';
import { buildCatalog } from '../src/mapping/build-catalog.ts';
import { readProjectFiles } from '../src/node/project-files.ts';

const { catalog } = buildCatalog(await readProjectFiles());

/** What a mapping makes of an account, whether the delivery holds it or it was fetched. */
function madeOf(name: string) {
  const mapping = catalog.mappings.find((one) => one.name === name);
  const plain = (expression: string) => expression.replace(/\$customer\./g, 'customer.');
  return {
    fields: mapping?.fields.map(({ path, optional, expression }) => [
      path.join('.'),
      optional,
      plain(expression),
    ]),
    names: mapping?.names.map(({ name, expression }) => [name, plain(expression)]),
  };
}

test('a changed account tells the same of itself as a new one', () => {
  expect(madeOf('customer.created').fields?.length).toBeGreaterThan(20);
  expect(madeOf('customer.changed')).toEqual(madeOf('customer.created'));
});
