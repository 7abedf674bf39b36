import { expect, test } from 'vitest';
import { mapBody, snapshotOf } from '../../src/cli/cases/run-cases.ts';
import { buildCatalog } from '../../src/mapping/build-catalog.ts';
import { rootAt } from '../../src/node/case-files.ts';
import { readProjectFiles } from '../../src/node/project-files.ts';
import { workspace } from './workspace.ts';

const mapping = 'mappings/customer.created.yaml';
const folder = 'test/mappings/customer.created';

test('changing a trait needs no code change: the difference is shown, written, and then expected', async () => {
  const { edit, mapper, read } = await workspace();
  await edit(mapping, 'firstName?: customer.firstName', 'firstName?: $uppercase(customer.firstName)');
  const changed = await mapper('test', 'customer.created');
  expect(changed.code).toBe(1);
  expect(changed.stdout).toContain(
    [
      'fail  customer.created/rich  1 field differs',
      `      identify  traits.firstName  "Marlene" → "MARLENE"  ${mapping}:7:17`,
    ].join('\n'),
  );
  const before = await read(`${folder}/rich.calls.json`);
  const updated = await mapper('test', '--update');
  expect(updated.code).toBe(0);
  expect(updated.stdout).toContain(`wrote ${folder}/rich.calls.json (1 call)`);
  expect(await read(`${folder}/rich.calls.json`)).toBe(before.replace('"Marlene"', '"MARLENE"'));
  expect(await mapper('test')).toMatchObject({ code: 0 });
});

test('a case that makes no call is marked', async () => {
  const { edit, mapper } = await workspace();
  const { stdout } = await mapper('test');
  expect(stdout).toBe(
    [
      'ok    customer.created/no-email  no call, failed: input-invalid',
      'ok    customer.created/rich',
      '2 cases: 2 passed',
      '',
    ].join('\n'),
  );
  await edit(mapping, 'identify:', 'when: "false"\nidentify:');
  const updated = await mapper('test', '--update');
  expect(updated.stdout).toContain('customer.created/rich.calls.json (skipped: ');
  expect((await mapper('test')).stdout).toMatch(/ok {4}customer\.created\/rich {2}no call, skipped: /);
});

test('the same calls in another order do not pass', async () => {
  const { edit, mapper, read, write } = await workspace();
  const identify = (await read(mapping)).split('identify:\n')[1] ?? '';
  const item = identify.replace(/^ {2}/gm, '    ').replace('    ', '  - ');
  await edit(mapping, `identify:\n${identify}`, `identify:\n${item}  - userId: customer.id\n`);
  expect((await mapper('test', '--update')).code).toBe(0);
  const expected = await read(`${folder}/rich.calls.json`);
  await write(`${folder}/rich.calls.json`, JSON.stringify(JSON.parse(expected).reverse()));
  expect((await mapper('test')).stdout).toContain('fail  customer.created/rich  ');
  expect((await mapper('test', '--update')).code).toBe(0);
  expect(await read(`${folder}/rich.calls.json`)).toBe(expected);
});

test('what does not pass comes last, below all that does', async () => {
  const { mapper, read, write } = await workspace();
  await write(`${folder}/a-first-one.delivery.json`, await read(`${folder}/rich.delivery.json`));
  await write(`${folder}/a-first-one.calls.json`, '[]\n');
  const { stdout } = await mapper('test');
  expect(stdout.match(/^\w+ +customer\.created\/[\w-]+/gm)).toEqual([
    'ok    customer.created/no-email',
    'ok    customer.created/rich',
    'fail  customer.created/a-first-one',
  ]);
});

test('adding a trait needs no code change: any name will do', async () => {
  const { edit, mapper, read } = await workspace();
  await edit(
    mapping,
    '  traits:\n',
    '  traits:\n    shoeSize?: customer.custom.fields.shoeSize\n    source: \'"shop"\'\n',
  );
  expect((await mapper('check')).stdout).toMatch(/: no issues\n$/);
  const { code, stdout } = await mapper('test');
  expect(code).toBe(1);
  expect(stdout).toContain('identify  traits.source  absent → "shop"');
  expect((await mapper('test', '--update')).code).toBe(0);
  expect(await read(`${folder}/rich.calls.json`)).toContain('"source": "shop"');
  expect(await mapper('test')).toMatchObject({ code: 0 });
});

test('adding a mapping for the same type needs no code change: its calls join the batch', async () => {
  const { edit, mapper, path, read, write } = await workspace();
  const second = [
    'description: A customer account was created. Counts it.',
    'on: CustomerCreated',
    'track:',
    '  event: Signed Up',
    '  userId: customer.id',
    '  properties:',
    '    hasCompany: $exists(customer.companyName)',
    '',
  ].join('\n');
  await write('mappings/customer.counted.yaml', second);
  const bare = await mapper('check');
  expect(bare.code).toBe(1);
  expect(bare.stdout).toContain('mappings/customer.counted.yaml:1:1  error  no-test-case');
  const delivery = await read(`${folder}/rich.delivery.json`);
  await write('test/mappings/customer.counted/rich.delivery.json', delivery);

  expect((await mapper('check')).stdout).toMatch(/^2 mappings, 3 cases, /);
  const missing = await mapper('test', 'customer.counted');
  expect(missing.code).toBe(1);
  expect(missing.stdout).toContain('error  snapshot-missing');
  expect((await mapper('test', '--update')).code).toBe(0);
  expect((await mapper('test')).code).toBe(0);
  expect(JSON.parse(await read('test/mappings/customer.counted/rich.calls.json'))).toMatchObject([
    { type: 'track', event: 'Signed Up', properties: { hasCompany: false } },
  ]);

  const root = rootAt(path(''));
  const folders = { mappings: new URL('mappings/', root), schemas: new URL('schemas/', root) };
  const { catalog } = buildCatalog(await readProjectFiles(folders));
  expect(snapshotOf(await mapBody(JSON.parse(delivery), catalog))).toMatchObject([
    { type: 'track', event: 'Signed Up' },
    { type: 'identify', traits: { email: 'marlene.oster@example.org' } },
  ]);
  await edit('mappings/customer.counted.yaml', 'Signed Up', 'Shop Joined');
  expect((await mapper('test', 'customer.counted')).stdout).toContain(
    'track "Shop Joined"  event  "Signed Up" → "Shop Joined"  mappings/customer.counted.yaml:4:10',
  );
});

test('a file that is no JSON is told, and what a broken delivery makes is no snapshot', async () => {
  const { mapper, read, write } = await workspace(['CustomerCreated']);
  const calls = 'test/mappings/customer.created/rich.calls.json';
  const before = await read(calls);
  await write(calls, `<<<<<<< HEAD\n${before}`);
  const told = await mapper('test');
  expect(told.code).toBe(1);
  expect(told.stdout.match(/^ .*/gm)).toEqual([
    `      ${calls}:1:1  error  case-unreadable`,
    '        the JSON goes wrong here',
    '        hint: mend it here; or remove the file, and run: npm run mapper -- test --update',
  ]);
  await mapper('test', '--update');
  expect(await read(calls)).toBe(before);
  await write(calls.replace('calls', 'delivery'), '{\n  "a" 1');
  const broken = await mapper('test', '--update');
  expect(broken.code).toBe(1);
  expect(broken.stdout).toContain('rich.delivery.json:2:7  error  case-unreadable');
  expect(await read(calls)).toBe(before);
});
