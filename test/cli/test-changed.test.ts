import { expect, test } from 'vitest';
import { affectedMappings, changedPaths } from '../../src/cli/cases/affected.ts';
import { onlyMappings } from '../../src/cli/project.ts';
import { ownMappings } from '../by-email.ts';
import { commitAll } from './git-project.ts';
import { type Told, workspace } from './workspace.ts';

const mapping = 'mappings/customer.created.yaml';
const shared = 'mappings/shared/people.yaml';
const other = `description: Counts.
on: CustomerDeleted
track:
  event: Left
  userId: resource.id
`;

/** Two mappings in a repository; only the first uses what is shared. */
async function repository() {
  const project = await workspace(['CustomerCreated', 'CustomerDeleted']);
  const { edit, path, write } = project;
  await write(
    shared,
    'description: Who it is.\nfrom: [email]\nlet:\n  lower: $lowercase($email)\n  person: $lower\n',
  );
  await write('mappings/tables/tiers.yaml', 'gold: 1\n');
  await edit(mapping, 'identify:\n', 'let:\n  email: customer.email\nidentify:\n');
  await edit(mapping, '    email: customer.email\n', '    email: $person\n');
  await write('mappings/customer.left.yaml', other);
  await write('test/mappings/customer.left/one.delivery.json', '{}\n');
  await write('test/mappings/customer.left/one.calls.json', '{ "failed": "not-a-delivery" }\n');
  commitAll(path(''), 'first');
  return project;
}

