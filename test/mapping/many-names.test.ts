import { expect, test } from 'vitest';
import { buildCatalog } from '../../src/mapping/build-catalog.ts';
import { readProjectFiles } from '../../src/node/project-files.ts';

/** Milliseconds. With work for each pair of names it takes far longer; a busy machine may take some of this. */
const inTime = 20_000;

test('thousands of names are no more than thousands of lines', { timeout: inTime }, async () => {
  const root = new URL('../../', import.meta.url);
  const folders = { mappings: new URL('mappings/', root), schemas: new URL('schemas/', root) };
  const lets = Array.from({ length: 5_000 }, (_, index) => `  name${index}: customer.email`).join('\n');
  const text = `description: Names.\non: CustomerCreated\nlet:\n${lets}\nidentify:\n  userId: $name4999\n`;
  const mappings = [{ path: 'mappings/many.yaml', text }];
  expect(buildCatalog({ ...(await readProjectFiles(folders)), mappings }).issues).toEqual([]);
});
