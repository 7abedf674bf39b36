import type { BuiltCatalog, Json, SourceFile } from '../../mapping/catalog.ts';
import { WrongSchema } from '../../mapping/schema-issues.ts';
import { type Issue, isClean } from '../../report/issue.ts';
import { readCaseJson } from '../cases/read-json.ts';
import { mapSample, snapshotOf } from '../cases/run-cases.ts';

/** What a mapping makes of a sample delivery; `absent` where there is no such mapping. */
export type Outcome =
  | { readonly status: 'calls'; readonly calls: readonly Json[] }
  | { readonly status: 'skipped'; readonly reason: string }
  | { readonly status: 'failed'; readonly reason: string; readonly issues: readonly Issue[] }
  | { readonly status: 'absent' };

/** A sample delivery, and what is fetched for it. */
export interface Sample {
  readonly name: string;
  readonly delivery: SourceFile;
  readonly fetched?: SourceFile | undefined;
}

/** Runs one mapping of a catalog, by its file, on a delivery. Never throws for what a mapping or a delivery says. */
export async function outcomeOf(
  file: SourceFile | undefined,
  { delivery, fetched }: Sample,
  { catalog, issues }: BuiltCatalog,
): Promise<Outcome> {
  if (file === undefined) return { status: 'absent' };
  const mapping = catalog.mappings.find((one) => one.file === file.path);
  if (mapping === undefined)
    return { status: 'failed', reason: 'the mapping has an error', issues: errorsOf(file, issues) };
  const body = readCaseJson(delivery);
  if (!body.ok) return { status: 'failed', reason: 'the sample is no JSON', issues: [body.issue] };
  const mapped = await mapSample(body.value, { ...catalog, mappings: [mapping] }, fetched).catch(wrongSchema);
  if (mapped.status === 'skipped') return { status: 'skipped', reason: mapped.reason };
  if (mapped.status === 'mapped') return { status: 'calls', calls: [snapshotOf(mapped)].flat() as Json[] };
  const { code, issues: why = [] } = mapped.failure;
  return { status: 'failed', reason: code, issues: why };
}

/** Of one side: on the other, the schema may be right. */
function wrongSchema(error: unknown) {
  if (!(error instanceof WrongSchema)) throw error;
  return { status: 'failed', failure: { code: 'schema-invalid', issues: error.issues } } as const;
}

/** What is said of a mapping's own file; where nothing is, all that is wrong. */
function errorsOf({ path }: SourceFile, issues: readonly Issue[]): readonly Issue[] {
  const errors = issues.filter((issue) => !isClean([issue]));
  const own = errors.filter(({ place }) => place?.file === path);
  return own.length > 0 ? own : errors;
}

/** Whether two outcomes are the same to Segment and to a reader; where in a file something fails is no difference. */
export function isSameOutcome(one: Outcome, other: Outcome): boolean {
  return JSON.stringify(comparable(one)) === JSON.stringify(comparable(other));
}

function comparable(outcome: Outcome): unknown {
  if (outcome.status === 'calls') return { status: 'calls' };
  if (outcome.status !== 'failed') return outcome;
  const issues = outcome.issues.map(({ code, message, pointer }) => [code, message, pointer]);
  return { ...outcome, issues };
}
