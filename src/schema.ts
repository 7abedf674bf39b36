import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { type Complaint, wordsOf } from './report/schema-words.ts';

export { typeName } from './report/schema-words.ts';

/** A JSON Schema, draft-07. */
export type JsonSchema = Readonly<Record<string, unknown>>;

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

/** Keywords of our own; they say something to readers and refuse nothing. */
const annotations = ['promised'];

export type Validator = (value: unknown) => readonly SchemaProblem[];

/** More complaints than a person reads, and than an answer should hold. */
const mostProblems = 50;

/** A value with more parts is told its first problem only: a list of a million wrong items has a million problems. */
const mostParts = 10_000;

/** Compiled before in this process, by their JSON: who edits a mapping builds a catalog anew with each key, of the same schemas. */
const compiled = new Map<string, Validator>();

/** More than a catalog of everything needs. */
const mostCompiled = 500;

/** Compiles a schema once; the validator never throws. Throws an Error where the schema itself is wrong. */
export function compileSchema(schema: JsonSchema): Validator {
  const key = JSON.stringify(schema);
  const known = compiled.get(key);
  if (known !== undefined) return known;
  if (compiled.size >= mostCompiled) compiled.clear();
  const made = compileAnew(schema);
  compiled.set(key, made);
  return made;
}

function compileAnew(schema: JsonSchema): Validator {
  const isValid = compile(schema, false);
  const known = propertyNames(schema);
  let complain: ValidateFunction | undefined;
  return (value) => {
    if (isValid(value)) return [];
    if (hasManyParts(value)) return problemsOf(isValid.errors ?? [], value, known);
    complain ??= compile(schema, true);
    complain(value);
    return problemsOf(complain.errors ?? [], value, known).slice(0, mostProblems);
  };
}

function compile(schema: JsonSchema, allErrors: boolean): ValidateFunction {
  const ajv = compilerFor(allErrors);
  try {
    return ajv.compile(schema);
  } finally {
    ajv.removeSchema(schema);
  }
}

/** Made once: each would compile the schema of schemas anew. No schema is found by its `$id`, so two may have the same. */
const compilers = new Map<boolean, Ajv>();

function compilerFor(allErrors: boolean): Ajv {
  const known = compilers.get(allErrors);
  if (known !== undefined) return known;
  const ajv = new Ajv({
    allErrors,
    verbose: true,
    strict: true,
    strictRequired: false,
    allowUnionTypes: true,
    addUsedSchema: false,
  });
  formats.default(ajv);
  ajv.addVocabulary(annotations);
  compilers.set(allErrors, ajv);
  return ajv;
}

function hasManyParts(value: unknown): boolean {
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
function problemsOf(
  errors: readonly ErrorObject[],
  value: unknown,
  known: ReadonlySet<string>,
): readonly SchemaProblem[] {
  const unions = errors.filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf');
  const inUnion = (error: ErrorObject) =>
    unions.some((union) => error !== union && error.schemaPath.startsWith(`${union.schemaPath}/`));
  return errors
    .filter((error) => !inUnion(error) && error.keyword !== 'if' && error.keyword !== 'propertyNames')
    .map((error) => {
      const steps = stepsOf(error.instancePath);
      return { ...wordsOf(error as Complaint), steps, pointer: pointerTo(steps, value, known) };
    });
}

/** The steps of a JSON Pointer (RFC 6901). */
function stepsOf(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** A pointer that holds numbers of items and names of the schema only. */
function pointerTo(steps: readonly string[], value: unknown, known: ReadonlySet<string>): string {
  let at = value;
  return steps
    .map((step) => {
      const isItem = Array.isArray(at);
      at =
        typeof at === 'object' && at !== null ? (at as Readonly<Record<string, unknown>>)[step] : undefined;
      return isItem || known.has(step) ? `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}` : '/*';
    })
    .join('');
}

/** All names that a schema gives to fields, at whatever depth. */
function propertyNames(schema: unknown): ReadonlySet<string> {
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
