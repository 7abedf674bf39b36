import type { Place } from '../../report/place.ts';

/** Something that no sample shows, and where. */
export interface Gap {
  readonly place: Place;
  /** A sentence. */
  readonly words: string;
  /** Of an expression: what becomes what. */
  readonly shown?: { readonly from: string; readonly to: string };
}

/** So many of so many, and what is missing. */
export interface Share {
  readonly done: number;
  readonly of: number;
  readonly gaps: readonly Gap[];
}

/** Gaps in the order in which an author meets them. */
export function inOrder(gaps: readonly Gap[]): readonly Gap[] {
  return [...gaps].sort((a, b) => a.place.line - b.place.line || a.place.column - b.place.column);
}
