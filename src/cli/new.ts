import { buildCatalog } from '../mapping/build-catalog.ts';
import type { Catalog, CatalogSources, SourceFile } from '../mapping/catalog.ts';
import { type CaseFiles, casePath, createTexts } from '../node/case-files.ts';
import { formatIssues } from '../report/format.ts';
import { isClean } from '../report/issue.ts';
import { type CaseResult, mapBody, runCase } from './cases/run-cases.ts';
import { runVariant } from './cases/run-variants.ts';
import { describeSnapshot } from './cases/show-case.ts';
import { snapshotPath } from './cases/test-mappings.ts';
import { type Command, rootOption, UsageError } from './command.ts';
import { diskRefusal } from './disk-refusal.ts';
import { exitCodes } from './exit-codes.ts';
import { type ProjectFiles, readProject } from './project.ts';
import { mappingText } from './scaffold/mapping-text.ts';
import { resourceOf } from './scaffold/person.ts';
import { sampleDelivery } from './scaffold/sample.ts';
import { sampleSource } from './scaffold/sample-fetched.ts';
import { mappingNameFor } from './scaffold/type-name.ts';
import { knownType, schemaOf } from './types/type-schemas.ts';

/** `mapper new`: a mapping to begin with, its sample and its snapshot. */
export const fresh: Command = {
  name: 'new',
  summary: 'writes a mapping for a type of delivery, with a sample and its snapshot, to be changed',
  details: [
    'The sample holds nearly every field that the type may have. No file that is there is changed; all are written or none.',
  ],
  usage: '<type…>',
  options: [
    { name: 'name', value: 'NAME', text: 'of the mapping; else it is made from the type' },
    rootOption,
  ],
  exits: {
    fine: 'the files are written',
    found: 'the files are written, and have an error that is to be mended',
  },
  examples: [
    { line: 'npm run mapper -- new CustomerAddressAdded' },
    { line: 'npm run mapper -- new CustomerEmailChanged --name customer.mail-changed' },
  ],
  run: async (input, io) => {
    if (input.names.length === 0)
      throw new UsageError('new: takes a type, such as CustomerEmailChanged; mapper types lists them');
    const name = input.valueOf('name');
    if (name !== undefined && input.names.length > 1) throw new UsageError('new: --name is for one type');
    const files = await readProject(input);
    const { root, sources, cases } = files;
    const drafts = input.names.map((type) => draftFor(knownType(type, sources, 'new'), name, sources));
    const taken = [
      ...sources.mappings.map(({ path }) => path),
      ...cases.map((one) => casePath(one.mapping, one.name, 'delivery')),
    ];
    for (const [index, draft] of drafts.entries())
      refuseTaken(draft, [...taken, ...drafts.slice(0, index).map(({ file }) => file.path)]);
    const written = { ...sources, mappings: drafts.map(({ file }) => file) };
    const { catalog, issues } = buildCatalog(written);
    const complete = await Promise.all(drafts.map((draft) => withFetched(draft, catalog, sources)));
    const all = await filesOf(files, complete, catalog);
    const refused = await creating(root, all);
    if (refused !== undefined) {
      io.stderr(`new: ${refused}\n`);
      return exitCodes.broken;
    }
    for (const { path, holds } of all)
      io.stdout(`wrote ${path}${holds === undefined ? '' : ` (${holds})`}\n`);
    if (issues.length > 0) {
      const textOf = (path: string) => written.mappings.find((one) => one.path === path)?.text;
      io.stderr(`${formatIssues(issues, { colour: io.colour, textOf })}\n`);
    }
    return isClean(issues) ? exitCodes.fine : exitCodes.found;
  },
};

/** The name of the one case. */
const sample = 'sample';

interface Draft {
  readonly name: string;
  readonly file: SourceFile;
  readonly delivery: SourceFile;
  /** Samples of what the mapping fetches for the delivery, where it fetches. */
  readonly fetched?: SourceFile;
}

