import type { Issue } from '../report/issue.ts';
import { nearest } from '../report/nearest.ts';
import type { Checked } from './check-expression.ts';
import type { Field, FieldValue } from './fields.ts';
import { constOf, fieldOf, type Shape, typesOf } from './shape.ts';

type CheckedOf = (value: FieldValue) => Checked | undefined;

/** What can never fit all shapes that the values of fields must fit. What one shape knows, another need not. */
export function checkFields(
  fields: readonly Field[],
  shapes: readonly Shape[],
  checked: CheckedOf,
): readonly Issue[] {
  return fields.flatMap((field): readonly Issue[] => {
    const lookups = shapes.map((shape) => fieldOf(shape, field.name));
    const known = lookups.flatMap((found) => (found.status === 'known' ? found.shape : []));
    if (known.length > 0) return checkValue(field, known, checked);
    const names = lookups.flatMap((found) => (found.status === 'open' ? found.names : []));
    const others = lookups.flatMap((found) => (found.status === 'missing' ? found.known : []));
    const near = nearest(field.name, [...names, ...others]);
    const unusual = near !== undefined && !fields.some((other) => other.name === near);
    return unusual ? [unusualName(field, near)] : [];
  });
}

function checkValue(field: Field, shapes: readonly Shape[], checked: CheckedOf): readonly Issue[] {
  const { value } = field;
  if (value.kind === 'map') return checkFields(value.fields, shapes, checked);
  if (value.kind === 'list')
    return value.items.flatMap((item) =>
      item.kind === 'map' ? checkFields(item.fields, shapes, checked) : [],
    );
  const issue = shapes
    .map((shape) => wrongConstant(field, shape) ?? wrongType(field, shape, checked))
    .find((found) => found !== undefined);
  return issue === undefined ? [] : [issue];
}

/** A text that must be exactly one, such as the name by which a schema was found. */
function wrongConstant({ name, value }: Field, shape: Shape): Issue | undefined {
  const wanted = constOf(shape);
  if (value.kind !== 'constant' || typeof wanted !== typeof value.value || wanted === value.value) return;
  const message = `"${name}" must be ${JSON.stringify(wanted)}, letter by letter`;
  const hint = 'write it so, or take a name that is not nearly this one';
  return { code: 'output-invalid', severity: 'error', message, place: value.place, hint };
}

function wrongType({ name, value }: Field, shape: Shape, checked: CheckedOf): Issue | undefined {
  const wanted = typesOf(shape);
  const given = typesGiven(value, checked);
  if (
    wanted === undefined ||
    given === undefined ||
    wanted.has('array') ||
    [...given].some((type) => wanted.has(type))
  )
    return undefined;
  const message = `"${name}" must be ${inWords(wanted)}, but this gives ${inWords(given)}`;
  const hint = wanted.has('string')
    ? 'convert it with $string(…), or map another field'
    : 'map another field, or convert it';
  return { code: 'output-type', severity: 'error', message, place: value.place, hint };
}

function unusualName({ name, place }: Field, near: string): Issue {
  const message = `"${name}" is not a reserved name, but close to one`;
  const hint = `did you mean "${near}"? If it is a name of your own, all is well`;
  return { code: 'unusual-name', severity: 'warning', message, place, hint };
}

/** The JSON types that a value may have, by what is known before any delivery comes; null counts as unknown. */
export function typesGiven(value: FieldValue, checked: CheckedOf): ReadonlySet<string> | undefined {
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
