import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { git } from '../../src/node/git.ts';

const root = new URL('../../', import.meta.url);

test('Vercel publishes the schemas as files, and nothing else', async () => {
  const settings: unknown = JSON.parse(await readFile(new URL('vercel.json', root), 'utf8'));
  expect(settings).toMatchObject({
    outputDirectory: 'schemas',
    buildCommand: 'npm run build',
    framework: null,
  });
  const entries = await readdir(new URL('schemas/', root), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => !entry.isDirectory()).map((entry) => entry.name);
  expect(files).toContain('mapping.schema.json');
  expect(files.filter((name) => !name.endsWith('.schema.json'))).toEqual([]);
});

test('every file in api/ is a function that vercel.json knows', async () => {
  const settings = JSON.parse(await readFile(new URL('vercel.json', root), 'utf8')) as { functions: object };
  const files = (await readdir(new URL('api/', root))).map((name) => `api/${name}`);
  expect(files).toEqual(Object.keys(settings.functions));
});

test('git leaves out what holds keys or people', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ignored-'));
  await cp(new URL('.gitignore', root), join(folder, '.gitignore'));
  const secret = ['.env', '.env.local', 'dead-letters.jsonl', 'customers.json.dead-letters.jsonl'];
  const shared = ['.env.example', 'test/backfill/dead-letters.jsonl'];
  const there = pathToFileURL(`${folder}/`);
  await git(there, ['init', '--quiet']);
  const { stdout } = await git(there, ['check-ignore', ...secret, ...shared]);
  await rm(folder, { recursive: true });
  expect(stdout.toString().trim().split('\n')).toEqual(secret);
});
