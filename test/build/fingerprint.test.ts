import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildFunctions, buildTrouble } from '../../src/build/build.ts';
import { fingerprint } from '../../src/node/fingerprint.ts';
import { readProjectFiles } from '../../src/node/project-files.ts';

const own = new URL('../../', import.meta.url);
let folder: string;
let root: URL;
let built: URL;

/** A project with the files that a fingerprint is of, where they may be changed. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fingerprint-'));
  root = pathToFileURL(`${folder}/`);
  built = new URL('.build/', root);
  for (const name of ['mappings', 'package.json', 'package-lock.json'])
    await cp(new URL(name, own), new URL(name, root), { recursive: true });
  for (const name of ['schemas', 'src']) {
    await mkdir(new URL(`${name}/inside/`, root), { recursive: true });
    await writeFile(new URL(`${name}/inside/one.txt`, root), 'one');
  }
});
afterAll(() => rm(folder, { recursive: true }));

test('the same files have the same fingerprint', async () => {
  expect(await fingerprint(root)).toMatch(/^[0-9a-f]{16}$/);
  expect(await fingerprint(root)).toBe(await fingerprint(root));
});

test.each([
  ['mappings/customer.created.yaml', 'description: Another one.'],
  ['mappings/shared/another.yaml', 'let: {}'],
  ['schemas/inside/one.txt', 'two'],
  ['src/inside/one.txt', 'eno'],
  ['package-lock.json', '{}'],
])('a change of %s is another one', async (name, text) => {
  const before = await fingerprint(root);
  await writeFile(new URL(name, root), text);
  expect(await fingerprint(root)).not.toBe(before);
});

test('a build is told from one of other files', async () => {
  expect(await buildTrouble(root, built)).toBe('nothing is built');
  await mkdir(built);
  await writeFile(new URL('fingerprint.txt', built), `${await fingerprint(root)}\n`);
  expect(await buildTrouble(root, built)).toBeUndefined();
  await writeFile(new URL('schemas/inside/one.txt', root), 'three');
  expect(await buildTrouble(root, built)).toMatch(
    /^it was built from other files \([0-9a-f]{16}\) than those that are here now \([0-9a-f]{16}\)$/,
  );
});

test('files with an error are not built, and the error is told with its place', async () => {
  const sources = await readProjectFiles();
  const wrong = {
    path: 'mappings/wrong.yaml',
    text: 'description: Wrong.\non: CustomerCreated\nidentify: { userId: customer.idd }\n',
  };
  await expect(buildFunctions(root, built, { ...sources, mappings: [wrong] })).rejects.toThrow(
    /mappings\/wrong\.yaml:3:\d+ {2}error/,
  );
});

test('a schema of what comes in that is none is not built: each delivery of its type would be refused', async () => {
  const sources = await readProjectFiles();
  const mappings = [
    {
      path: 'mappings/right.yaml',
      text: 'description: Right.\non: CustomerCreated\nidentify: { userId: customer.id }\n',
    },
  ];
  const path = 'schemas/commercetools/CustomerCreated.schema.json';
  const text = sources.inputs.get('CustomerCreated')?.text.replace('"pattern":"^(', '"pattern":"^((') ?? '';
  const inputs = new Map([...sources.inputs, ['CustomerCreated', { path, text }]]);
  await expect(buildFunctions(root, built, { ...sources, mappings, inputs })).rejects.toThrow(
    `${path}:1:1  error  schema-invalid`,
  );
});