/** The mappings of which cases were run. */
function run({ stdout }: Told): readonly string[] {
  return [...new Set([...stdout.matchAll(/^(?:ok {2}|fail) {2}([\w.]+)\//gm)].map(([, name = '']) => name))];
}

test('--changed tests what differs from the last commit, and what uses what differs', async () => {
  const { edit, mapper, write } = await repository();
  expect(await mapper('test', '--changed')).toEqual({ code: 0, stdout: '0 cases: 0 passed\n', stderr: '' });

  await edit('mappings/customer.left.yaml', 'Counts.', 'Counts them.');
  expect(run(await mapper('test', '--changed'))).toEqual(['customer.left']);
  await write('mappings/customer.left.yaml', other);

  // Through another shared value; the comment changes no value, but the file that is used.
  await edit(shared, 'lower: $lowercase($email)', 'lower: $uppercase($email)');
  const changed = await mapper('test', '--changed');
  expect([changed.code, run(changed)]).toEqual([1, ['customer.created']]);
  await edit(shared, '$uppercase', '$lowercase');

  await write('mappings/tables/tiers.yaml', 'gold: 2\n');
  expect(run(await mapper('test', '--changed'))).toEqual([]);
  await write('mappings/tables/tiers.yaml', 'gold: 1\n');

  // Also what git does not know yet.
  await write('test/mappings/customer.left/two.delivery.json', '{}\n');
  const untracked = await mapper('test', '--changed');
  expect(untracked.stdout).toContain('customer.left/one');
  expect(untracked.stdout).toContain(
    'test/mappings/customer.left/two.delivery.json:1:1  error  snapshot-missing',
  );
});

test('a table changes a mapping that uses it in a variant only', async () => {
  const own = await ownMappings();
  const sources = onlyMappings(own, (name) => ['customer.created', 'customer.deleted'].includes(name));
  const description = {
    path: 'test/variants/tiers/variant.yaml',
    text: `description: Tiers.
changes:
  - file: mappings/customer.created.yaml
    replace: $present(customer.locale)
    by: $lookup($tiers, customer.locale)
`,
  };
  const tiers = (text: string) => {
    const files = [...(own.tables?.files ?? []), { path: 'mappings/tables/tiers.yaml', text }];
    return own.tables && { tables: { ...own.tables, files } };
  };
  const variants = [{ name: 'tiers', description, calls: new Map() }];
  const now = { sources: { ...sources, ...tiers('gold: 2\n') }, variants };
  const paths = ['mappings/tables/tiers.yaml'];
  expect(affectedMappings(paths, { ...tiers('gold: 1\n') }, now)).toEqual(['customer.created']);
  expect(affectedMappings(paths, { ...tiers('gold: 2\n') }, now)).toEqual([]);
});

test('a schema changes the mappings that are held against it', async () => {
  const few = ['customer.created', 'customer.email-aliased', 'order.cancelled', 'order.completed'];
  const own = await ownMappings();
  const completed = own.mappings.find(({ path }) => path === 'mappings/order.completed.yaml')?.text ?? '';
  const aliased =
    'description: Another address.\non: CustomerEmailChanged\nfetch: { customer: resource.id }\nalias:\n  previousId: oldEmail\n  userId: $customer.email\n';
  const more = [
    { path: 'mappings/customer.email-aliased.yaml', text: aliased },
    { path: 'mappings/order.cancelled.yaml', text: completed.replace('Order Completed', 'Order Cancelled') },
  ];
  const kept = own.mappings.filter(({ path }) => more.every((one) => one.path !== path));
  const mappings = [...more, ...kept].sort((one, other) => (one.path < other.path ? -1 : 1));
  const sources = onlyMappings({ ...own, mappings }, (name) => few.includes(name));
  const of = (...paths: string[]) => affectedMappings(paths, sources, { sources });
  const ordered = of('schemas/segment/events/order-completed.schema.json');
  expect(ordered).toContain('order.completed');
  expect(ordered).not.toContain('order.cancelled');
  expect(of('schemas/segment/alias.schema.json')).toEqual(['customer.email-aliased']);
  expect(of('schemas/commercetools/CustomerCreated.schema.json')).toContain('customer.created');
  expect(of('schemas/commercetools/CustomerCreated.schema.json')).not.toContain('order.completed');
  expect(of('schemas/commercetools/customer.schema.json')).toContain('customer.email-aliased');
  expect(of('schemas/commercetools/customer.schema.json')).not.toContain('customer.created');
  expect(of('schemas/commercetools/definitions.schema.json')).toEqual(few);
  expect(of('schemas/mapping.schema.json')).toEqual(few);
  expect(of('test/variants/by-customer-id/customer.created/rich.calls.json')).toEqual(['customer.created']);
  expect(of('README.md')).toEqual([]);
});

test('each file of a case makes a change', async () => {
  const sources = { ...(await ownMappings()), mappings: [] };
  const fileOf = (part: string, text: string) => {
    return { [part]: { path: `test/mappings/customer.left/one.${part}.json`, text } };
  };
  const project = (text: string, part: string) => {
    const parts = ['delivery', 'calls', 'fetched'].map((one) => fileOf(one, one === part ? text : '{}'));
    const only = Object.assign({ mapping: 'customer.left', name: 'one' }, ...parts);
    return { root: new URL('file:///'), sources, cases: [only], strays: [], variants: [] };
  };
  for (const part of ['delivery', 'calls', 'fetched'])
    expect(changedPaths(project('{}', part), project('[]', part))).toEqual([
      `test/mappings/customer.left/one.${part}.json`,
    ]);
});

test('a mapping that is asked for is tested whatever is wrong with another', async () => {
  const { mapper, write } = await repository();
  await write('mappings/customer.left.yaml', 'on: [\n');
  const told = await mapper('test', 'customer.created');
  expect(told.code).toBe(0);
  expect(run(told)).toEqual(['customer.created']);
  expect((await mapper('test')).stdout).toContain('mappings/customer.left.yaml:1:5  error  yaml-syntax');
});

test.each([
  { args: ['--changed', 'customer.created'], says: 'test: takes names of mappings, or --changed' },
  { args: ['--watch', '--json'], says: 'test: --watch shows no JSON' },
])('$args is a wrong use', async ({ args, says }) => {
  const { mapper } = await workspace(['CustomerCreated']);
  expect(await mapper('test', ...args)).toEqual({ code: 2, stdout: '', stderr: `${says}\n` });
});

test('--changed needs git', async () => {
  const { mapper } = await workspace(['CustomerCreated']);
  const says = 'test: this folder is in no git repository, so nothing tells what changed\n';
  expect(await mapper('test', '--changed')).toEqual({ code: 2, stdout: '', stderr: says });
});
