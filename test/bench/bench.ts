import { buildCatalog } from '../../src/mapping/build-catalog.ts';
import type { CatalogSources } from '../../src/mapping/catalog.ts';
import { readProjectFiles } from '../../src/node/project-files.ts';
import { typingTimes } from './playground.ts';

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
  return middle(times);
}

function middle(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}

function tell(holds: boolean, name: string, found: string): void {
  if (!holds) process.exitCode = 1;
  process.stdout.write(`${holds ? 'ok  ' : 'FAIL'}  ${name}\n      ${found}\n`);
}

/** `--only NAME` measures one part. */
const only = process.argv.includes('--only')
  ? process.argv.at(process.argv.indexOf('--only') + 1)
  : undefined;
const isWanted = (name: string) => only === undefined || only === name;

for (const { name, run, baseline, most } of isWanted('loading') ? measures : []) {
  await run();
  await baseline();
  const [own, other] = [await median(run), await median(baseline)];
  const ratio = own / other;
  const found = `${own.toFixed(1)} ms against ${other.toFixed(1)} ms: ${ratio.toFixed(2)} (at most ${most})`;
  tell(ratio <= most, name, found);
}

if (isWanted('playground')) {
  const times = await typingTimes();
  const name = 'playground: from a key to the result that is drawn, on the largest sample';
  if (times === undefined) tell(true, name, 'not measured: no chromium is installed here');
  else
    tell(
      middle(times) < 100,
      name,
      `${middle(times).toFixed(1)} ms, the median of ${times.length} (below 100)`,
    );
}
