import type { Issue } from '../../report/issue.ts';
import type { Place } from '../../report/place.ts';
import type { Field, FieldValue } from '../fields.ts';
import type { Ast } from '../language/ast.ts';
import type { Inferred, Made } from '../types/inferred.ts';
import {
  constOf,
  fieldNames,
  fieldOf,
  formsOf,
  itemShape,
  requiredFields,
  type Shape,
  typesOf,
} from '../types/shape.ts';
import type { Checked } from './check-expression.ts';
import {
  inMinorUnits,
  maybeNothing,
  missingKey,
  oneOrMany,
  otherConstant,
  otherForm,
  perhapsInMinorUnits,
  saysDigits,
  unusualName,
  wrongType,
} from './field-words.ts';

/** What the check of an expression found; nothing where it was not checked. */
export type CheckedOf = (value: FieldValue) => Checked | undefined;

/** What can be known to be wrong, or hardly meant, with fields that must fit schemas, before any delivery comes. */
export function checkFields(
  fields: readonly Field[],
  shapes: readonly Shape[],
  checked: CheckedOf,
  around: readonly string[] = [],
): readonly Issue[] {
  const names = fields.map(({ name }) => name);
  const beside = [...around, ...names.filter(saysDigits)];
  return fields.flatMap((field) => {
    const { name, place } = field;
    const wanted = shapes.flatMap((shape) => wantedOf(shape, name));
    const isKnown = wanted.length > 0;
    const unusual = isKnown ? [] : unusualName(name, names, shapes.flatMap(fieldNames), place);
    return [...unusual, ...checkField(field, field.value, { wanted, around: beside }, checked)];
  });
}

function checkField(
  field: Field,
  value: FieldValue,
  { wanted, around }: Pick<Held, 'wanted' | 'around'>,
  checked: CheckedOf,
): readonly Issue[] {
  const { name, optional } = field;
  if (value.kind === 'map') return checkFields(value.fields, wanted, checked, [...around, name]);
  if (value.kind === 'list') {
    const items = wanted.map(itemShape);
    return value.items.flatMap((item) => checkField(field, item, { wanted: items, around }, checked));
  }
  const constant = value.kind === 'constant' ? wrongConstant(name, value, wanted) : undefined;
  if (constant !== undefined) return [constant];
  const text = value.kind === 'expression' ? wrongText(name, value, wanted) : undefined;
  if (text !== undefined) return [text];
  const found = value.kind === 'expression' ? checked(value) : undefined;
  // What cannot be right has been said already; what follows from it would only hide it.
  if (found?.issues.some(({ severity }) => severity === 'error')) return [];
  const given = found?.inferred ?? [{ types: typesOfConstant(value) }];
  const issues = checkValue(name, value.place, { given, wanted, at: found?.at, around });
  const isWrong = issues.some(({ code }) => code === 'output-type');
  const absent = !isWrong && !optional && given.some(({ mayBeAbsent }) => mayBeAbsent === true);
  return [...(absent ? [maybeNothing(name, value.place)] : []), ...issues];
}

/** A text that must be exactly one, such as the name by which a schema was found. */
function wrongConstant(
  name: string,
  { value, place }: Extract<FieldValue, { kind: 'constant' }>,
  shapes: readonly Shape[],
): Issue | undefined {
  const wanted = shapes.map(constOf).find((one) => typeof one === typeof value && one !== value);
  return wanted === undefined || value === null ? undefined : otherConstant(name, wanted, place);
}

/** A text in quotes that is not of the form which its field has, such as `"eur"` for a currency. */
function wrongText(
  name: string,
  { expression, place }: Extract<FieldValue, { kind: 'expression' }>,
  shapes: readonly Shape[],
): Issue | undefined {
  const { type, value } = expression.ast;
  if (type !== 'string' || typeof value !== 'string') return undefined;
  const forms = shapes.map(formsOf).find((all) => all.length > 0 && all.every((one) => !one.fits(value)));
  return forms?.[0] === undefined ? undefined : otherForm(name, forms[0].words, place);
}

