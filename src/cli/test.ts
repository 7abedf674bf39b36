import type { Engine } from '../mapping/engine.ts';
import { casePath, writeText } from '../node/case-files.ts';
import { variantPath } from '../node/variant-files.ts';
import { count, formatIssues } from '../report/format.ts';
import { type Issue, isClean } from '../report/issue.ts';
import { caseIssues } from './check-cases.ts';
import { type Command, type Io, jsonOption, rootOption } from './command.ts';

import { comparingEngine } from './comparing-engine.ts';
import { exitCodes } from './exit-codes.ts';
import { mappingName, mappingNames, openProject, type Project } from './project.ts';
import { type CaseResult, runCase } from './run-cases.ts';
import { runVariant, type VariantResult } from './run-variants.ts';
import { describeSnapshot, showCase } from './show-case.ts';

/** `mapper test`: what the mappings make of the sample deliveries, held against the snapshots. */
export const test: Command = {
  name: 'test',
  summary: 'runs the mappings on their sample deliveries and shows which calls changed',
  details: [
    'Holds what each mapping makes of its .delivery.json against the .calls.json beside it, here and in the',
    'variants of test/variants/. A difference is shown with its place in the mapping.',
  ],
  usage: '[mapping…]',
  options: [
    { name: 'update', text: 'writes the snapshots that differ or are missing, and says which' },
    jsonOption,
    rootOption,
  ],
  exits: {
    fine: 'every case gives what its snapshot says, or was written',
    found: 'a case gives something else, or a file has an error',
  },
  examples: [
    { line: 'npm run mapper -- test' },
    { line: 'npm run mapper -- test customer.created --update' },
  ],
  run: async (input, io) => {
    const both = comparingEngine();
    const project = await openProject(input, both.engine);
    const names = mappingNames(input.names, project);
    const wanted = (name: string) => names.length === 0 || names.includes(name);
    const usual = isClean(project.issues) ? await runCases(project, wanted) : [];
    const varied = isClean(project.issues) ? await runVariants(project, usual, both.engine) : [];
    const results = [...usual, ...varied.flatMap((one) => one.results)];
    const issues = [
      ...project.issues,
      ...setUpIssues(project, wanted),
      ...(names.length === 0 ? varied.flatMap((one) => one.issues) : []),
      ...both.issues(),
    ];
    const updated = input.has('update') ? await update(project, results) : new Set<CaseResult>();
    const failed = results.filter((result) => !result.passed && !updated.has(result));
    if (input.has('json')) io.stdout(`${asJson({ results, updated, issues })}\n`);
    else show(project, { results, updated, issues }, io);
    return failed.length === 0 && isClean(issues) ? exitCodes.fine : exitCodes.found;
  },
};

/** Unreadable files are left to the cases they belong to. */
function setUpIssues({ sources, cases, strays }: Project, wanted: (name: string) => boolean) {
  const mappings = sources.mappings
    .map(({ path }) => ({ name: mappingName(path), file: path }))
    .filter(({ name }) => wanted(name));
  const files = { cases: cases.filter(({ mapping }) => wanted(mapping)), strays };
  return caseIssues(mappings, files).filter(({ code }) => code !== 'case-unreadable');
}

async function runCases(
  { catalog, sources, cases }: Project,
  wanted: (name: string) => boolean,
): Promise<readonly CaseResult[]> {
  const results: CaseResult[] = [];
  for (const one of cases) {
    const tested = catalog.mappings.find(({ name }) => name === one.mapping);
    const file = sources.mappings.find(({ path }) => path === tested?.file);
    if (tested === undefined || file === undefined || one.delivery === undefined) continue;
    if (wanted(one.mapping)) results.push(await runCase(one, { tested, file, catalog }));
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

/** Writes what differs; gives the results whose snapshots were written. */
async function update({ root }: Project, results: readonly CaseResult[]): Promise<ReadonlySet<CaseResult>> {
  const stale = results.filter(({ passed, actual }) => !passed && actual !== undefined);
  for (const result of stale)
    await writeText(root, snapshotPath(result), `${JSON.stringify(result.actual, null, 2)}\n`);
  return new Set(stale);
}

function snapshotPath({ mapping, name, variant }: CaseResult): string {
  return variant === undefined ? casePath(mapping, name, 'calls') : variantPath(variant, mapping, name);
}

interface Found {
  readonly results: readonly CaseResult[];
  readonly updated: ReadonlySet<CaseResult>;
  readonly issues: readonly Issue[];
}

function show(project: Project, { results, updated, issues }: Found, io: Io): void {
  for (const result of results) {
    io.stdout(`${showCase(result, io.colour, project)}\n`);
    if (updated.has(result) && result.actual !== undefined)
      io.stdout(`      wrote ${snapshotPath(result)} (${describeSnapshot(result.actual)})\n`);
  }
  if (issues.length > 0)
    io.stdout(`\n${formatIssues(issues, { colour: io.colour, textOf: project.textOf })}\n\n`);
  const failed = results.filter((result) => !result.passed && !updated.has(result)).length;
  const passed = results.length - failed - updated.size;
  const parts = [
    `${passed} passed`,
    ...(updated.size > 0 ? [`${updated.size} updated`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
  ];
  io.stdout(`${count(results.length, 'case')}: ${parts.join(', ')}\n`);
}

function asJson({ results, updated, issues }: Found): string {
  const cases = results.map((result) => {
    const status = updated.has(result) ? 'updated' : result.passed ? 'passed' : 'failed';
    return {
      mapping: result.mapping,
      name: result.name,
      variant: result.variant,
      status,
      differences: result.differences,
      issues: result.issues,
    };
  });
  return JSON.stringify({ cases, issues }, null, 2);
}
