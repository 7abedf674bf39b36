import type { Place } from '../../report/place.ts';
import type { CallChange } from '../cases/compare-calls.ts';
import type { Difference } from '../cases/difference.ts';
import type { Outcome } from './outcome.ts';

/** What differs between two sides, over all samples. `mapper diff --format json` prints it, with totals. */
export interface MappingDiff {
  /** What the two sides are called. */
  readonly before: string;
  readonly after: string;
  /** Those whose calls or files differ, by name. */
  readonly mappings: readonly ChangedMapping[];
  /** How many differ in nothing. */
  readonly unchanged: { readonly mappings: number; readonly cases: number };
}

export interface ChangedMapping {
  readonly name: string;
  /** `changed` also where only what it uses, a shared value, a table or a schema, was changed. */
  readonly status: 'added' | 'removed' | 'renamed' | 'changed';
  /** Its name before, where it was renamed. */
  readonly was?: string;
  /** None where the files differ and no sample shows it. */
  readonly cases: readonly ChangedCase[];
}

export interface ChangedCase {
  readonly name: string;
  /** The file of the sample. */
  readonly delivery: string;
  readonly before: OutcomeWords;
  readonly after: OutcomeWords;
  readonly calls: readonly ChangedCall[];
}

/** An outcome; its calls are told by what changed of them. */
export type OutcomeWords = Exclude<Outcome, { status: 'calls' }> | { readonly status: 'calls' };

/** A change of a call, and where the mapping says so. */
export type ChangedCall =
  | (Extract<CallChange, { kind: 'appeared' | 'vanished' }> & Placed)
  | (Omit<Extract<CallChange, { kind: 'changed' }>, 'fields'> & { readonly fields: readonly ChangedField[] });

export type ChangedField = Difference & Placed;

interface Placed {
  readonly place?: Place;
}

export interface Totals {
  readonly mappings: Readonly<Record<ChangedMapping['status'], number>>;
  readonly cases: {
    readonly differ: number;
    /** Of these, how many now fail, are now skipped, or now send, and did not before. */
    readonly failing: number;
    readonly skipped: number;
    readonly sending: number;
  };
  readonly calls: Readonly<Record<ChangedCall['kind'], number>>;
}

/** How much differs. */
export function totalsOf({ mappings }: MappingDiff): Totals {
  const cases = mappings.flatMap((mapping) => mapping.cases);
  const calls = cases.flatMap((one) => one.calls);
  const status = (wanted: ChangedMapping['status']) => mappings.filter((one) => one.status === wanted).length;
  const kind = (wanted: ChangedCall['kind']) => calls.filter((one) => one.kind === wanted).length;
  const became = (wanted: OutcomeWords['status'], not: readonly OutcomeWords['status'][]) =>
    cases.filter(({ before, after }) => after.status === wanted && ![wanted, ...not].includes(before.status))
      .length;
  return {
    mappings: {
      added: status('added'),
      removed: status('removed'),
      renamed: status('renamed'),
      changed: status('changed'),
    },
    cases: {
      differ: cases.length,
      failing: became('failed', []),
      skipped: became('skipped', ['absent']),
      sending: became('calls', ['absent']),
    },
    calls: { appeared: kind('appeared'), vanished: kind('vanished'), changed: kind('changed') },
  };
}
