import type { TableSchema } from '../../schema/table.ts';
import type { Json } from '../catalog.ts';
import type { ListPlan } from '../list-plan.ts';

/*
 * A compiled catalog as JSON: what a deployment needs of it when it runs, and nothing that was only needed to check it.
 * Parts that are used many times stand in lists and are meant by their numbers.
 */

export interface StoredCatalog extends StoredHead {
  readonly texts: readonly StoredText[];
  readonly expressions: readonly StoredExpression[];
  /** All schemas in one table. */
  readonly schemas: readonly TableSchema[];
  /** Each schema of a call with where it keeps lists. */
  readonly contracts: readonly StoredContract[];
  /** What each mapping does, under its number. */
  readonly programs: readonly StoredProgram[];
}

/** What tells which mappings listen to what: all that is needed where none does. */
export interface StoredHead {
  readonly files: readonly string[];
  readonly mappings: readonly StoredMapping[];
  /** The schema of each delivery type, and of each kind of resource that is fetched. */
  readonly inputs: Readonly<Record<string, StoredSchema>>;
}

/** The number of a schema in the table; or the schema itself, where it says what no table can hold. */
export type StoredSchema = number | Readonly<Record<string, unknown>>;

export interface StoredContract {
  readonly schema: StoredSchema;
  readonly lists: ListPlan;
}

export interface StoredExpression {
  /** What it says, by its number. */
  readonly says: number;
  readonly file: number;
  /** From which character on which line and column follow, one column for each character. */
  readonly places: readonly (readonly [index: number, line: number, column: number])[];
  /** The names of values in it that its mapping has. */
  readonly names: readonly string[];
}

/** The text of an expression, which may stand at several places. */
export interface StoredText {
  readonly text: string;
  /** Whether a regular expression is in it. */
  readonly hasPattern?: true;
  /** Its JavaScript with the functions that it calls; absent where it is left to the reference. */
  readonly emitted?: StoredSource;
}

/** As `emitExpression` gives it. */
export interface StoredSource {
  readonly source: string;
  readonly functions: readonly string[];
}

export type StoredPlace = readonly [line: number, column: number];

export interface StoredMapping {
  readonly name: string;
  readonly file: number;
  readonly hash: string;
  readonly description: string;
  readonly on: readonly string[];
  readonly isOff?: true;
}

export interface StoredProgram {
  readonly when?: number;
  readonly needs: readonly (readonly [expression: number, reason: string])[];
  readonly lets: readonly StoredLet[];
  readonly fetches?: readonly StoredFetch[];
  readonly calls: readonly StoredCall[];
}

export interface StoredFetch {
  readonly name: string;
  readonly kind: string;
  readonly by: string;
  readonly optional: boolean;
  readonly expression: number;
}

export type StoredLet = readonly [name: string, made: { readonly value: Json } | number];

export interface StoredCall {
  readonly type: string;
  readonly at: StoredPlace;
  readonly contracts: readonly number[];
  readonly fields: readonly StoredField[];
}

/** Its key as the author wrote it: with "?" it may yield nothing. */
export type StoredField = readonly [key: string, at: StoredPlace, value: StoredValue];

/** An expression stands by its number. */
export type StoredValue =
  | number
  | { readonly at: StoredPlace; readonly constant: Json }
  | { readonly at: StoredPlace; readonly fields: readonly StoredField[] }
  | { readonly at: StoredPlace; readonly items: readonly StoredValue[] };
