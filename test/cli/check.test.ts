import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { mapper, workspace } from './workspace.ts';

const mapping = 'mappings/customer.created.yaml';

test('a project with nothing wrong is one line', async () => {
  const { mapper } = await workspace();
  const { code, stdout, stderr } = await mapper('check');
  expect(code).toBe(0);
  expect(stderr).toMatch(/^settings: anyone who knows the URL may post: set WEBHOOK_SECRET, .*\n$/);
  expect(stdout).toMatch(/^1 mapping, 2 cases, \d+ schemas: no issues\n$/);
});

test('what is wrong is shown with its place, its line and what to do', async () => {
  const { edit, mapper, write } = await workspace();
  await edit(mapping, 'customer.firstName', 'customer.fristName');
  await write('test/mappings/customer.created/lonely.calls.json', '[]\n');
  await write('test/mappings/customer.created/left.fetched.json', '{}\n');
  await write('test/mappings/customer.created/torn.delivery.json', '{\n  "a": "private" "b"\n}\n');
  await write('test/mappings/customer.created/notes.txt', '');
  await write('test/mappings/customer.gone/minimum.delivery.json', '{}');
  await write('schemas/segment/events/unused.schema.json', '{ "type": "txet" }');
  const { code, stdout } = await mapper('check');
  expect(code).toBe(1);
  expect(stdout).not.toContain('private');
  await expect(stdout).toMatchFileSnapshot('check.txt');
});

test('a mapping that was copied is told which sample to copy', async () => {
  const { mapper, write } = await workspace();
  const text = 'description: Counts.\non: CustomerCreated\nidentify:\n  userId: customer.id\n';
  await write('mappings/customer.counted.yaml', text);
  const { code, stdout } = await mapper('check');
  expect(code).toBe(1);
  expect(stdout).toMatch(
    /hint: copy test\/mappings\/customer\.created\/[\w-]+\.delivery\.json to test\/mappings\/customer\.counted\/minimum\./,
  );
});

test('a name that shared files ignore and no delivery has, or has any more, is shown with what is meant', async () => {
  const { mapper, write } = await workspace();
  const names = [
    "'*.version'",
    "'*.versoin'",
    'oldEmial',
    'oldEmail',
    'customer.adresses.*',
    'customer.addresses.*',
    "'*.custom.fields.shoeSize'",
    "'*.custom.fields.*'",
    "'*.shoeSize'",
    'cart.*',
    'order.lineItems.taxRate',
  ];
  const list = names.map((name) => `  - ${name}\n`).join('');
  await write('mappings/shared/ignored.yaml', `description: Not sent.\nignores:\n${list}`);
  const { code, stdout } = await mapper('check');
  expect(code).toBe(1);
  expect(stdout).toMatchInlineSnapshot(`
    "mappings/shared/ignored.yaml:4:6  error  unknown-field
      *.versoin: no such field in any type of delivery
      4 |   - '*.versoin'
        |      ^
      hint: did you mean *.version?

    mappings/shared/ignored.yaml:5:5  error  unknown-field
      oldEmial: no such field in any type of delivery
      5 |   - oldEmial
        |     ^
      hint: did you mean oldEmail?

    mappings/shared/ignored.yaml:7:5  error  unknown-field
      customer.adresses.*: no such field in any type of delivery
      7 |   - customer.adresses.*
        |     ^
      hint: did you mean customer.addresses.*?

    mappings/shared/ignored.yaml:11:6  error  unknown-field
      *.shoeSize: no such field in any type of delivery
      11 |   - '*.shoeSize'
         |      ^
      hint: remove it: what no delivery has need not be ignored

    mappings/shared/ignored.yaml:12:5  error  unknown-field
      cart.*: no such field in any type of delivery
      12 |   - cart.*
         |     ^
      hint: remove it: what no delivery has need not be ignored

    5 errors
    "
  `);
  await write('schemas/segment/events/torn.schema.json', '{');
  const torn = JSON.parse((await mapper('check', '--json')).stdout);
  expect(torn.issues).toMatchObject([{ code: 'schema-invalid' }]);
});

test('what the environment says of callers is told beside it', async () => {
  const { mapperIn } = await workspace();
  expect(await mapperIn({ WEBHOOK_SECRET: 'a-secret' }, 'check')).toMatchObject({ code: 0, stderr: '' });
  const { code, stderr } = await mapperIn({ PUBSUB_AUDIENCE: 'x' }, 'check');
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr: 'settings: PUBSUB_SERVICE_ACCOUNT must be set beside PUBSUB_AUDIENCE\n',
  });
});

