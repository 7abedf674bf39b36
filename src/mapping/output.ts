import type { Issue } from '../report/issue.ts';
import { nearest } from '../report/nearest.ts';
import type { Place } from '../report/place.ts';
import { compileSchema, type JsonSchema } from '../schema.ts';
import type { Json } from './catalog.ts';
import type { Checked } from './check-expression.ts';
import type { Field, FieldValue } from './fields.ts';
import { placeOfPointer } from './fields.ts';
import { fieldOf, itemShape, rootShape, type Shape, typesOf } from './shape.ts';

/** The contract of one call: all schemas that it must fit. */
export interface OutputContract {
  /** Keeps lists as lists where a schema says so: one result of an expression is not told from a list of one. */
  readonly keepLists: (call: { readonly [part: string]: Json }) => { readonly [part: string]: Json };
  /** What is wrong with a call, at the places of the fields that made it. */
  readonly check: (call: unknown, fields: readonly Field[], place: Place) => readonly Issue[];
  /** What can be known to be wrong before any delivery comes. */
  readonly checkFields: (
    fields: readonly Field[],
    checked: (value: FieldValue) => Checked | undefined,
  ) => readonly Issue[];
}

/** Throws an Error where a schema is wrong. */
export function outputContract(schemas: readonly JsonSchema[]): OutputContract {
  const validators = schemas.map(compileSchema);
  const shapes = schemas.map(rootShape);
  return {
    keepLists: (call) =>
      shapes.reduce((at, shape) => listsKept(at, shape) as { readonly [part: string]: Json }, call),
    check: (call, fields, place) =>
      validators
        .flatMap((validate) => validate(call))
        .map(({ pointer, message, hint }) => ({
          code: 'output-invalid',
          severity: 'error',
          message: pointer === '' ? message : `${pointer.slice(1).replaceAll('/', '.')}: ${message}`,
          place: placeOfPointer(fields, pointer) ?? place,
          pointer,
          ...(hint === undefined ? {} : { hint }),
        })),
    checkFields: (fields, checked) => shapes.flatMap((shape) => checkFields(fields, shape, checked)),
  };
}

function listsKept(value: Json, shape: Shape): Json {
  if (Array.isArray(value)) return value.map((item: Json) => listsKept(item, itemShape(shape)));
  const types = typesOf(shape);
  if (value === null || (types?.has('array') && !types.has(typeof value)))
    return value === null ? null : [listsKept(value, itemShape(shape))];
  if (typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([name, part]): [string, Json] => {
    const field = fieldOf(shape, name);
    return [name, field.status === 'known' ? listsKept(part, field.shape) : part];
  });
  return Object.fromEntries(entries);
}

function checkFields(
  fields: readonly Field[],
  shape: Shape,
  checked: (value: FieldValue) => Checked | undefined,
): readonly Issue[] {
  return fields.flatMap(({ name, place, value }): readonly Issue[] => {
    const found = fieldOf(shape, name);
    if (found.status !== 'known') {
      const near = nearest(name, found.status === 'open' ? found.names : found.known);
      const unusual = near !== undefined && !fields.some((other) => other.name === near);
      return unusual ? [unusualName(name, near, place)] : [];
    }
    if (value.kind === 'map') return checkFields(value.fields, found.shape, checked);
    const wanted = typesOf(found.shape);
    const given = typesGiven(value, checked);
    if (
      wanted === undefined ||
      given === undefined ||
      wanted.has('array') ||
      [...given].some((type) => wanted.has(type))
    )
      return [];
    const message = `"${name}" must be ${inWords(wanted)}, but this gives ${inWords(given)}`;
    const hint = wanted.has('string')
      ? 'convert it with $string(…), or map another field'
      : 'map another field, or convert it';
    return [{ code: 'output-type', severity: 'error', message, place: value.place, hint }];
  });
}

function unusualName(name: string, near: string, place: Place): Issue {
  const message = `"${name}" is not a reserved name, but close to one`;
  const hint = `did you mean "${near}"? If it is a name of your own, all is well`;
  return { code: 'unusual-name', severity: 'warning', message, place, hint };
}

function typesGiven(
  value: FieldValue,
  checked: (value: FieldValue) => Checked | undefined,
): ReadonlySet<string> | undefined {
  if (value.kind === 'constant') return value.value === null ? undefined : new Set([typeof value.value]);
  const sources = checked(value)?.inferred.map(({ types }) => types) ?? [undefined];
  return sources.every((types) => types !== undefined)
    ? new Set(sources.flatMap((types) => [...types]))
    : undefined;
}

const words: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
  object: 'a map of fields',
  array: 'a list',
};

function inWords(types: ReadonlySet<string>): string {
  return [...types].map((type) => words[type] ?? type).join(' or ');
}
