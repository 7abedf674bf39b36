import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { readCases } from '../../src/node/case-files.ts';
import { readProjectFiles } from '../../src/node/project-files.ts';

const made: string[] = [];
afterAll(() => Promise.all(made.map((path) => rm(path, { recursive: true }))));

async function foldersWith(files: Readonly<Record<string, string>>) {
  const root = await mkdtemp(join(tmpdir(), 'files-'));
  made.push(root);
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(root, path, '..'), { recursive: true });
    await writeFile(join(root, path), text);
  }
  const url = pathToFileURL(`${root}/`);
  return { mappings: new URL('mappings/', url), schemas: new URL('schemas/', url) };
}

const project = {
  'mappings/b.yaml': 'b',
  'mappings/a #1%.yaml': 'a',
  'mappings/.hidden.yaml': 'x',
  'mappings/notes.md': 'x',
  'mappings/shared/identity.yaml': 'shared',
  'mappings/tables/states.yaml': 'table',
  'schemas/mapping.schema.json': 'grammar',
  'schemas/mapping-shared.schema.json': 'grammar of shared',
  'schemas/mapping-table.schema.json': 'grammar of tables',
  'schemas/commercetools/CustomerCreated.schema.json': 'input',
  'schemas/commercetools/customer.schema.json': 'resource',
  'schemas/segment/identify.schema.json': 'call',
};

test('everything a catalog is built from, by name', async () => {
  const event = { 'schemas/segment/events/order-completed.schema.json': 'event' };
  const files = await readProjectFiles(await foldersWith({ ...project, ...event }));
  expect(files).toEqual({
    mappings: [
      { path: 'mappings/a #1%.yaml', text: 'a' },
      { path: 'mappings/b.yaml', text: 'b' },
    ],
    grammar: { path: 'schemas/mapping.schema.json', text: 'grammar' },
    shared: {
      grammar: { path: 'schemas/mapping-shared.schema.json', text: 'grammar of shared' },
      files: [{ path: 'mappings/shared/identity.yaml', text: 'shared' }],
    },
    tables: {
      grammar: { path: 'schemas/mapping-table.schema.json', text: 'grammar of tables' },
      files: [{ path: 'mappings/tables/states.yaml', text: 'table' }],
    },
    inputs: new Map([
      ['CustomerCreated', { path: 'schemas/commercetools/CustomerCreated.schema.json', text: 'input' }],
    ]),
    resources: new Map([
      ['customer', { path: 'schemas/commercetools/customer.schema.json', text: 'resource' }],
    ]),
    calls: new Map([['identify', { path: 'schemas/segment/identify.schema.json', text: 'call' }]]),
    events: new Map([
      ['order-completed', { path: 'schemas/segment/events/order-completed.schema.json', text: 'event' }],
    ]),
  });
});

test('an input schema is read when its text is asked for, and once', async () => {
  const folders = await foldersWith(project);
  const { inputs } = await readProjectFiles(folders);
  const file = new URL('commercetools/CustomerCreated.schema.json', folders.schemas);
  await writeFile(file, 'later');
  expect(inputs.get('CustomerCreated')?.text).toBe('later');
  await writeFile(file, 'too late');
  expect(inputs.get('CustomerCreated')?.text).toBe('later');
});

test('what input schemas refer to is no input schema', async () => {
  const shared = { 'schemas/commercetools/definitions.schema.json': 'shared' };
  const { inputs, definitions } = await readProjectFiles(await foldersWith({ ...project, ...shared }));
  expect([...inputs.keys()]).toEqual(['CustomerCreated']);
  expect(definitions).toEqual({ path: 'schemas/commercetools/definitions.schema.json', text: 'shared' });
});

test('a mapping with another ending is not read, and named', async () => {
  const others = { 'mappings/c.yml': 'c', 'mappings/D.YAML': 'd', 'mappings/.hidden.yml': 'x' };
  const files = await readProjectFiles(await foldersWith({ ...project, ...others }));
  expect(files.misnamed).toEqual(['mappings/D.YAML', 'mappings/c.yml']);
  expect(files.mappings).toHaveLength(2);
});

test('so is one behind Notepad, in a folder of its own, or among shared files and tables', async () => {
  const others = {
    'mappings/e.yaml.txt': 'e',
    'mappings/orders/f.yaml': 'f',
    'mappings/shared/g.yml': 'g',
    'mappings/tables/h.YAML': 'h',
    'mappings/docs/i.md': 'i',
  };
  const files = await readProjectFiles(await foldersWith({ ...project, ...others }));
  const unread = ['e.yaml.txt', 'orders/f.yaml', 'shared/g.yml', 'tables/h.YAML'];
  expect(files.misnamed).toEqual(unread.map((one) => `mappings/${one}`));
});

test('no shared values and no tables are no trouble', async () => {
  const left = Object.entries(project).filter(([file]) => !/^mappings\/(shared|tables)\//.test(file));
  const { shared, tables } = await readProjectFiles(await foldersWith(Object.fromEntries(left)));
  expect([shared?.files, tables?.files]).toEqual([[], []]);
});

test('nothing there is another thing than what cannot be read: cases and shared values would be left out without a word', async () => {
  const left = Object.entries(project).filter(([file]) => !file.startsWith('mappings/shared/'));
  const folders = await foldersWith({
    ...Object.fromEntries(left),
    'mappings/shared': '',
    'test/mappings': '',
  });
  await expect(readProjectFiles(folders)).rejects.toThrow('mappings/shared/ cannot be read (ENOTDIR)');
  await expect(readCases(new URL('../', folders.mappings))).rejects.toThrow('ENOTDIR');
});

test('no schema of an event is no trouble', async () => {
  expect((await readProjectFiles(await foldersWith(project))).events).toEqual(new Map());
});

test.each(['mappings/', 'schemas/mapping.schema.json', 'schemas/commercetools/', 'schemas/segment/'])(
  '%s is missing: the error says so',
  async (path) => {
    const left = Object.entries(project).filter(([file]) => !file.startsWith(path));
    const folders = await foldersWith(Object.fromEntries(left));
    await expect(readProjectFiles(folders)).rejects.toThrow(`${path} cannot be read (ENOENT)`);
  },
);
