import type { Issue } from '../report/issue.ts';
import type { Place } from '../report/place.ts';
import { compileSchema, type JsonSchema, type SchemaProblem, type Validator } from '../schema.ts';
import type { Json } from './catalog.ts';
import { type CheckedOf, checkFields } from './check-fields.ts';
import { type Field, placeOfSteps } from './fields.ts';
import { listPlan, listsKept } from './kept-lists.ts';
import { missingFields } from './missing-fields.ts';
import { rootShape, type Shape, shapeAt, typesOf } from './shape.ts';

/** One schema of a contract, compiled. */
export interface ContractPart {
  readonly validate: Validator;
  readonly shape: Shape;
}

/** The contract of one call: all schemas that it must fit. */
export interface OutputContract {
  /** Keeps lists as lists where a schema says so: one result of an expression is not told from a list of one. */
  readonly keepLists: (call: { readonly [part: string]: Json }) => { readonly [part: string]: Json };
  /** What is wrong with a call, at the places of the fields that made it. */
  readonly check: (call: unknown, fields: readonly Field[], place: Place) => readonly Issue[];
  /** What can be known to be wrong before any delivery comes. */
  readonly checkFields: (fields: readonly Field[], checked: CheckedOf) => readonly Issue[];
  /** What the call must have, and no field gives. */
  readonly missingFields: (fields: readonly Field[], place: Place) => readonly Issue[];
  /** The JSON types that a field may have; nothing where no schema says. */
  readonly typesAt: (path: readonly (string | number)[]) => ReadonlySet<string> | undefined;
}

/** Throws an Error where the schema is wrong. */
export function contractPart(schema: JsonSchema): ContractPart {
  return { validate: compileSchema(schema), shape: rootShape(schema) };
}

export function outputContract(parts: readonly ContractPart[]): OutputContract {
  const shapes = parts.map(({ shape }) => shape);
  const plans = shapes.map(listPlan);
  return {
    keepLists: (call) =>
      plans.reduce((at, plan) => listsKept(at, plan) as { readonly [part: string]: Json }, call),
    check: (call, fields, place) => {
      const issues = parts
        .flatMap(({ validate }) => validate(call))
        .map((problem) => brokenField(problem, fields, place));
      // Two schemas that know the same field say the same of it.
      return [...new Map(issues.map((issue) => [`${issue.pointer} ${issue.message}`, issue])).values()];
    },
    checkFields: (fields, checked) => checkFields(fields, shapes, checked),
    missingFields: (fields, place) => missingFields(fields, place, shapes),
    typesAt: (path) => {
      const found = shapes.flatMap((shape) => shapeAt(shape, path) ?? []);
      return found.map(typesOf).find((types) => types !== undefined);
    },
  };
}

/** A name that the mapping's author wrote may be shown; one that came with a delivery may not. */
function brokenField(
  { pointer, steps, message, hint }: SchemaProblem,
  fields: readonly Field[],
  place: Place,
): Issue {
  const written = writtenSteps(steps, fields).map((step) => step.replaceAll('~', '~0').replaceAll('/', '~1'));
  const safe = pointer.split('/').slice(1);
  const shown = safe.map((step, index) => (step === '*' ? (written[index] ?? step) : step));
  return {
    code: 'output-invalid',
    severity: 'error',
    message: shown.length === 0 ? message : `${shown.join('.')}: ${message}`,
    place: placeOfSteps(fields, steps) ?? place,
    pointer: shown.map((step) => `/${step}`).join(''),
    ...(hint === undefined ? {} : { hint }),
  };
}

/** The beginning of a way through a call that the fields of the mapping name. */
function writtenSteps([step, ...rest]: readonly string[], fields: readonly Field[]): readonly string[] {
  const field = fields.find(({ name }) => name === step);
  if (step === undefined || field === undefined) return [];
  return [step, ...(field.value.kind === 'map' ? writtenSteps(rest, field.value.fields) : [])];
}
