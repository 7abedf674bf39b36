import { pointerStep, stepsOf } from '../report/json-pointer.ts';
import { type Complaint, wordsOf } from '../report/schema-words.ts';

/** One way in which a value breaks its schema, in words that hold names and types but no value. */
export interface SchemaProblem {
  /**
   * JSON Pointer to the value, or to the object in which a key is missing or unknown. A name that the schema does not
   * know stands as `*`: names of a map are data, and may be personal.
   */
  readonly pointer: string;
  /** The same way as it is, for finding the place; not to be shown. */
  readonly steps: readonly string[];
  readonly message: string;
  readonly hint?: string;
  /** The key that the schema does not know. */
  readonly unknownKey?: string;
}

/** More complaints than a person reads, and than an answer should hold. */
export const mostProblems = 50;

/** A value with more parts is told its first problem only: a list of a million wrong items has a million problems. */
const mostParts = 10_000;

/** A complaint with the place it is about and the place of the keyword that complains, both as JSON Pointers. */
export interface PlacedComplaint extends Complaint {
  readonly instancePath: string;
  readonly schemaPath: string;
}

export function hasManyParts(value: unknown): boolean {
  let parts = 0;
  const waiting: unknown[] = [value];
  while (waiting.length > 0 && parts <= mostParts) {
    const next = waiting.pop();
    if (typeof next !== 'object' || next === null) continue;
    const inside = Object.values(next);
    parts += inside.length;
    if (parts <= mostParts) waiting.push(...inside);
  }
  return parts > mostParts;
}

/** A union that failed complains once for each of its branches: only the union's own complaint is kept. */
export function problemsOf(
  errors: readonly PlacedComplaint[],
  value: unknown,
  known: ReadonlySet<string>,
): readonly SchemaProblem[] {
  const unions = errors.filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf');
  return errors
    .filter((error) => !unions.some((union) => isOfBranch(error, union, errors)))
    .filter(({ keyword }) => keyword !== 'if' && keyword !== 'propertyNames')
    .map((error) => {
      const steps = stepsOf(error.instancePath);
      return { ...wordsOf(error), steps, pointer: pointerTo(steps, value, known) };
    });
}

/** Branches complain before their union does. One that is a reference does so by the path of what it refers to. */
function isOfBranch(
  error: PlacedComplaint,
  union: PlacedComplaint,
  errors: readonly PlacedComplaint[],
): boolean {
  if (error === union) return false;
  if (error.schemaPath.startsWith(`${union.schemaPath}/`)) return true;
  const around = union.schemaPath.replace(/[^/]*$/, '');
  const isAtUnion = `${error.instancePath}/`.startsWith(`${union.instancePath}/`);
  const isReferred =
    around === '#/' ? error.schemaPath.startsWith('#/definitions/') : !error.schemaPath.startsWith(around);
  return isAtUnion && isReferred && errors.indexOf(error) < errors.indexOf(union);
}

/** A pointer that holds numbers of items and names of the schema only. */
function pointerTo(steps: readonly string[], value: unknown, known: ReadonlySet<string>): string {
  let at = value;
  return steps
    .map((step) => {
      const isItem = Array.isArray(at);
      at =
        typeof at === 'object' && at !== null ? (at as Readonly<Record<string, unknown>>)[step] : undefined;
      return isItem || known.has(step) ? `/${pointerStep(step)}` : '/*';
    })
    .join('');
}

/** All names that a schema gives to fields, at whatever depth. */
export function propertyNames(schema: unknown): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return;
    for (const [key, inside] of Object.entries(part)) {
      if (key === 'properties' && typeof inside === 'object' && inside !== null)
        for (const name of Object.keys(inside)) names.add(name);
      visit(inside);
    }
  };
  visit(schema);
  return names;
}
