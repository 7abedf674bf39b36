import { nearest } from './nearest.ts';

/** One complaint about a value, as validators of JSON Schema have it. */
export interface Complaint {
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** What the keyword says. */
  readonly schema?: unknown;
  /** The schema that the keyword stands in. */
  readonly parentSchema?: Readonly<Record<string, unknown>>;
  readonly data?: unknown;
  /** The key itself, where it is the key that is wrong. */
  readonly propertyName?: string;
}

export interface Words {
  readonly message: string;
  readonly hint?: string;
  /** The key that the schema does not know. */
  readonly unknownKey?: string;
}

/** What a complaint means, in words that hold names and types but no value. */
export function wordsOf(error: Complaint): Words {
  const { params, propertyName } = error;
  if (propertyName !== undefined)
    return { message: `"${propertyName}" cannot be a name here`, ...hintOf(error), unknownKey: propertyName };
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
      const message = `the key "${unknownKey}" is not known here`;
      const hint = near === undefined ? `known here: ${known.join(', ')}` : `did you mean "${near}"?`;
      return { message, hint, unknownKey };
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
function hintOf({ parentSchema }: Complaint): { readonly hint?: string } {
  const description = parentSchema?.['description'];
  return typeof description === 'string' ? { hint: description } : {};
}

function expectation(
  { keyword, schema, parentSchema }: Complaint,
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

function unionWords(error: Complaint): { readonly message: string; readonly hint?: string } {
  const { schema, data, parentSchema } = error;
  const branches = (Array.isArray(schema) ? schema : []) as readonly Readonly<Record<string, unknown>>[];
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
