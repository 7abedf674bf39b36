import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { definitionOf } from './schema/definition-of.ts';
import { date, dateTime } from './schema/formats.ts';
import { holdsInheritedName } from './schema/inherited-names.ts';
import {
  hasManyParts,
  mostProblems,
  type PlacedComplaint,
  problemsOf,
  propertyNames,
  type SchemaProblem,
} from './schema/problems.ts';

export { typeName } from './report/schema-words.ts';
export type { SchemaProblem } from './schema/problems.ts';

/** A JSON Schema, draft-07. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** Keywords of our own; they say something to readers and refuse nothing. */
const annotations = ['promised'];

export type Validator = (value: unknown) => readonly SchemaProblem[];

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
    if (hasManyParts(value)) return problemsOf(complaintsOf(isValid, schema), value, known);
    complain ??= compile(schema, true);
    complain(value);
    return problemsOf(complaintsOf(complain, schema), value, known).slice(0, mostProblems);
  };
}

/** Of a union, what its branches refer to: the words for it are made of them. */
function complaintsOf({ errors }: ValidateFunction, root: JsonSchema): readonly PlacedComplaint[] {
  const all = (errors ?? []) as readonly PlacedComplaint[];
  return all.map((one) =>
    one.keyword === 'anyOf' || one.keyword === 'oneOf'
      ? { ...one, schema: [one.schema].flat().map((branch) => referred(branch, root)) }
      : one,
  );
}

function referred(branch: unknown, root: JsonSchema): unknown {
  const reference = (branch as JsonSchema)['$ref'];
  const meant = typeof reference === 'string' ? definitionOf(root, reference) : undefined;
  return meant === undefined ? branch : referred(meant, root);
}

function compile(schema: JsonSchema, allErrors: boolean): ValidateFunction {
  const ajv = compilerFor(allErrors, holdsInheritedName(JSON.stringify(schema)));
  try {
    return ajv.compile(schema);
  } finally {
    ajv.removeSchema(schema);
  }
}

/** Made once: each would compile the schema of schemas anew. No schema is found by its `$id`, so two may have the same. */
const compilers = new Map<string, Ajv>();

function compilerFor(allErrors: boolean, ownProperties: boolean): Ajv {
  const key = `${allErrors} ${ownProperties}`;
  const known = compilers.get(key);
  if (known !== undefined) return known;
  const ajv = new Ajv({
    allErrors,
    ownProperties,
    verbose: true,
    strict: true,
    strictRequired: false,
    allowUnionTypes: true,
    addUsedSchema: false,
    // It made the code no quicker, and took half of the time in which a schema is compiled.
    code: { optimize: false },
  });
  formats.default(ajv);
  ajv.addFormat('date', date);
  ajv.addFormat('date-time', dateTime);
  ajv.addVocabulary(annotations);
  compilers.set(key, ajv);
  return ajv;
}
