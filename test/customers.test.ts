import { expect, test } from 'vitest';
import { readable } from '../src/mapping/language/readable.ts';
import { builtProject } from './built-project.ts';

const { catalog } = await builtProject();

/** What a mapping makes of an account, whether the delivery holds it or it was fetched: by field, and by name. */
function madeOf(name: string): ReadonlyMap<string, string> {
  const mapping = catalog.mappings.find((one) => one.name === name);
  const plain = (expression: string) => expression.replace(/\$customer\./g, 'customer.');
  return new Map([
    ...(mapping?.fields.map(({ path, expression }) => [path.join('.'), plain(expression)] as const) ?? []),
    ...(mapping?.names.map((one) => [`$${one.name}`, plain(one.expression)] as const) ?? []),
  ]);
}

test('what a new account and a changed one both tell is made in the same way', () => {
  const [created, changed] = [madeOf('customer.created'), madeOf('customer.changed')];
  // A shop may tell more of one of them. Who did it stands in a message, but not in a change, where the account says it.
  // Of an address and of the stores, a change clears what it lacks: a new account has nothing to clear.
  const isOwn = (name: string) => name === 'context.active' || /^traits\.(?:address\.|storeKeys$)/.test(name);
  const both = [...created].filter(([name]) => changed.has(name) && !isOwn(name));
  expect(both).not.toEqual([]);
  expect(both.filter(([name, expression]) => changed.get(name) !== expression)).toEqual([]);
  expect(changed.get('traits.storeKeys')).toBe(`$default(${created.get('traits.storeKeys')}, null)`);
});

test('no account is asked for whose order has an e-mail address', async () => {
  const asked: string[] = [];
  const order = { id: 'o-1', customerId: 'c-1', customerEmail: 'wren@example.com' };
  const placed = catalog.mappings.find(({ name }) => name === 'order.completed');
  await placed?.run(
    readable({ type: 'OrderCreated', order }),
    '2026-05-04T10:21:07.498Z',
    undefined,
    async (wanted) => {
      asked.push(wanted.value);
      return { status: 'absent', reason: 'none' };
    },
  );
  expect(asked).toEqual([]);
});