test('a wrong schema that no mapping uses is found among others', async () => {
  const { mapper, edit } = await workspace(['CustomerCreated', 'CustomerDeleted', 'OrderCreated']);
  const file = 'schemas/commercetools/OrderCreated.schema.json';
  await edit(file, '/definitions/_Order', '/definitions/Odrer');
  const { code, stdout } = await mapper('check');
  expect(code).toBe(1);
  expect(stdout).toBe(`${file}:1:1  error  schema-invalid
  can't resolve reference definitions.schema.json#/definitions/Odrer from id OrderCreated.schema.json
  1 | {
    | ^
  hint: see https://json-schema.org/draft-07 for what a schema may say

1 error
`);
});

test('what all schemas refer to is told by itself where it is wrong', async () => {
  const { mapper, edit } = await workspace();
  await edit('schemas/commercetools/definitions.schema.json', '"definitions":{', '"definitions":');
  const { stdout } = await mapper('check', '--json');
  const told = JSON.parse(stdout).issues.map(({ place }: { place: { file: string } }) => place.file);
  expect(told).toEqual(['schemas/commercetools/definitions.schema.json']);
});

test('a mapping without a case, and one that is no YAML', async () => {
  const { mapper, write } = await workspace();
  await write('mappings/customer.torn.yaml', 'on: [\n');
  const { code, stdout } = await mapper('check', '--json');
  expect(code).toBe(1);
  const { clean, issues } = JSON.parse(stdout);
  expect(clean).toBe(false);
  expect(issues.map(({ code }: { code: string }) => code)).toEqual(['yaml-syntax', 'no-test-case']);
});

test('annotations of GitHub, for a workflow', async () => {
  const { edit, mapper } = await workspace();
  await edit(mapping, 'customer.firstName', 'customer.fristName');
  expect(await mapper('check', '--format', 'github')).toMatchObject({
    code: 1,
    stdout:
      '::error file=mappings/customer.created.yaml,line=7,col=26,title=unknown-field::customer.fristName: no such field in CustomerCreated%0Ahint: did you mean customer.firstName?\n',
  });
  const json = await mapper('check', '--format', 'json');
  expect(json).toEqual(await mapper('check', '--json'));
  expect(JSON.parse(json.stdout)).toMatchObject({ clean: false, issues: [{ code: 'unknown-field' }] });
});

test('a format that there is not is a wrong use', async () => {
  const says = 'check: --format must be one of text, json, github\n';
  expect(await mapper(['check', '--format', 'xml'])).toEqual({ code: 2, stdout: '', stderr: says });
});

test('a mapping that is not read is an error that names it', async () => {
  const { mapper, read, write } = await workspace();
  await write('mappings/customer.counted.yml', await read(mapping));
  const { code, stdout } = await mapper('check');
  expect(code).toBe(1);
  expect(stdout).toBe(
    [
      'mappings/customer.counted.yml:1:1  error  file-name',
      '  the file is not read: the name of a mapping ends in .yaml',
      '  hint: rename it to mappings/customer.counted.yaml',
      '',
      '1 error',
      '',
    ].join('\n'),
  );
});

test('a mapping that is not found where it lies says where to', async () => {
  const { mapper, read, write } = await workspace();
  await write('mappings/customers/customer.counted.yaml.txt', await read(mapping));
  const { code, stdout } = await mapper('check');
  expect(code).toBe(1);
  expect(stdout).toContain('the file is not read: there are no further folders of mappings\n');
  expect(stdout).toContain('  hint: move it to mappings/customer.counted.yaml\n');
});

test('a mapping that is not UTF-8 says what to do', async () => {
  const { mapper, path, read } = await workspace();
  const text = await read(mapping);
  await writeFile(path(mapping), Buffer.from(text.replace('account', 'account für alle'), 'latin1'));
  const { code, stdout } = await mapper('check');
  expect(code).toBe(1);
  expect(stdout).toContain(`${mapping}:1:34  error  file-encoding`);
  expect(stdout).toContain('hint: save the file again with the encoding UTF-8');
});

test('a folder that is no project is a wrong use', async () => {
  const told = await mapper(['check', '--root', 'src']);
  expect(told).toEqual({ code: 2, stdout: '', stderr: 'mappings/ cannot be read (ENOENT)\n' });
});

test('the command itself runs', { timeout: 120_000 }, () => {
  const { status, stderr } = spawnSync('npx', ['tsx', 'src/cli/mapper.ts', 'check'], { encoding: 'utf8' });
  expect(status, stderr).toBe(0);
});
