import { buildCatalog } from '../../mapping/build-catalog.ts';
import type { CatalogSources } from '../../mapping/catalog.ts';
import type { Engine } from '../../mapping/expression/engine.ts';
import { type VariantFiles, variantPath } from '../../node/variant-files.ts';
import type { Issue } from '../../report/issue.ts';
import { isClean } from '../../report/issue.ts';
import { mappingName, onlyMappings, type Project } from '../project.ts';
import { noMapping } from './check-cases.ts';
import { differences } from './difference.ts';
import { type CaseResult, runCase } from './run-cases.ts';
import { changedSources } from './variant.ts';

/** What became of the cases in a variant; only of mappings that its changes touch, and of cases that it has snapshots of. */
export interface VariantResult {
  readonly results: readonly CaseResult[];
  readonly issues: readonly Issue[];
}

/**
 * Runs the sample deliveries on the mappings as a variant changes them. A case that gives there what it gives anyway
 * needs no snapshot of its own; `usual` holds what each case gives, by `<mapping>/<case>`.
 */
export async function runVariant(
  project: Project,
  variant: VariantFiles,
  usual: ReadonlyMap<string, CaseResult>,
  engine?: Engine,
): Promise<VariantResult> {
  const changed = changedSources(project.sources, variant);
  if (!isClean(changed.issues)) return { results: [], issues: changed.issues };
  const names = new Set([...usual.values()].map(({ mapping }) => mapping));
  const { catalog, issues } = buildCatalog(
    onlyMappings(changed.sources, (name) => names.has(name)),
    engine,
  );
  if (!isClean(issues)) return { results: [], issues };
  const before = new Map(project.catalog.mappings.map(({ name, hash }) => [name, hash]));
  const results: CaseResult[] = [];
  for (const one of project.cases) {
    const tested = catalog.mappings.find(({ name }) => name === one.mapping);
    const file = changed.sources.mappings.find(({ path }) => path === tested?.file);
    const known = usual.get(`${one.mapping}/${one.name}`);
    if (tested === undefined || file === undefined || known === undefined) continue;
    const calls = variant.calls.get(`${one.mapping}/${one.name}`);
    // Once the project has made the change its own, the snapshots hold though no mapping differs any more.
    if (calls === undefined && before.get(tested.name) === tested.hash) continue;
    const { calls: _, ...rest } = one;
    const result = await runCase(calls === undefined ? rest : { ...rest, calls }, { tested, file, catalog });
    if (calls !== undefined || !givesTheSame(result, known))
      results.push({ ...result, variant: variant.name });
  }
  return { results, issues: orphans(variant, results, project.sources) };
}

function givesTheSame({ actual }: CaseResult, usual: CaseResult): boolean {
  return actual !== undefined && usual.actual !== undefined && differences(usual.actual, actual).length === 0;
}

/** Snapshots of cases that are not there; of a mapping that is not there, all in one. */
function orphans(
  { name, calls }: VariantFiles,
  results: readonly CaseResult[],
  { mappings }: CatalogSources,
): readonly Issue[] {
  const mappingOf = (one: string) => one.slice(0, one.lastIndexOf('/'));
  const isThere = (mapping: string) => mappings.some(({ path }) => mappingName(path) === mapping);
  const gone = [...new Set([...calls.keys()].map(mappingOf))].filter((mapping) => !isThere(mapping));
  const known = new Set(results.map((one) => variantPath(name, one.mapping, one.name)));
  const single = [...calls].filter(([one, { path }]) => isThere(mappingOf(one)) && !known.has(path));
  return [
    ...gone.map((mapping) => noMapping(mapping, `test/variants/${name}/${mapping}`)),
    ...single.map(([, { path }]) => noCase(path)),
  ];
}

function noCase(file: string): Issue {
  return {
    code: 'snapshot-orphan',
    severity: 'error',
    message: 'the snapshot belongs to no case',
    place: { file, line: 1, column: 1 },
    hint: 'remove it',
  };
}
