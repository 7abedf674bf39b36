import { buildCatalog } from '../../src/mapping/build-catalog.ts';
import type { CatalogSources } from '../../src/mapping/catalog.ts';
import { readProjectFiles } from '../../src/node/project-files.ts';

/** A thing measured beside another one in the same run, so that the machine does not matter. */
interface Measure {
  readonly name: string;
  /** Milliseconds of one run. */
  readonly run: () => Promise<number>;
  readonly baseline: () => Promise<number>;
  /** What the first may cost, as a multiple of the second. */
  readonly most: number;
}

const rounds = 9;

/** Loads what the files hold, from the disk on; the first time of a process is dearer and is not counted. */
async function load(choose: (sources: CatalogSources) => CatalogSources['mappings']): Promise<number> {
  const began = performance.now();
  const sources = await readProjectFiles();
  buildCatalog({ ...sources, mappings: choose(sources) });
  return performance.now() - began;
}

const { mappings } = await readProjectFiles();
const loadAll = () => load((sources) => sources.mappings);
/** Each mapping loaded alone, one after the other; the mean. */
async function loadEach(): Promise<number> {
  let sum = 0;
  for (const { path } of mappings)
    sum += await load((sources) => sources.mappings.filter((one) => one.path === path));
  return sum / mappings.length;
}

const measures: readonly Measure[] = [
  {
    name: `loading all ${mappings.length} mappings, for each; against loading one alone`,
    run: async () => (await loadAll()) / mappings.length,
    baseline: loadEach,
    most: 2,
  },
];

async function median(run: () => Promise<number>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) times.push(await run());
  return times.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0;
}

for (const { name, run, baseline, most } of measures) {
  await run();
  await baseline();
  const [own, other] = [await median(run), await median(baseline)];
  const ratio = own / other;
  const holds = ratio <= most;
  if (!holds) process.exitCode = 1;
  process.stdout.write(
    `${holds ? 'ok  ' : 'FAIL'}  ${name}\n      ${own.toFixed(1)} ms against ${other.toFixed(1)} ms: ${ratio.toFixed(2)} (at most ${most})\n`,
  );
}