interface Held {
  /** What is given, for each delivery type. */
  readonly given: readonly Inferred[];
  /** The schemas it must fit; none where any value is right. */
  readonly wanted: readonly Shape[];
  readonly at: Checked['at'] | undefined;
  /** The names of what it stands in, and of what stands beside it and tells digits. */
  readonly around: readonly string[];
}

/** Holds what an expression gives against the schemas of its field, and what it makes inside of it. */
function checkValue(name: string, place: Place, { given, wanted, at, around }: Held): readonly Issue[] {
  const types = typesOfAll(given);
  const expected = wanted.flatMap((shape) => typesOf(shape) ?? []);
  const refusing = expected.find((one) => !fits(types, one));
  if (refusing !== undefined) return [wrongType(name, refusing, types ?? new Set(), place)];
  const takesList = expected.some((one) => one.has('array'));
  const isAmount = expected.some((one) => one.size === 1 && one.has('number'));
  const isMinor = given.some(({ amount }) => amount === 'minor');
  const many = !takesList && given.some((one) => one.many === 'surely');
  const made = given.map((one) => one.made);
  const first = made[0];
  const inside =
    at !== undefined && first !== undefined && made.every((one) => one?.fields.size === first.fields.size)
      ? checkMade(first, place, { wanted, at, around: [...around, name] })
      : [];
  return [
    ...(isMinor && isAmount ? [inMinorUnits(name, place)] : []),
    ...(isMinor && wanted.length === 0 ? perhapsInMinorUnits(name, around, place) : []),
    ...(many ? [oneOrMany(name, expected.length > 0, place)] : []),
    ...inside,
  ];
}

/** A list is kept, or made of one value, where a schema takes it. */
function fits(given: ReadonlySet<string> | undefined, wanted: ReadonlySet<string>): boolean {
  return (
    given === undefined ||
    given.size === 0 ||
    wanted.has('array') ||
    [...given].some((type) => wanted.has(type))
  );
}

/** The same for the keys of an object that an expression makes. */
function checkMade(
  { fields, complete }: Made,
  place: Place,
  { wanted: shapes, at, around }: Omit<Held, 'given' | 'at'> & { readonly at: Checked['at'] },
): readonly Issue[] {
  const names = [...fields.keys()];
  const beside = [...around, ...names.filter(saysDigits)];
  const required = shapes.flatMap(requiredFields);
  const missing = complete ? required.filter((name) => !fields.has(name)) : [];
  const placeOf = (node: Ast) => at(node, { code: 'output-type', message: '' }).place ?? place;
  return [
    ...[...new Set(missing)].map((name) => missingKey(name, place)),
    ...[...fields].flatMap(([name, { key, value }]) => {
      const keyPlace = placeOf(key);
      const wanted = shapes.flatMap((shape) => wantedOf(shape, name));
      const unusual = wanted.length > 0 ? [] : unusualName(name, names, shapes.flatMap(fieldNames), keyPlace);
      const absent = required.includes(name) && value.mayBeAbsent === true;
      return [
        ...unusual,
        ...(absent ? [maybeNothing(name, keyPlace, 'in the object')] : []),
        ...checkValue(name, keyPlace, { given: [value], wanted, at, around: beside }),
      ];
    }),
  ];
}

function wantedOf(shape: Shape, name: string): readonly Shape[] {
  const found = fieldOf(shape, name);
  return found.status === 'known' ? [found.shape] : [];
}

/** The JSON types that a value may have, by what is known before any delivery comes; null counts as unknown. */
export function typesGiven(value: FieldValue, checked: CheckedOf): ReadonlySet<string> | undefined {
  const types = typesOfAll(checked(value)?.inferred ?? [{ types: typesOfConstant(value) }]);
  return types?.size === 0 ? undefined : types;
}

function typesOfAll(given: readonly Inferred[]): ReadonlySet<string> | undefined {
  const types = given.flatMap((one) => one.types ?? []);
  return types.length === given.length ? new Set(types.flatMap((one) => [...one])) : undefined;
}

function typesOfConstant(value: FieldValue): ReadonlySet<string> | undefined {
  return value.kind === 'constant' && value.value !== null ? new Set([typeof value.value]) : undefined;
}
