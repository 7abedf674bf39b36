import { expect, test } from 'vitest';
import { mapBody } from '../../../src/cli/cases/run-cases.ts';
import { sampleDelivery } from '../../../src/cli/scaffold/sample.ts';
import { schemaOf } from '../../../src/cli/types/type-schemas.ts';
import { buildCatalog } from '../../../src/mapping/build-catalog.ts';
import type { EngineDifference } from '../../../src/mapping/expression/engine.ts';
import { compileExpression } from '../../../src/mapping/expression/expression.ts';
import { readable } from '../../../src/mapping/language/readable.ts';
import { readCases } from '../../../src/node/case-files.ts';
import { readProjectFiles } from '../../../src/node/project-files.ts';
import { frozen } from './frozen.ts';
import { randomOf } from './random.ts';
import { changedDelivery } from './random-delivery.ts';

const root = new URL('../../../', import.meta.url);
const generated = 2_000;
const seed = 20_261_125;

const sources = await readProjectFiles();
const differences: EngineDifference[] = [];
const { catalog } = buildCatalog(sources, {
  name: 'shadow',
  onDifference: (difference) => differences.push(difference),
});

test('all mappings make of all samples what they make by jsonata itself', async () => {
  const { cases } = await readCases(root);
  let mapped = 0;
  for (const { mapping, delivery } of cases) {
    const mappings = catalog.mappings.filter(({ name }) => name === mapping);
    const body: unknown = JSON.parse(delivery?.text ?? 'null');
    const result = await mapBody(body, { ...catalog, mappings });
    if (result.status === 'mapped') mapped++;
  }
  expect(differences).toEqual([]);
  expect(mapped).toBeGreaterThan(20);
});

test(`and of ${generated} deliveries made from the schemas of their types, seed ${seed}`, async () => {
  const random = randomOf(seed);
  const types = [...new Set(catalog.mappings.flatMap(({ on }) => on))];
  const samples = types.map((type) => ({ type, delivery: sampleDelivery(type, schemaOf(type, sources)) }));
  let mapped = 0;
  for (let count = 0; count < generated; count++) {
    const { type, delivery } = random.pick(samples);
    const payload = frozen(changedDelivery(delivery, random));
    for (const { on, run } of catalog.mappings) {
      if (!on.includes(type)) continue;
      const result = await run(readable(payload), '2026-05-04T08:00:00.000Z');
      if (result.status === 'mapped') mapped++;
    }
  }
  expect(differences).toEqual([]);
  // Fewer, where mappings are switched off.
  expect(mapped).toBeGreaterThan(generated / 100);
}, 120_000);

test('every expression of the mappings is compiled', () => {
  const texts = catalog.mappings.flatMap(({ names, fields }) =>
    [...names, ...fields].map((one) => one.expression),
  );
  const left = texts.flatMap((text) => {
    const compiled = compileExpression({ text, placeAt: () => ({ file: 'f', line: 1, column: 1 }) });
    return compiled.ok && compiled.expression.uncompiled() !== undefined ? [text] : [];
  });
  expect(texts.length).toBeGreaterThan(200);
  expect(left).toEqual([]);
});

test('of the evaluations that the samples need, fewer than one in a hundred is left to jsonata', async () => {
  let [left, fields] = [0, 0];
  const built = buildCatalog(sources, { name: 'compiled', onLeft: () => left++ });
  for (const { mapping, delivery } of (await readCases(root)).cases) {
    const mappings = built.catalog.mappings.filter(({ name }) => name === mapping);
    const body: unknown = JSON.parse(delivery?.text ?? 'null');
    const result = await mapBody(body, { ...built.catalog, mappings });
    if (result.status === 'mapped') fields += mappings[0]?.fields.length ?? 0;
  }
  expect(fields).toBeGreaterThan(500);
  expect(left).toBeLessThan(fields / 100);
});
