import { expect, test } from 'vitest';
import { commitAll } from './git-project.ts';
import { workspace } from './workspace.ts';

const sampleFile = 'test/mappings/customer.created/rich.delivery.json';

test('a schema that is none is told by its file, by whatever command comes to need it', async () => {
  const { edit, mapper, path, read, write } = await workspace(['CustomerCreated']);
  const file = 'schemas/commercetools/CustomerCreated.schema.json';
  commitAll(path('.'), 'as it was');
  await edit(file, '"pattern":"^(', '"pattern":"^((');
  const { code, stdout } = await mapper('check');
  expect(code).toBe(1);
  expect(stdout).toContain(`${file}:1:1  error  schema-invalid\n  Invalid regular expression: `);
  const says = stdout.replace(/\n {2}1 \| .*\n.*\^/, '');
  await write('lines.jsonl', JSON.stringify(JSON.parse(await read(sampleFile))));
  const needing = [
    ['test', '--changed'],
    ['replay', path('lines.jsonl'), '--dry-run'],
  ];
  for (const args of needing)
    expect({ args, ...(await mapper(...args)) }).toEqual({ args, code: 1, stdout: '', stderr: says });
  // The one of the other side may be right.
  const { code: told, stdout: shown } = await mapper('diff');
  expect(told).toBe(0);
  expect(shown).toMatch(
    / {2}rich {2}now fails: schema-invalid\n {4}Invalid regular expression: .* {2}schemas\//,
  );
});

test('what several schemas refer to is told once, by its own file', async () => {
  const { edit, mapper } = await workspace(['CustomerCreated']);
  const file = 'schemas/commercetools/definitions.schema.json';
  await edit(file, '"minLength":1', '"minLength":"one"');
  const told = [`${file}:1:1  error  schema-invalid`];
  const placesIn = (text: string) => text.split('\n').filter((line) => line.includes('  error  '));
  expect(placesIn((await mapper('check')).stdout)).toEqual(told);
  expect(placesIn((await mapper('test')).stderr)).toEqual(told);
});
