import { expect, test } from 'vitest';
import { currentCatalog } from '../src/demo/demo-catalog.ts';
import type { CatalogSources } from '../src/mapping/catalog.ts';
import { readProjectFiles } from '../src/node/project-files.ts';

/** The project as a demo reads it; a test replaces texts, and sees which input schemas were read. */
async function edited() {
  const project = await readProjectFiles();
  const texts = new Map<string, string>();
  const read = new Set<string>();
  let changes = 0;
  const watched = (files: CatalogSources['inputs']): CatalogSources['inputs'] =>
    new Map(
      [...files].map(([type, file]) => [
        type,
        {
          path: file.path,
          get text() {
            read.add(type);
            return texts.get(file.path) ?? file.text;
          },
        },
      ]),
    );
  const catalog = currentCatalog(
    async () => ({
      ...project,
      mappings: project.mappings.map(({ path, text }) => ({ path, text: texts.get(path) ?? text })),
      inputs: watched(project.inputs),
      resources: watched(project.resources ?? new Map()),
    }),
    () => {
      changes += 1;
    },
  );
  const schema = (type: string) => `schemas/commercetools/${type}.schema.json`;
  return {
    catalog,
    read,
    edit: (type: string, text: string) => texts.set(schema(type), text),
    changes: () => changes,
  };
}

test('a catalog is built once while nothing changes, from the schemas it needs', async () => {
  const { catalog, read, changes } = await edited();
  const first = await catalog();
  expect(first.issues.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(first.inputs).toEqual([...read]);
  expect(await catalog()).toBe(first);
  expect([...read]).toEqual(first.inputs);
  expect(changes()).toBe(0);
});

test('a changed schema that a mapping needs gives another catalog; one that none needs does not', async () => {
  const { catalog, edit, changes } = await edited();
  const first = await catalog();
  edit('ImportUnresolved', '{ torn');
  expect(await catalog()).toBe(first);
  edit('CustomerCreated', '{ torn');
  const second = await catalog();
  expect(second.issues.filter(({ severity }) => severity === 'error')).toMatchObject([
    { code: 'schema-invalid' },
  ]);
  expect(changes()).toBe(1);
  expect(await catalog()).toBe(second);
});
