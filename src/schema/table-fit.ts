import { date, dateTime } from './formats.ts';
import type { TableSchema } from './table.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** A table with what is made of it once. */
export interface Checking {
  readonly schemas: readonly TableSchema[];
  readonly matches: (pattern: string, text: string) => boolean;
}

const nothing: TableSchema = {};
const formats: Readonly<Record<string, (text: string) => boolean>> = { date, 'date-time': dateTime };

export function checking(schemas: readonly TableSchema[]): Checking {
  const patterns = new Map<string, RegExp>();
  return {
    schemas,
    matches: (pattern, text) => {
      const known = patterns.get(pattern) ?? new RegExp(pattern, 'u');
      patterns.set(pattern, known);
      return known.test(text);
    },
  };
}

export function schemaAt({ schemas }: Checking, index: number): TableSchema {
  return schemas[index] ?? nothing;
}

/** Whether a value fits a schema of the table. Ends at the first thing wrong; walks the value, not the schema. */
export function fits(table: Checking, index: number, value: unknown): boolean {
  const schema = schemaAt(table, index);
  const { type, anyOf, not } = schema;
  if (type !== undefined && !isOfType(value, type)) return false;
  if (schema.const !== undefined && value !== schema.const) return false;
  if (schema.enum !== undefined && !schema.enum.some((one) => one === value)) return false;
  if (typeof value === 'string') {
    if (schema.pattern !== undefined && !table.matches(schema.pattern, value)) return false;
    if (schema.format !== undefined && !isInFormat(value, schema.format)) return false;
    if (!isOfLength(value, schema.minLength, schema.maxLength)) return false;
  } else if (typeof value === 'number') {
    if (!isWithin(value, schema.minimum, schema.maximum)) return false;
  } else if (Array.isArray(value)) {
    if (!isWithin(value.length, schema.minItems, schema.maxItems)) return false;
    if (schema.items !== undefined && !allFit(table, schema.items, value)) return false;
  } else if (typeof value === 'object' && value !== null) {
    if (!fieldsFit(table, schema, value as Fields)) return false;
  }
  if (not !== undefined && fits(table, not, value)) return false;
  return anyOf?.some((branch) => fits(table, branch, value)) ?? true;
}

function allFit(table: Checking, index: number, items: readonly unknown[]): boolean {
  for (const item of items) if (!fits(table, index, item)) return false;
  return true;
}

function fieldsFit(table: Checking, schema: TableSchema, fields: Fields): boolean {
  const { properties, additionalProperties: others, required, dependencies } = schema;
  for (const name of required ?? []) if (fields[name] === undefined) return false;
  for (const name in dependencies)
    if (fields[name] !== undefined)
      for (const other of dependencies[name] ?? []) if (fields[other] === undefined) return false;
  if (properties === undefined && (others === undefined || others === true)) return true;
  for (const name in fields) {
    const known = properties !== undefined && Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (known === undefined && others === false) return false;
    const index = known ?? (typeof others === 'number' ? others : undefined);
    if (index === undefined || (fields[name] === undefined && known !== undefined)) continue;
    if (!fits(table, index, fields[name])) return false;
  }
  return true;
}

function isWithin(size: number, least: number | undefined, most: number | undefined): boolean {
  return (least === undefined || size >= least) && (most === undefined || size <= most);
}

/** Whether a text has so many whole characters. One is of one unit or of two, so they are hardly ever to be counted. */
export function isOfLength(text: string, least = 0, most = Number.POSITIVE_INFINITY): boolean {
  const units = text.length;
  return (units >= 2 * least && units <= most) || isWithin(lengthOf(text), least, most);
}

export function isOfType(value: unknown, type: string | readonly string[]): boolean {
  return typeof type === 'string' ? isA(value, type) : type.some((one) => isA(value, one));
}

function isA(value: unknown, type: string): boolean {
  switch (type) {
    case 'array':
      return Array.isArray(value);
    case 'null':
      return value === null;
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    default:
      return typeof value === type;
  }
}

export function isInFormat(text: string, format: string): boolean {
  return formats[format]?.(text) ?? true;
}

/** In whole characters. */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length++;
  return length;
}