function draftFor(type: string, wanted: string | undefined, sources: CatalogSources): Draft {
  const schema = schemaOf(type, sources);
  const name = (wanted ?? mappingNameFor(type, resourceOf(schema))).replace(/\.yaml$/, '');
  if (!/^[a-z0-9][a-z0-9.-]*$/.test(name))
    throw new UsageError(
      'new: a name has small letters, digits, dots and dashes, such as order.state-changed',
    );
  return {
    name,
    file: { path: `mappings/${name}.yaml`, text: mappingText(type, schema) },
    delivery: {
      path: casePath(name, sample, 'delivery'),
      text: `${JSON.stringify(sampleDelivery(type, schema), null, 2)}\n`,
    },
  };
}

function refuseTaken({ file, delivery }: Draft, taken: readonly string[]): void {
  const there = [file, delivery].find(({ path }) => taken.includes(path));
  if (there !== undefined)
    throw new UsageError(
      `new: ${there.path} is there already, and stays as it is; give another name with --name, or remove it first`,
    );
}

async function withFetched(draft: Draft, catalog: Catalog, sources: CatalogSources): Promise<Draft> {
  const mappings = catalog.mappings.filter((mapping) => mapping.name === draft.name);
  const body = JSON.parse(draft.delivery.text) as { readonly resourceVersion?: unknown };
  const { source, given } = sampleSource(sources, body.resourceVersion);
  await mapBody(body, { ...catalog, mappings }, source);
  if (Object.keys(given()).length === 0) return draft;
  const path = casePath(draft.name, sample, 'fetched');
  return { ...draft, fetched: { path, text: `${JSON.stringify(given(), null, 2)}\n` } };
}

function caseOf({ name, delivery, fetched }: Draft): CaseFiles {
  return { mapping: name, name: sample, delivery, ...(fetched === undefined ? {} : { fetched }) };
}

interface Written extends SourceFile {
  /** In a few words, where it is a snapshot. */
  readonly holds?: string;
}

/** All that is to be written: what each draft is, and what it makes of its sample; then the same in the variants. */
async function filesOf(
  files: ProjectFiles,
  drafts: readonly Draft[],
  catalog: Catalog,
): Promise<readonly Written[]> {
  const usual: CaseResult[] = [];
  const all: Written[] = [];
  for (const draft of drafts) {
    const result = await resultOf(draft, catalog);
    if (result !== undefined) usual.push(result);
    all.push(draft.file, draft.delivery, ...(draft.fetched ? [draft.fetched] : []), ...snapshotOf(result));
  }
  return [...all, ...(await inVariants(files, drafts, usual)).flatMap(snapshotOf)];
}

function snapshotOf(result: CaseResult | undefined): readonly Written[] {
  if (result?.actual === undefined) return [];
  const text = `${JSON.stringify(result.actual, null, 2)}\n`;
  return [{ path: snapshotPath(result), text, holds: describeSnapshot(result.actual) }];
}

/** Writes all files or none; says why none, where that is so. */
async function creating(root: URL, files: readonly Written[]): Promise<string | undefined> {
  try {
    if (await createTexts(root, files)) return undefined;
    return `nothing is written: one of these is there already; remove it first: ${files.map(({ path }) => path).join(', ')}`;
  } catch (error) {
    return diskRefusal(error);
  }
}

/** What a draft makes of its sample; nothing where it could not be compiled. */
async function resultOf(draft: Draft, catalog: Catalog): Promise<CaseResult | undefined> {
  const tested = catalog.mappings.find((mapping) => mapping.name === draft.name);
  return tested && runCase(caseOf(draft), { tested, file: draft.file, catalog });
}

/** What the drafts make of their samples in the project's variants, where that is something else. */
async function inVariants(
  files: ProjectFiles,
  drafts: readonly Draft[],
  usual: readonly CaseResult[],
): Promise<readonly CaseResult[]> {
  if (files.variants.length === 0) return [];
  const mappings = [...files.sources.mappings, ...drafts.map(({ file }) => file)];
  const sources = { ...files.sources, mappings };
  const cases = drafts.map(caseOf);
  const project = { ...files, ...buildCatalog(sources), sources, cases, textOf: () => undefined };
  const byCase = new Map(usual.map((result) => [`${result.mapping}/${result.name}`, result]));
  const found: CaseResult[] = [];
  for (const variant of files.variants) found.push(...(await runVariant(project, variant, byCase)).results);
  return found;
}
