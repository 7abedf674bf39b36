import { expect, test } from 'vitest';
import { fieldPlaces } from '../../src/cli/cases/field-place.ts';
import { readProjectFiles } from '../../src/node/project-files.ts';
import { builtProject } from '../built-project.ts';

const sources = await readProjectFiles();
const { catalog } = await builtProject();

test('every field of every mapping with one call is found at its expression', () => {
  let fields = 0;
  for (const mapping of catalog.mappings) {
    const file = sources.mappings.find(({ path }) => path === mapping.file);
    const kinds = new Set(mapping.fields.map(({ call, event }) => `${call} ${event}`));
    if (file === undefined || kinds.size !== 1) continue;
    const placeOf = fieldPlaces(file);
    for (const { path, place } of mapping.fields) {
      expect([mapping.name, path, placeOf(`/0/${path.join('/')}`)]).toEqual([mapping.name, path, place]);
      fields += 1;
    }
  }
  expect(fields).toBeGreaterThan(100);
});

test('what an expression makes inside is found at the expression, and what is not there around it', () => {
  const text =
    'on: X\ntrack:\n  - event: A\n    properties:\n      list: $all\n  - event: B\n    properties:\n      deep:\n        one: 1\n';
  const placeOf = fieldPlaces({ path: 'a.yaml', text });
  const at = (pointer: string) => {
    const { line, column } = placeOf(pointer);
    return [line, column];
  };
  expect(at('/0/properties/list/3/price')).toEqual([5, 13]);
  expect(at('/1/properties/deep')).toEqual([8, 7]);
  expect(at('/1/properties/deep/two')).toEqual([8, 7]);
  expect(at('/1')).toEqual([6, 5]);
  expect(at('/7')).toEqual([1, 1]);
});
