import { buildCatalog } from '../../mapping/build-catalog.ts';
import type { CatalogSources, Json, SourceFile } from '../../mapping/catalog.ts';
import type { CaseFiles } from '../../node/case-files.ts';
import { type CallChange, compareCalls } from '../cases/compare-calls.ts';
import { fieldPlaces } from '../cases/field-place.ts';
import { mappingName, schemaFiles } from '../project.ts';
import type { ChangedCall, ChangedCase, ChangedMapping, MappingDiff } from './mapping-diff.ts';
import { type MappingPair, mappingPairs } from './mapping-pairs.ts';
import { isSameOutcome, type Outcome, outcomeOf, type Sample } from './outcome.ts';

/** A project as it is at one time. */
export interface Side {
  /** `HEAD (1a2b3c4)`, `work tree` */
  readonly label: string;
  readonly sources: CatalogSources;
  readonly cases: readonly CaseFiles[];
}

/**
 * What the mappings of two sides make of the same samples: those of the later side, and those that only the earlier one
 * has. Only mappings that can differ are compiled and run: the same texts make the same calls.
 */
export async function diffMappings(before: Side, after: Side): Promise<MappingDiff> {
  const pairs = mappingPairs(before.sources.mappings, after.sources.mappings);
  const hasSameSchemas = isSame(schemaFiles(before.sources), schemaFiles(after.sources));
  const hasSameRest = hasSameSchemas && isSame(commonFiles(before.sources), commonFiles(after.sources));
  const touched = pairs.filter((pair) => !hasSameRest || !isUnchanged(pair));
  const old = catalogOf(
    before.sources,
    touched.flatMap((pair) => pair.before ?? []),
  );
  const fresh = catalogOf(
    after.sources,
    touched.flatMap((pair) => pair.after ?? []),
  );
  const hashes = (built: typeof old) => new Map(built.catalog.mappings.map(({ file, hash }) => [file, hash]));
  const [oldHashes, freshHashes] = [hashes(old), hashes(fresh)];
  const mappings: ChangedMapping[] = [];
  for (const pair of touched) {
    const hash = freshHashes.get(pair.after?.path ?? '');
    const isKept = hash !== undefined && hash === oldHashes.get(pair.before?.path ?? '');
    const cases: ChangedCase[] = [];
    for (const one of isKept && hasSameSchemas ? [] : samplesOf(pair, before, after)) {
      const outcomes = [
        await outcomeOf(pair.before, one, old),
        await outcomeOf(pair.after, one, fresh),
      ] as const;
      cases.push(...changedCase(one, outcomes, pair));
    }
    const status = statusOf(pair);
    const hasOtherFiles = !isKept && (hash !== undefined || !isUnchanged(pair));
    if (cases.length > 0 || status !== 'changed' || hasOtherFiles)
      mappings.push({ name: pair.name, status, ...wasOf(pair), cases });
  }
  const samples = pairs.reduce((sum, pair) => sum + samplesOf(pair, before, after).length, 0);
  return {
    before: before.label,
    after: after.label,
    mappings,
    unchanged: {
      mappings: pairs.length - mappings.length,
      cases: samples - mappings.reduce((sum, { cases }) => sum + cases.length, 0),
    },
  };
}

/** The samples of a mapping: those it has, and those it had that are not there any more under another name. */
function samplesOf({ before, after }: MappingPair, old: Side, fresh: Side): readonly Sample[] {
  const of = ({ cases }: Side, file: SourceFile | undefined) =>
    cases.flatMap(({ mapping, name, delivery, fetched }): Sample[] =>
      file !== undefined && mapping === mappingName(file.path) && delivery !== undefined
        ? [{ name, delivery, fetched }]
        : [],
    );
  const now = of(fresh, after ?? before);
  const names = new Set(now.map(({ name }) => name));
  const textOf = ({ delivery, fetched }: Sample) => delivery.text + (fetched?.text ?? '');
  const texts = new Set(now.map(textOf));
  const then = of(old, before).filter((one) => !names.has(one.name) && !texts.has(textOf(one)));
  return [...now, ...then];
}

function changedCase(
  { name, delivery }: Sample,
  [before, after]: readonly [Outcome, Outcome],
  pair: MappingPair,
): readonly ChangedCase[] {
  const changes = compareCalls(callsOf(before), callsOf(after));
  if (changes.length === 0 && isSameOutcome(before, after)) return [];
  const calls = changes.map((change) => placed(change, pair));
  return [{ name, delivery: delivery.path, before: withoutCalls(before), after: withoutCalls(after), calls }];
}

function callsOf(outcome: Outcome): readonly Json[] {
  return outcome.status === 'calls' ? outcome.calls : [];
}

function withoutCalls(outcome: Outcome): ChangedCase['after'] {
  return outcome.status === 'calls' ? { status: 'calls' } : outcome;
}

/** A change with the places of what makes it: in the file as it is now, or, of what is gone, as it was. */
function placed(change: CallChange, { before, after }: MappingPair): ChangedCall {
  const file = change.kind === 'vanished' ? before : after;
  const placeOf = file === undefined ? () => undefined : fieldPlaces(file);
  const at = (pointer: string) => {
    const place = placeOf(`/${change.index}${pointer}`);
    return place === undefined ? {} : { place };
  };
  if (change.kind !== 'changed') return { ...change, ...at('') };
  return { ...change, fields: change.fields.map((field) => ({ ...field, ...at(field.pointer) })) };
}

function statusOf({ before, after }: MappingPair): ChangedMapping['status'] {
  if (before === undefined) return 'added';
  if (after === undefined) return 'removed';
  return before.path === after.path ? 'changed' : 'renamed';
}

function wasOf({ before, after }: MappingPair): Pick<ChangedMapping, 'was'> {
  const isRenamed = before !== undefined && after !== undefined && before.path !== after.path;
  return isRenamed ? { was: mappingName(before.path) } : {};
}

function catalogOf(sources: CatalogSources, mappings: readonly SourceFile[]) {
  return buildCatalog({ ...sources, mappings });
}

function isUnchanged({ before, after }: MappingPair): boolean {
  return before?.path === after?.path && before?.text === after?.text;
}

function commonFiles({ shared, tables }: CatalogSources): readonly SourceFile[] {
  return [...(shared?.files ?? []), ...(tables?.files ?? [])];
}

function isSame(files: readonly SourceFile[], others: readonly SourceFile[]): boolean {
  const texts = new Map(others.map(({ path, text }) => [path, text]));
  return files.length === others.length && files.every(({ path, text }) => texts.get(path) === text);
}
