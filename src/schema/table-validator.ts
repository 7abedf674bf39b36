import type { Validator } from '../schema.ts';
import { hasManyParts, mostProblems, type PlacedComplaint, problemsOf } from './problems.ts';
import type { TableSchema } from './table.ts';
import { complaints } from './table-complaints.ts';
import { emittedFit, type Fit } from './table-emit.ts';
import { type Checking, checking, fits, schemaAt } from './table-fit.ts';

/** Whoever has checked so many values will check many more, and a function is made for the schema. */
export const usesToBeEmitted = 20;

/**
 * Checks values by schemas of a table, each by its number: the same problems in the same words and order as from the
 * compiled schema, by a fraction of the code. A test holds the two together over all our schemas. Never throws.
 */
export function tableValidators(schemas: readonly TableSchema[]): (root: number) => Validator {
  const table = checking(schemas);
  return (root) => {
    let known: ReadonlySet<string> | undefined;
    let used = 0;
    let isFit: Fit = (value) => fits(table, root, value);
    return (value) => {
      used += 1;
      if (used === usesToBeEmitted) isFit = emittedFit(table, root) ?? isFit;
      if (isFit(value)) return [];
      known ??= namesFrom(table, root);
      const found = take(complaints(table, root, value, ''), hasManyParts(value) ? 1 : undefined);
      return problemsOf(found, value, known).slice(0, mostProblems);
    };
  };
}

function take(all: Iterable<PlacedComplaint>, most = Number.POSITIVE_INFINITY): readonly PlacedComplaint[] {
  const found: PlacedComplaint[] = [];
  for (const one of all) {
    found.push(one);
    if (found.length >= most) break;
  }
  return found;
}

/** All names that a schema gives to fields, at whatever depth. */
function namesFrom(table: Checking, root: number): ReadonlySet<string> {
  const names = new Set<string>();
  const reached = new Set([root]);
  for (const index of reached) {
    const { properties = {}, items, not, additionalProperties: others, anyOf = [] } = schemaAt(table, index);
    for (const name of Object.keys(properties)) names.add(name);
    for (const next of [...Object.values(properties), items, not, others, ...anyOf])
      if (typeof next === 'number') reached.add(next);
  }
  return names;
}
