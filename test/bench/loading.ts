import { buildCatalog } from '../../src/mapping/build-catalog.ts';
import type { CatalogSources } from '../../src/mapping/catalog.ts';
import { readProjectFiles } from '../../src/node/project-files.ts';
import { inRounds, ratio } from './measure.ts';
import type { Measurement } from './result.ts';

/** All mappings of the shop read from their files, as `npm start` and the commands do it. */
export const loading: Measurement = {
  name: 'loading',
  isLong: true,
  run: async () => {
    const { mappings } = await readProjectFiles();
    const some = mappings.filter((_, index) => index % 5 === 0);
    const all = async () => (await load((sources) => sources.mappings)) / mappings.length;
    const alone = async () => {
      let sum = 0;
      for (const { path } of some)
        sum += await load((sources) => sources.mappings.filter((one) => one.path === path));
      return sum / some.length;
    };
    await all();
    await alone();
    const found = await inRounds({ all, alone }, 5);
    return [
      {
        title: `loading ${mappings.length} mappings from their files, for each of them`,
        rows: [
          { name: 'one alone', value: found.alone.value, unit: 'ms', ratio: 1 },
          { name: 'together', value: found.all.value, unit: 'ms', ratio: ratio(found.all, found.alone) },
        ],
        targets: [
          { name: 'together, in multiples of one alone', found: ratio(found.all, found.alone), most: 2 },
        ],
      },
    ];
  },
};

/** Milliseconds from the disk on. */
async function load(choose: (sources: CatalogSources) => CatalogSources['mappings']): Promise<number> {
  const began = performance.now();
  const sources = await readProjectFiles();
  buildCatalog({ ...sources, mappings: choose(sources) });
  return performance.now() - began;
}
