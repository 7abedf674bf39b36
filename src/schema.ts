import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { nearest } from './report/nearest.ts';

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

/** Compiles a schema once; the validator never throws. Throws an Error where the schema itself is wrong. */
export function compileSchema(schema: JsonSchema): Validator {
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
      return { ...problemOf(error), steps, pointer: pointerTo(steps, value, known) };
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

function problemOf(error: ErrorObject): Omit<SchemaProblem, 'pointer' | 'steps'> {
  const params = error.params as Readonly<Record<string, unknown>>;
  const unknownKey = error.propertyName;
  if (unknownKey !== undefined)
    return { message: `"${unknownKey}" cannot be a name here`, ...hintOf(error), unknownKey };
  switch (error.keyword) {
    case 'required':
      return { message: `the key "${params['missingProperty']}" is missing`, hint: 'add it' };
    case 'dependencies': {
      const hint = `add it: "${params['property']}" needs it`;
      return { message: `the key "${params['missingProperty']}" is missing`, hint };
    }
    case 'additionalProperties': {
      const unknownKey = String(params['additionalProperty']);
      const known = Object.keys((error.parentSchema?.['properties'] as object | undefined) ?? {});
      const near = nearest(unknownKey, known);
      const hint = near === undefined ? `known here: ${known.join(', ')}` : `did you mean "${near}"?`;
      return { message: `the key "${unknownKey}" is not known here`, hint, unknownKey };
    }
    case 'anyOf':
    case 'oneOf':
      return unionWords(error);
    default: {
      const message = `expected ${expectation(error, params)}; found ${typeName(error.data)}`;
      return { message, ...hintOf(error) };
    }
  }
}

/** What the schema itself says of the place. */
function hintOf({ parentSchema }: ErrorObject): { readonly hint?: string } {
  const description = parentSchema?.['description'];
  return typeof description === 'string' ? { hint: description } : {};
}

function expectation(
  { keyword, schema, parentSchema }: ErrorObject,
  params: Readonly<Record<string, unknown>>,
): string {
  const limit = String(params['limit']);
  const title = parentSchema?.['title'];
  switch (keyword) {
    case 'type':
      return [schema].flat().map(String).map(expectedType).join(' or ');
    case 'const':
      return `the value ${JSON.stringify(schema)}`;
    case 'enum':
      return `one of ${JSON.stringify(schema).slice(1, -1)}`;
    case 'format':
      return formatNames[String(schema)] ?? `text in the form "${String(schema)}"`;
    case 'pattern':
      if (schema === '\\S') return 'text that is not blank';
      return typeof title === 'string' ? title : `text that matches ${String(schema)}`;
    case 'minLength':
      return `at least ${limit} characters`;
    case 'maxLength':
      return `at most ${limit} characters`;
    case 'minItems':
    case 'minProperties':
      return `at least ${limit} inside`;
    default:
      return typeof title === 'string' ? title : `a value that fits "${keyword}"`;
  }
}

const formatNames: Readonly<Record<string, string>> = {
  'date-time': 'a date and time with its zone, such as 2026-03-02T10:15:30Z',
  date: 'a date, such as 1990-04-12',
  uri: 'a web address',
};

function unionWords(error: ErrorObject): { readonly message: string; readonly hint?: string } {
  const { schema, data, parentSchema } = error;
  const branches = (Array.isArray(schema) ? schema : []) as readonly JsonSchema[];
  const keys = new Set(
    branches.flatMap(({ required }) => (Array.isArray(required) ? required.map(String) : [])),
  );
  if (keys.size > 0)
    return { message: `at least one of the keys ${[...keys].join(', ')} is needed`, hint: 'add one of them' };
  const types = new Set(branches.flatMap((branch) => [branch['type'] ?? []].flat().map(String)));
  const wanted = parentSchema?.['title'] ?? ([...types].map(expectedType).join(' or ') || 'another form');
  return { message: `expected ${String(wanted)}; found ${typeName(data)}`, ...hintOf(error) };
}

function expectedType(type: string): string {
  return typeNames[type] ?? type;
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  object: 'a map of fields',
  array: 'a list',
  null: 'null',
};

/** The type of a value in an author's words; never the value. */
export function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (value === '') return 'empty text';
  if (typeof value === 'string') return value.trim() === '' ? 'blank text' : 'text';
  return typeNames[typeof value] ?? `a ${typeof value}`;
}
