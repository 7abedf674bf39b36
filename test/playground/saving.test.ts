import { readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { OpenedFile } from '../../src/playground/contract.ts';
import { mapper } from '../cli/workspace.ts';
import { mapping, opened, path, rich } from './opened.ts';

test('of several tabs that save the same file at once, one does, and the others are told', async () => {
  const { ask, read, root } = await opened();
  const { text, hash } = (await ask('file', { path })).body as OpenedFile;
  const tabs = [1, 2, 3, 4].map((tab) => `${text}# ${tab}\n`);
  const answers = await Promise.all(
    tabs.map((one) => ask('save', { edited: { path, text: one }, opened: hash })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
  const saved = answers.findIndex(({ status }) => status === 200);
  expect(await read(path)).toBe(tabs[saved]);
  expect((await readdir(join(root, 'mappings'))).filter((name) => name.startsWith('.'))).toEqual([]);
});

test('the same text that is saved twice at once is saved', async () => {
  const { ask, read } = await opened();
  const { text, hash } = (await ask('file', { path })).body as OpenedFile;
  const question = { edited: { path, text: `${text}# mine\n` }, opened: hash };
  const [one, other] = await Promise.all([ask('save', question), ask('save', question)]);
  expect([one.status, other.body]).toEqual([200, one.body]);
  expect(await read(path)).toBe(`${text}# mine\n`);
});

test('a case that is saved twice at once is one case: its calls are those of its delivery', async () => {
  const { ask, read, root } = await opened();
  const question = { mapping, name: 'kept', sample: await read(rich), scrub: true };
  const answers = await Promise.all([1, 2, 3].map(() => ask('save-case', question)));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  expect(await mapper(['test', '--root', root])).toMatchObject({ code: 0 });
});

test('a file keeps its line ends, and only what was edited differs', async () => {
  const { ask, read, write } = await opened();
  const lines = (await read(path)).split('\n');
  await write(path, lines.join('\r\n'));
  const { text, hash } = (await ask('file', { path })).body as OpenedFile;
  expect(text).toBe(lines.join('\n'));
  const saved = await ask('save', { edited: { path, text: `${text}# mine\n` }, opened: hash });
  expect(saved).toMatchObject({ status: 200, body: { text: `${text}# mine\n` } });
  expect(await read(path)).toBe(`${lines.join('\r\n')}# mine\r\n`);
  expect((await ask('file', { path })).body).toEqual(saved.body);
  const other = await ask('save', { edited: { path, text }, opened: hash });
  expect(other).toMatchObject({ status: 409, body: { onDisk: saved.body } });
});

test('where the disk does not take a part of a case, nothing of it is written', async () => {
  const { ask, files, read, root } = await opened();
  const folder = join(root, 'test/mappings/customer.created');
  // In the place of its second file, something that no file can take.
  await rename(folder, `${folder}.aside`);
  await writeFile(folder, '');
  const before = await files();
  const sample = await readAside(read);
  const { status, body } = await ask('save-case', { mapping, name: 'kept', sample });
  expect(status).toBe(507);
  expect(body).toEqual({
    error: expect.stringMatching(
      /^The disk does not take \S+kept\.delivery\.json, \S+kept\.calls\.json \(E\w+\): what was there stays as it was\.$/,
    ),
  });
  expect(await files()).toEqual(before);
});

const readAside = (read: (path: string) => Promise<string>) =>
  read('test/mappings/customer.created.aside/rich.delivery.json');

test('a case and accepted snapshots are right in the variants of the project too', async () => {
  const { ask, read, root, write } = await opened();
  await write(
    'test/variants/by-address/variant.yaml',
    "description: By address.\nchanges:\n  - file: mappings/customer.created.yaml\n    replace: 'userId: customer.id'\n    by: 'userId: customer.email'\n",
  );
  expect(await mapper(['test', '--update', '--root', root])).toMatchObject({ code: 0 });
  const saved = await ask('save-case', { mapping, name: 'kept', sample: await read(rich) });
  const snapshot = 'test/variants/by-address/customer.created/kept.calls.json';
  expect(saved.body).toMatchObject({ written: [expect.anything(), expect.anything(), snapshot] });
  expect(await mapper(['test', '--root', root])).toMatchObject({ code: 0 });
  await write(path, (await read(path)).replace(/(\n {4}email: .*\n)/, '$1    isNew: true\n'));
  expect((await ask('accept', { mappings: [mapping] })).body).toMatchObject({
    written: expect.arrayContaining([snapshot, 'test/mappings/customer.created/kept.calls.json']),
  });
  expect(await mapper(['test', '--root', root])).toMatchObject({ code: 0 });
});

test('where the disk does not take the snapshot of a variant, nothing of the case is written', async () => {
  const { ask, files, read, root, write } = await opened();
  await write(
    'test/variants/by-address/variant.yaml',
    "description: By address.\nchanges:\n  - file: mappings/customer.created.yaml\n    replace: 'userId: customer.id'\n    by: 'userId: customer.email'\n",
  );
  // In the place of its folder, something that no file can take.
  await writeFile(join(root, 'test/variants/by-address/customer.created'), '');
  const before = await files();
  const { status, body } = await ask('save-case', { mapping, name: 'kept', sample: await read(rich) });
  expect([status, body]).toEqual([
    507,
    { error: expect.stringContaining('test/variants/by-address/customer.created/kept.calls.json (E') },
  ]);
  expect(await files()).toEqual(before);
});
