import type { Issue } from '../report/issue.ts';
import { pointerStep, stepsOf } from '../report/json-pointer.ts';
import type { Place } from '../report/place.ts';
import type { SchemaProblem, Validator } from '../schema.ts';
import type { Json } from './catalog.ts';
import { type Field, placeOfSteps } from './fields.ts';
import { keepLists, type ListPlan } from './list-plan.ts';

/** What is needed of one schema when a call is made. */
export interface CheckedPart {
  readonly validate: Validator;
  readonly lists: ListPlan;
}

/** What is done to each call by all schemas that it must fit. */
export interface CallContract {
  /** Keeps lists as lists where a schema says so: one result of an expression is not told from a list of one. */
  readonly keepLists: (call: { readonly [part: string]: Json }) => { readonly [part: string]: Json };
  /** What is wrong with a call, at the places of the fields that made it. */
  readonly check: (call: unknown, fields: readonly Field[], place: Place) => readonly Issue[];
}

const none: readonly Issue[] = [];

export function callContract(parts: readonly CheckedPart[]): CallContract {
  return {
    keepLists: (call) =>
      parts.reduce((at, { lists }) => keepLists(lists, at) as { readonly [part: string]: Json }, call),
    check: (call, fields, place) => {
      let problems: readonly SchemaProblem[] = [];
      for (const { validate } of parts) {
        const found = validate(call);
        if (found.length > 0) problems = [...problems, ...found];
      }
      if (problems.length === 0) return none;
      const issues = problems.map((problem) => brokenField(problem, fields, place));
      // Two schemas that know the same field say the same of it.
      return [...new Map(issues.map((issue) => [`${issue.pointer} ${issue.message}`, issue])).values()];
    },
  };
}

/** A name that the mapping's author wrote may be shown; one that came with a delivery may not. */
function brokenField(
  { pointer, steps, message, hint }: SchemaProblem,
  fields: readonly Field[],
  place: Place,
): Issue {
  const written = writtenSteps(steps, fields);
  const shown = stepsOf(pointer).map((step, index) => (step === '*' ? (written[index] ?? step) : step));
  return {
    code: 'output-invalid',
    severity: 'error',
    message: shown.length === 0 ? message : `${shown.join('.')}: ${message}`,
    place: placeOfSteps(fields, steps) ?? place,
    pointer: shown.map((step) => `/${pointerStep(step)}`).join(''),
    ...(hint === undefined ? {} : { hint }),
  };
}

/** The beginning of a way through a call that the fields of the mapping name. */
function writtenSteps([step, ...rest]: readonly string[], fields: readonly Field[]): readonly string[] {
  const field = fields.find(({ name }) => name === step);
  if (step === undefined || field === undefined) return [];
  return [step, ...(field.value.kind === 'map' ? writtenSteps(rest, field.value.fields) : [])];
}
