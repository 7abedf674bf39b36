import { isDeepStrictEqual } from 'node:util';
import type { Delivery } from '../../commercetools/delivery.ts';
import type { Source } from '../../commercetools/lookup/wanted.ts';
import { type Authored, catalogBuilder } from '../../mapping/build-catalog.ts';
import type { BuiltCatalog, Catalog, Json, Mapping, SourceFile } from '../../mapping/catalog.ts';
import { isClean } from '../../report/issue.ts';
import { fetchedFrom } from '../cases/fetched.ts';
import { readCaseJson } from '../cases/read-json.ts';
import { deliveryOf, mapFetching, type Snapshot, snapshotOf } from '../cases/run-cases.ts';
import { changedSources } from '../cases/variant.ts';
import type { Project } from '../project.ts';

/** A sample and what it has to give. */
export interface Sample {
  readonly mapping: string;
  readonly name: string;
  readonly delivery: Delivery;
  readonly expected: Snapshot;
  /** Stands in for commercetools, where the case says what is fetched. */
  readonly source?: Source;
}

/** The mappings as they are, or as a variant changes them, with the samples that they are held against. */
export interface World {
  readonly authored: Authored;
  readonly mappings: readonly Mapping[];
  readonly build: (authored: Authored) => BuiltCatalog;
  /** By the name of the mapping. */
  readonly samples: ReadonlyMap<string, readonly Sample[]>;
}

/** The mappings as they are come first. A variant counts for those mappings that it touches. */
export function worldsOf(project: Project): readonly World[] {
  const { sources, catalog } = project;
  const build = catalogBuilder(sources);
  const usual = new Map(project.cases.map((one) => [`${one.mapping}/${one.name}`, one]));
  const own = samplesIn(project, (key) => usual.get(key)?.calls);
  const hashes = new Map(catalog.mappings.map(({ name, hash }) => [name, hash]));
  const variants = project.variants.map((variant): World => {
    const changed = changedSources(sources, variant).sources;
    const { mappings } = build(changed).catalog;
    const touched = mappings.filter(({ name, hash }) => hashes.get(name) !== hash).map(({ name }) => name);
    const samples = samplesIn(project, (key) => variant.calls.get(key) ?? usual.get(key)?.calls);
    const kept = new Map([...samples].filter(([name]) => touched.includes(name)));
    return { authored: changed, mappings, build, samples: kept };
  });
  return [{ authored: sources, mappings: catalog.mappings, build, samples: own }, ...variants];
}

/** The first sample for which a catalog gives something else than it has to. */
export async function firstNotice(samples: readonly Sample[], catalog: Catalog): Promise<Sample | undefined> {
  for (const sample of samples) {
    const actual = snapshotOf(await mapFetching(sample.delivery, catalog, sample.source));
    if (!isDeepStrictEqual(actual, sample.expected)) return sample;
  }
  return undefined;
}

/** The samples of which the snapshots do not hold: nothing can be told from them. */
export async function notHolding(worlds: readonly World[]): Promise<readonly Sample[]> {
  const found: Sample[] = [];
  for (const { authored, build, samples } of worlds) {
    const { catalog, issues } = build(authored);
    if (!isClean(issues)) continue;
    for (const [name, some] of samples) {
      const tested = { ...catalog, mappings: catalog.mappings.filter((mapping) => mapping.name === name) };
      const notice = await firstNotice(some, tested);
      if (notice !== undefined) found.push(notice);
    }
  }
  return found;
}

function samplesIn(
  { cases }: Project,
  callsOf: (key: string) => SourceFile | undefined,
): ReadonlyMap<string, readonly Sample[]> {
  const samples = cases.flatMap(({ mapping, name, delivery, fetched }): readonly Sample[] => {
    const calls = callsOf(`${mapping}/${name}`);
    if (delivery === undefined || calls === undefined) return [];
    const [body, expected] = [readCaseJson(delivery), readCaseJson(calls)];
    const decoded = body.ok ? deliveryOf(body.value) : undefined;
    if (decoded?.ok !== true || !expected.ok) return [];
    const source = fetched === undefined ? {} : { source: fetchedFrom(fetched).source };
    return [{ mapping, name, delivery: decoded.value, expected: expected.value as Json, ...source }];
  });
  const names = new Set(samples.map(({ mapping }) => mapping));
  return new Map([...names].map((name) => [name, samples.filter(({ mapping }) => mapping === name)]));
}
