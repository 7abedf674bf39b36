import { expect, test } from 'vitest';
import { workspace } from './workspace.ts';

const description = 'test/variants/by-number/variant.yaml';
const byNumber = `description: People go by the customer number.
changes:
  - file: mappings/customer.created.yaml
    replace: 'userId: customer.id'
    by: 'userId: customer.customerNumber'
`;

async function withVariant(text = byNumber) {
  const project = await workspace();
  await project.write(description, text);
  return project;
}

test('a case that gives something else in a variant needs a snapshot, which is written', async () => {
  const { mapper, read } = await withVariant();
  const first = await mapper('test');
  expect(first.code).toBe(1);
  expect(first.stdout).toMatch(/^fail {2}customer\.created\/\S+ \(by-number\)$/m);
  expect((await mapper('test', '--update')).code).toBe(0);
  const [, name] = /customer\.created\/(\S+) \(by-number\)/.exec(first.stdout) ?? [];
  const snapshot = await read(`test/variants/by-number/customer.created/${name}.calls.json`);
  expect(snapshot).not.toBe(await read(`test/mappings/customer.created/${name}.calls.json`));
  const last = await mapper('test');
  expect({ code: last.code, failed: last.stdout.includes('fail  ') }).toEqual({ code: 0, failed: false });
});

test('the mappings themselves stay as they are', async () => {
  const { mapper, read } = await withVariant();
  const before = await read('mappings/customer.created.yaml');
  await mapper('test', '--update');
  expect(await read('mappings/customer.created.yaml')).toBe(before);
});

test('a change that the mappings have made their own leaves the variant as it is', async () => {
  const { edit, mapper } = await withVariant();
  await mapper('test', '--update');
  await edit('mappings/customer.created.yaml', 'userId: customer.id', 'userId: customer.customerNumber');
  expect(await mapper('test')).toMatchObject({ code: 1 });
  const { code, stdout } = await mapper('test', '--update');
  expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining('(by-number)') });
  expect(await mapper('test')).toMatchObject({ code: 0 });
});

test('a change that a comment only offers is not made', async () => {
  const { edit, mapper } = await withVariant();
  const offer = '# userId: customer.customerNumber\n  userId: customer.key';
  await edit('mappings/customer.created.yaml', 'userId: customer.id', offer);
  expect((await mapper('test')).stdout).toContain('does not hold the text that is to be replaced');
});

test('where the disk does not take one snapshot, none is written', async () => {
  const { edit, mapper, read, write } = await withVariant();
  await edit(
    'mappings/customer.created.yaml',
    'identify:',
    'track:\n  event: Seen\n  userId: customer.id\nidentify:',
  );
  const snapshot = 'test/mappings/customer.created/rich.calls.json';
  const before = await read(snapshot);
  // In the place of its folder, something that no file can take.
  await write('test/variants/by-number/customer.created', '');
  const refused = await mapper('test', '--update');
  expect(refused).toMatchObject({
    code: 3,
    stderr: expect.stringMatching(/^test: nothing is written: the disk refuses /),
  });
  expect(refused.stdout).not.toContain('wrote test/');
  expect(await read(snapshot)).toBe(before);
});

test('a snapshot of no case is told', async () => {
  const { mapper, write } = await withVariant();
  await mapper('test', '--update');
  await write('test/variants/by-number/customer.created/gone.calls.json', '[]\n');
  const { code, stdout } = await mapper('test');
  expect(code).toBe(1);
  expect(stdout).toContain(
    'test/variants/by-number/customer.created/gone.calls.json:1:1  error  snapshot-orphan',
  );
});

test('what is left of a mapping that was removed is told once, with what to do', async () => {
  const { mapper, write } = await withVariant();
  await mapper('test', '--update');
  for (const name of ['rich', 'plain'])
    await write(`test/variants/by-number/customer.gone/${name}.calls.json`, '[]\n');
  const { code, stdout } = await mapper('test');
  expect({ code, told: stdout.split('\n').filter((line) => line.includes('customer.gone')) }).toEqual({
    code: 1,
    told: [
      '  test/variants/by-number/customer.gone holds cases, but mappings/customer.gone.yaml does not exist',
    ],
  });
  expect(stdout).toContain('hint: give the folder the name of the mapping, or remove it');
});

test.each([
  ['no file', ''],
  ['no list', 'description: x\nchanges: none\n'],
  ['a change without a text', 'description: x\nchanges:\n  - file: mappings/customer.created.yaml\n'],
  ['a text that is not there', byNumber.replace('userId: customer.id', 'userId: customer.no')],
  ['a file that is not there', byNumber.replace('customer.created', 'customer.gone')],
  ['a change after which a mapping is wrong', byNumber.replace('customerNumber', 'customerNumbre')],
])('%s: an issue with its place', async (name, text) => {
  const { mapper } = await withVariant(text);
  const { code, stdout } = await mapper('test');
  expect(code).toBe(1);
  const issues = stdout.split('\n\n').filter((block) => /^\S+:\d+:\d+ {2}error/.test(block));
  expect(issues.join('\n\n')).toMatchSnapshot(name);
});
