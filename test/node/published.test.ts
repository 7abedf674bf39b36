import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

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
