import { withContent } from '../../commercetools/lookup/content.ts';
import { lookupFor } from '../../commercetools/lookup/lookup.ts';
import type { SourceFile } from '../../mapping/catalog.ts';
import { explainMapping } from '../../mapping/explain/explain.ts';
import type { Explanation } from '../../mapping/explain/explanation.ts';
import { mapDelivery, withoutCredentials } from '../../pipeline.ts';
import type { Failure } from '../../report/failure.ts';
import type { Issue } from '../../report/issue.ts';
import { nearest } from '../../report/nearest.ts';
import { fetchedBeside, fetchedFrom } from '../cases/fetched.ts';
import { readCaseJson } from '../cases/read-json.ts';
import { deliveryOf } from '../cases/run-cases.ts';
import { type Io, UsageError } from '../command.ts';
import { givenFile } from '../given-file.ts';
import type { Project } from '../project.ts';

/** A delivery to explain a mapping with: of one of its cases, or of a file. */
export interface Sample {
  readonly name: string;
  readonly path: string;
  readonly text: string;
  /** What is fetched for it; without it, nothing is. */
  readonly fetched?: SourceFile | undefined;
}

/** What is known of a sample; without an explanation where it is no delivery that the mapping could be run on. */
export interface ExplainedSample {
  readonly sample: Sample;
  /** Why there are no calls, where there are none. */
  readonly skipped?: string;
  readonly failure?: Failure;
  readonly issues: readonly Issue[];
  readonly explanation?: Explanation;
}

/** The samples that a person means: a case by its name, a file by its path, all cases where nothing is named. */
export async function samplesOf(
  mapping: string,
  named: string | undefined,
  fetchedName: string | undefined,
  { cases }: Project,
  io: Io,
): Promise<readonly Sample[]> {
  const given = fetchedName === undefined ? undefined : await fetchedBeside('', fetchedName);
  const own = cases.flatMap(({ mapping: of, name, delivery, fetched }) =>
    of === mapping && delivery !== undefined ? [{ name, ...delivery, fetched: given ?? fetched }] : [],
  );
  if (named === '-') return [{ name: 'stdin', path: named, text: await io.readStdin(), fetched: given }];
  if (named !== undefined && /[\\/]|\.json$/.test(named)) {
    const known = own.find(({ path }) => path === named);
    if (known !== undefined) return [known];
    const fetched = await fetchedBeside(named, fetchedName);
    return [{ name: named, path: named, text: await givenFile('explain', named, io), fetched }];
  }
  const names = own.map(({ name }) => name);
  if (names.length === 0) throw new UsageError(`${mapping} has no cases; give the file of a delivery`);
  const found = named === undefined ? own : own.filter(({ name }) => name === named);
  if (found.length > 0) return found;
  const meant = nearest(named ?? '', names);
  const hint = meant === undefined ? `there are: ${names.join(', ')}` : `did you mean ${meant}?`;
  throw new UsageError(`${mapping} has no case ${named}; ${hint}`);
}

/** Runs a mapping, and no other, on a sample, and tells how each field came about. */
export async function explainSample(
  mapping: string,
  sample: Sample,
  { catalog, programs }: Pick<Project, 'catalog' | 'programs'>,
): Promise<ExplainedSample> {
  const body = readCaseJson(sample);
  if (!body.ok) return { sample, issues: [body.issue] };
  const decoded = deliveryOf(body.value);
  if (!decoded.ok) return { sample, failure: decoded.failure, issues: decoded.failure.issues ?? [] };
  const tested = catalog.mappings.filter(({ name }) => name === mapping);
  const given = sample.fetched && fetchedFrom(sample.fetched);
  const lookup =
    given && lookupFor(decoded.value, { source: given.source, timeLeft: () => Number.POSITIVE_INFINITY });
  const mapped = await mapDelivery(decoded.value, { ...catalog, mappings: tested }, { lookup });
  if (given !== undefined && given.issues.length > 0) return { sample, issues: given.issues };
  const issues = mapped.status === 'failed' ? (mapped.failure.issues ?? []) : [];
  const told = {
    sample,
    issues,
    ...(mapped.status === 'failed' ? { failure: mapped.failure } : {}),
    ...(mapped.status === 'skipped' ? { skipped: mapped.reason } : {}),
  };
  const program = programs.get(mapping);
  const listens = tested.some(({ on }) => on.includes(decoded.value.type));
  if (program === undefined || !listens || !isOfMapping(told.failure)) return told;
  const isWhole = lookup === undefined || decoded.value.payloadNotIncluded === undefined;
  const whole = isWhole ? decoded : await withContent(decoded.value, lookup);
  if (!whole.ok) return told;
  const { payload, occurredAt } = whole.value;
  const explanation = await explainMapping(program, payload, occurredAt, lookup ?? withoutCredentials);
  return { ...told, explanation };
}

const mappingFailures: ReadonlySet<string> = new Set(['mapping-failed', 'call-invalid', 'fetched-invalid']);

/** What fails before a mapping is run has nothing to do with its fields. */
function isOfMapping(failure: Failure | undefined): boolean {
  return failure === undefined || mappingFailures.has(failure.code);
}
