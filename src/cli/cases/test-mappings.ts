import type { Engine } from '../../mapping/expression/engine.ts';
import { casePath, writeTexts } from '../../node/case-files.ts';
import { variantPath } from '../../node/variant-files.ts';
import { type Issue, isClean } from '../../report/issue.ts';
import { diskRefusal } from '../disk-refusal.ts';
import { compileProject, mappingName, type Project, type ProjectFiles } from '../project.ts';
import { caseIssues } from './check-cases.ts';
import { comparingEngine } from './comparing-engine.ts';
import { type CaseResult, runCase } from './run-cases.ts';
import { runVariant, type VariantResult } from './run-variants.ts';

/** What became of the cases of some mappings. */
export interface Tested {
  readonly project: Project;
  readonly results: readonly CaseResult[];
  /** Those whose snapshots were written. */
  readonly updated: ReadonlySet<CaseResult>;
  readonly issues: readonly Issue[];
  /** Why no snapshot was written, where the disk takes none. */
  readonly refused?: string;
}

/** Runs the cases of all mappings, or of those that are named; of the others nothing is compiled. May write what differs. */
export async function testMappings(
  read: ProjectFiles,
  names: readonly string[] | undefined,
  isToUpdate: boolean,
): Promise<Tested> {
  const isWanted = (name: string) => names === undefined || names.includes(name);
  const both = comparingEngine();
  const project = compileProject(read, isWanted, both.engine);
  const usual = isClean(project.issues) ? await runCases(project, isWanted) : [];
  const varied = isClean(project.issues) ? await runVariants(project, usual, both.engine) : [];
  const results = [...usual, ...varied.flatMap((one) => one.results)];
  const issues = [
    ...project.issues,
    ...setUpIssues(project, isWanted),
    ...(names === undefined ? varied.flatMap((one) => one.issues) : []),
    ...both.issues(),
  ];
  const updated = isToUpdate ? await update(project, results) : { updated: new Set<CaseResult>() };
  return { project, results, issues, ...updated };
}

/** Whether nothing is left to be mended. */
export function isPassed({ results, updated, issues }: Tested): boolean {
  return results.every((result) => result.passed || updated.has(result)) && isClean(issues);
}

/** Where the snapshot of a case stands, from the project's root. */
export function snapshotPath({ mapping, name, variant }: CaseResult): string {
  return variant === undefined ? casePath(mapping, name, 'calls') : variantPath(variant, mapping, name);
}

/** Unreadable files are left to the cases they belong to. */
function setUpIssues({ sources, cases, strays }: Project, isWanted: (name: string) => boolean) {
  const mappings = sources.mappings
    .map(({ path }) => ({ name: mappingName(path), file: path }))
    .filter(({ name }) => isWanted(name));
  const files = { cases: cases.filter(({ mapping }) => isWanted(mapping)), strays };
  return caseIssues(mappings, files).filter(({ code }) => code !== 'case-unreadable');
}

async function runCases(
  { catalog, sources, cases }: Project,
  isWanted: (name: string) => boolean,
): Promise<readonly CaseResult[]> {
  const results: CaseResult[] = [];
  for (const one of cases) {
    const tested = catalog.mappings.find(({ name }) => name === one.mapping);
    const file = sources.mappings.find(({ path }) => path === tested?.file);
    if (tested === undefined || file === undefined || one.delivery === undefined) continue;
    if (isWanted(one.mapping)) results.push(await runCase(one, { tested, file, catalog }));
  }
  return results;
}

async function runVariants(
  project: Project,
  usual: readonly CaseResult[],
  engine: Engine,
): Promise<readonly VariantResult[]> {
  const byCase = new Map(usual.map((result) => [`${result.mapping}/${result.name}`, result]));
  const results: VariantResult[] = [];
  for (const variant of project.variants) results.push(await runVariant(project, variant, byCase, engine));
  return results;
}

/** Writes what differs, all or none: half of it would look like what a change does. */
async function update(
  { root }: Project,
  results: readonly CaseResult[],
): Promise<Pick<Tested, 'updated' | 'refused'>> {
  const stale = results.filter(({ passed, actual }) => !passed && actual !== undefined);
  const textOf = ({ actual }: CaseResult) => `${JSON.stringify(actual, null, 2)}\n`;
  try {
    await writeTexts(
      root,
      stale.map((result) => ({ path: snapshotPath(result), text: textOf(result) })),
    );
    return { updated: new Set(stale) };
  } catch (error) {
    return { updated: new Set(), refused: diskRefusal(error) };
  }
}
