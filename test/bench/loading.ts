import { buildCatalog } from '../../src/mapping/build-catalog.ts';
import type { CatalogSources } from '../../src/mapping/catalog.ts';
import { readProjectFiles } from '../../src/node/project-files.ts';
import type { Measurement } from './result.ts';

const rounds = 9;

/** Loading all mappings from their files beside loading one alone: what they share is to be paid once. */
export const loading: Measurement = {
  name: 'loading',
  run: async () => {
    const { mappings } = await readProjectFiles();
    const loadAll = async () => (await load((sources) => sources.mappings)) / mappings.length;
    const loadEach = async () => {
      let sum = 0;
      for (const { path } of mappings)
        sum += await load((sources) => sources.mappings.filter((one) => one.path === path));
      return sum / mappings.length;
    };
    // The first time of a process is dearer and is not counted.
    await loadAll();
    await loadEach();
    const [own, alone] = [await median(loadAll), await median(loadEach)];
    return [
      {
        title: `loading ${mappings.length} mappings from their files`,
        rows: [
          { name: 'one alone', value: alone, unit: 'ms', ratio: 1 },
          { name: 'one among all', value: own, unit: 'ms', ratio: own / alone },
        ],
        targets: [{ name: 'one among all, in multiples of one alone', found: own / alone, most: 2 }],
      },
    ];
  },
};

async function load(choose: (sources: CatalogSources) => CatalogSources['mappings']): Promise<number> {
  const began = performance.now();
  const sources = await readProjectFiles();
  buildCatalog({ ...sources, mappings: choose(sources) });
  return performance.now() - began;
}

async function median(run: () => Promise<number>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) times.push(await run());
  return times.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0;
}
