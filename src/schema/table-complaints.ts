import { pointerStep } from '../report/json-pointer.ts';
import type { PlacedComplaint } from './problems.ts';
import type { TableSchema } from './table.ts';
import { type Checking, type Fields, fits, isInFormat, isOfType, lengthOf, schemaAt } from './table-fit.ts';

type Keyword = keyof TableSchema;
type Told = Generator<PlacedComplaint>;

/** Everything that is wrong with a value by a schema of the table, in the order in which Ajv tells it. */
export function* complaints(table: Checking, index: number, value: unknown, at: string): Told {
  const schema = schemaAt(table, index);
  const wrong = (keyword: Keyword, params: Fields = {}): PlacedComplaint => ({
    keyword,
    params,
    schema: keyword === 'anyOf' ? schema.anyOf?.map((branch) => schemaAt(table, branch)) : schema[keyword],
    parentSchema: { ...schema },
    data: value,
    instancePath: at,
    schemaPath: '', // only of use where branches of a union complain
  });
  const isWrongType = schema.type !== undefined && !isOfType(value, schema.type);
  const isLate = isWrongType && hasRulesForType(schema);
  if (isWrongType && !isLate) yield wrong('type');
  if (schema.const !== undefined && value !== schema.const) yield wrong('const');
  if (schema.enum !== undefined && !schema.enum.some((one) => one === value)) yield wrong('enum');
  if (schema.not !== undefined && fits(table, schema.not, value)) yield wrong('not');
  if (schema.anyOf?.some((branch) => fits(table, branch, value)) === false) yield wrong('anyOf');
  if (isLate) yield wrong('type');
  if (typeof value === 'number') yield* limits(wrong, value, 'maximum', 'minimum', schema);
  if (typeof value === 'string') yield* textComplaints(table, schema, value, wrong);
  if (Array.isArray(value)) {
    yield* limits(wrong, value.length, 'maxItems', 'minItems', schema);
    if (schema.items !== undefined)
      for (const [position, item] of value.entries())
        yield* complaints(table, schema.items, item, `${at}/${position}`);
  } else if (typeof value === 'object' && value !== null)
    yield* fieldComplaints(table, schema, value as Fields, at, wrong);
}

type Wrong = (keyword: Keyword, params?: Fields) => PlacedComplaint;

function* textComplaints(table: Checking, schema: TableSchema, text: string, wrong: Wrong): Told {
  yield* limits(wrong, lengthOf(text), 'maxLength', 'minLength', schema);
  if (schema.pattern !== undefined && !table.matches(schema.pattern, text)) yield wrong('pattern');
  if (schema.format !== undefined && !isInFormat(text, schema.format)) yield wrong('format');
}

function* fieldComplaints(
  table: Checking,
  schema: TableSchema,
  fields: Fields,
  at: string,
  wrong: Wrong,
): Told {
  const { properties = {}, additionalProperties: others, required = [], dependencies = {} } = schema;
  const inside = (name: string) => `${at}/${pointerStep(name)}`;
  for (const name of required)
    if (fields[name] === undefined) yield wrong('required', { missingProperty: name });
  for (const name in fields) {
    if (Object.hasOwn(properties, name)) continue;
    if (others === false) yield wrong('additionalProperties', { additionalProperty: name });
    if (typeof others === 'number') yield* complaints(table, others, fields[name], inside(name));
  }
  for (const [property, names] of Object.entries(dependencies))
    if (fields[property] !== undefined)
      for (const name of names)
        if (fields[name] === undefined) yield wrong('dependencies', { property, missingProperty: name });
  for (const [name, index] of Object.entries(properties))
    if (fields[name] !== undefined) yield* complaints(table, index, fields[name], inside(name));
}

function* limits(
  wrong: Wrong,
  size: number,
  most: 'maximum' | 'maxLength' | 'maxItems',
  least: 'minimum' | 'minLength' | 'minItems',
  schema: TableSchema,
): Told {
  const [upper, lower] = [schema[most], schema[least]];
  if (upper !== undefined && size > upper) yield wrong(most, { limit: upper });
  if (lower !== undefined && size < lower) yield wrong(least, { limit: lower });
}

/** Ajv asks for a single type where the rules for it stand, and for any other before all rules. */
function hasRulesForType({ type, ...rules }: TableSchema): boolean {
  const keywords = typeof type === 'string' ? (rulesOf[type] ?? []) : [];
  return keywords.some((keyword) => rules[keyword as Exclude<Keyword, 'type'>] !== undefined);
}

const rulesOf: Readonly<Record<string, readonly Keyword[]>> = {
  number: ['maximum', 'minimum', 'format'],
  string: ['maxLength', 'minLength', 'pattern', 'format'],
  array: ['maxItems', 'minItems', 'items'],
  object: ['required', 'additionalProperties', 'dependencies', 'properties'],
};
