import type { BuiltCatalog, Json, SourceFile } from '../mapping/catalog.ts';
import { isClean } from '../report/issue.ts';
import type { MapAnswer, MapQuestion, Outcome } from './contract.ts';
import { fetchedFile, readSample } from './read-sample.ts';
import type { Tools } from './tools.ts';
import { mappingPath, type OpenProject, onlyMapping, type Workbench, withEdited } from './workbench.ts';

/** What a mapping makes of a sample with the text of the editor in place of a file, by the engine of the webhook. */
export async function mapSample(
  { project, tools }: Workbench,
  { edited, mapping, sample, fetched }: MapQuestion,
): Promise<MapAnswer> {
  const opened = await project();
  const { sources, build } = opened;
  const built = build(onlyMapping(withEdited(sources, edited), mapping));
  const read = readSample(sample);
  const { issues } = built;
  const readFetched = readSample(fetched, 'fetched');
  const sampleIssues = [read, readFetched].flatMap((one) => (one.status === 'wrong' ? [one.issue] : []));
  const answer = (outcome: Outcome, changed: readonly string[] = []): MapAnswer => {
    return { issues, sampleIssues, outcome, changed };
  };
  if (!isClean(issues)) return answer(notRun('The mapping has errors.'));
  if (built.catalog.mappings.length === 0)
    return answer(notRun(`There is no ${mappingPath(mapping)} to run the sample through.`));
  if (read.status === 'none') return answer(notRun('Choose a sample delivery, paste one, or catch one.'));
  if (read.status === 'wrong') return answer(notRun('The sample is not JSON.'));
  if (readFetched.status === 'wrong') return answer(notRun('What is fetched is not JSON.'));
  const body = { value: read.value, fetched: fetchedFile(fetched) };
  const outcome = await run(body, built, tools);
  const isOnDisk = [...sources.mappings, ...(sources.shared?.files ?? []), ...(sources.tables?.files ?? [])];
  if (isOnDisk.some(({ path, text }) => path === edited.path && text === edited.text)) return answer(outcome);
  const before = await runOnDisk(opened, { mapping, sample: `${sample}\n${fetched ?? ''}`, body }, tools);
  return answer(outcome, changedPlaces(before, outcome, tools));
}

/** What the files on disk make of a sample. At each key the same is asked again: the last answer is kept. */
async function runOnDisk(
  opened: OpenProject,
  { mapping, sample, body }: { readonly mapping: string; readonly sample: string; readonly body: Body },
  tools: Tools,
): Promise<Outcome> {
  const known = lastOnDisk.get(opened);
  if (known?.mapping === mapping && known.sample === sample) return known.outcome;
  const outcome = await run(body, opened.build(onlyMapping(opened.sources, mapping)), tools);
  lastOnDisk.set(opened, { mapping, sample, outcome });
  return outcome;
}

const lastOnDisk = new WeakMap<
  OpenProject,
  { readonly mapping: string; readonly sample: string; readonly outcome: Outcome }
>();

interface Body {
  readonly value: unknown;
  readonly fetched: SourceFile | undefined;
}

async function run({ value, fetched }: Body, { catalog }: BuiltCatalog, tools: Tools): Promise<Outcome> {
  const mapped = await tools.mapSample(value, catalog, fetched);
  if (mapped.status === 'failed') {
    const { code, detail, issues = [] } = mapped.failure;
    return { status: 'failed', failure: { code, detail, issues } };
  }
  if (mapped.status === 'skipped') return mapped;
  return { status: 'mapped', calls: tools.snapshotOf(mapped) as readonly Json[] };
}

function changedPlaces(before: Outcome, after: Outcome, { differences }: Tools): readonly string[] {
  if (before.status !== 'mapped' || after.status !== 'mapped') return [];
  return differences(before.calls, after.calls).map(({ pointer }) => pointer);
}

function notRun(reason: string): Outcome {
  return { status: 'not-run', reason };
}
