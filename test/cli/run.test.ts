import { writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { sampleFiles } from './sample-project.ts';
import { workspace } from './workspace.ts';

const rich = 'test/mappings/customer.created/rich.delivery.json';

test('prints the calls of a delivery, without ids', async () => {
  const { mapper, path, read } = await workspace();
  const told = await mapper('run', 'customer.created', path(rich));
  expect(told).toEqual({ code: 0, stdout: await read(rich.replace('delivery', 'calls')), stderr: '' });
});

test('takes a dead letter, and of a file of them the first', async () => {
  const { mapper, path, read, write } = await workspace();
  const notification = JSON.parse(await read(rich));
  const letter = { failedAt: '2026-06-01T12:00:00.000Z', failure: { code: 'internal', detail: 'x' } };
  const lines = [
    { ...letter, notification },
    { ...letter, body: '{}' },
  ].map((one) => `${JSON.stringify(one)}\n`);
  const calls = await read(rich.replace('delivery', 'calls'));
  await write('one.jsonl', lines[0] ?? '');
  expect(await mapper('run', 'customer.created', path('one.jsonl'))).toEqual({
    code: 0,
    stdout: calls,
    stderr: '',
  });
  await write('two.jsonl', lines.join(''));
  const told = await mapper('run', 'customer.created', path('two.jsonl'));
  expect(told).toMatchObject({ code: 0, stdout: calls });
  expect(told.stderr).toMatch(/^the first of 2 lines; for another one: sed -n 2p \S+two\.jsonl, into "-"\n$/);
});

test('takes the path of a mapping, and a delivery from stdin', async () => {
  const { mapperWith } = await workspace();
  const stdin = sampleFiles[rich]?.replace('"typeId": "customer"', '"typeId": "subscription"');
  const test = stdin
    ?.replace('"Message"', '"ResourceCreated"')
    .replace('"type":', '"modifiedAt": "2026-05-02T09:12:44Z", "type":');
  const told = await mapperWith(test ?? '', 'run', 'mappings/customer.created.yaml', '-');
  expect(told).toEqual({ code: 0, stdout: 'skipped: test notification of a new Subscription\n', stderr: '' });
});

test('says why there are no calls', async () => {
  const { mapper, path } = await workspace();
  const told = await mapper('run', 'customer.created', path(rich.replace('rich', 'no-email')));
  expect(told).toMatchObject({ code: 1, stdout: '' });
  expect(told.stderr).toMatch(/^input-invalid: the delivery does not fit the schema of CustomerCreated\n/);
  const json = await mapper('run', 'customer.created', path(rich.replace('rich', 'no-email')), '--json');
  expect(json).toMatchObject({ code: 1, stderr: '' });
  expect(JSON.parse(json.stdout)).toMatchObject({
    code: 'input-invalid',
    issues: [{ message: 'the key "email" is missing' }],
  });
});

test('says where a delivery stops being JSON', async () => {
  const { mapperWith } = await workspace();
  const told = await mapperWith('{\n  "a" 1', 'run', 'customer.created', '-');
  expect(told.code).toBe(1);
  expect(told.stderr).toContain('-:2:7  error  case-unreadable\n  the JSON goes wrong here');
});

test('takes a delivery that Windows has saved, and says what to do about one that is not UTF-8', async () => {
  const { mapper, path, read } = await workspace();
  const delivery = await read(rich);
  await writeFile(path('saved.json'), `\ufeff${delivery.replaceAll('\n', '\r\n')}`);
  const told = await mapper('run', 'customer.created', path('saved.json'));
  expect(told).toEqual({ code: 0, stdout: await read(rich.replace('delivery', 'calls')), stderr: '' });
  await writeFile(path('saved.json'), Buffer.from(`\ufeff${delivery}`, 'utf16le'));
  const refused = await mapper('run', 'customer.created', path('saved.json'));
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('encoding UTF-8') });
});

test('shows what is wrong in a shared file that the mapping uses', async () => {
  const { mapper, path, write } = await workspace();
  await write('mappings/tables/tiers.yaml', 'gold: Gold: yes\n');
  await write(
    'mappings/customer.tier.yaml',
    'description: A tier.\non: CustomerCreated\nidentify:\n  userId: customer.id\n  traits:\n    tier?: $tiers.gold\n',
  );
  const told = await mapper('run', 'customer.tier', path(rich));
  expect(told).toMatchObject({ code: 1, stdout: '' });
  expect(told.stderr).toMatch(/^mappings\/tables\/tiers.yaml:1:7 [\s\S]*1 \| gold: Gold: yes\n/);
});

test('shows what is wrong in a mapping that does not compile', async () => {
  const { edit, mapper, path } = await workspace();
  await edit('mappings/customer.created.yaml', 'customer.firstName', 'customer.fristName');
  const told = await mapper('run', 'customer.created', path(rich));
  expect(told).toMatchObject({ code: 1, stdout: '' });
  expect(told.stderr).toContain('did you mean customer.firstName?');
});
