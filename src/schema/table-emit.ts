import { date, dateTime } from './formats.ts';
import type { TableSchema } from './table.ts';
import { type Checking, isOfLength, schemaAt } from './table-fit.ts';

/** Whether a value fits. */
export type Fit = (value: unknown) => boolean;

/**
 * What `fits` says of a value, as a function made for one schema of a table: by a seventh of the time, and for a
 * millisecond or two to make it. Nothing where the runtime makes no functions of text, as some at the edge do not.
 */
export function emittedFit(table: Checking, root: number): Fit | undefined {
  const module: Module = { table, constants: [], functions: new Map() };
  const result = call(module, root, 'value');
  const source = [
    '"use strict";',
    'const { isArray } = Array, { isFinite, isInteger } = Number;',
    ...module.functions.values(),
    `return (value) => ${result};`,
  ].join('\n');
  try {
    // Nothing but what this file writes comes into the text: names and constants of a schema by JSON, all else as values.
    const made = new Function('c', 'date', 'dateTime', 'isOfLength', source);
    return made(module.constants, date, dateTime, isOfLength) as Fit;
  } catch {
    return undefined;
  }
}

interface Module {
  readonly table: Checking;
  /** Sets and patterns, by their places in `c`. */
  readonly constants: unknown[];
  /** By the number of the schema. */
  readonly functions: Map<number, string>;
}

/** JavaScript that is true where the value of a variable fits. */
function call(module: Module, index: number, name: string): string {
  const { type, ...rules } = schemaAt(module.table, index);
  const isBare = Object.keys(rules).every((keyword) => keyword === 'title' || keyword === 'description');
  if (isBare) return type === undefined ? 'true' : isOfType(name, type);
  if (!module.functions.has(index)) {
    module.functions.set(index, ''); // a schema may hold itself
    module.functions.set(index, `const f${index} = (v) => {\n${bodyOf(module, index)}\nreturn true;\n};`);
  }
  return `f${index}(${name})`;
}

function bodyOf(module: Module, index: number): string {
  const schema = schemaAt(module.table, index);
  const { type, not, anyOf } = schema;
  const union = anyOf?.map((branch) => call(module, branch, 'v')).join(' || ');
  return [
    ...(type === undefined ? [] : [refuseUnless(isOfType('v', type))]),
    ...(schema.const === undefined ? [] : [refuseUnless(`v === ${JSON.stringify(schema.const)}`)]),
    ...(schema.enum === undefined ? [] : [refuseUnless(`${constant(module, new Set(schema.enum))}.has(v)`)]),
    inCase(type === 'string' || 'typeof v === "string"', textRules(module, schema)),
    inCase('typeof v === "number"', within('v', schema.minimum, schema.maximum)),
    inCase(type === 'array' || 'isArray(v)', listRules(module, schema)),
    inCase(type === 'object' || isOfType('v', 'object'), fieldRules(module, schema)),
    ...(not === undefined ? [] : [refuseUnless(`!(${call(module, not, 'v')})`)]),
    ...(union === undefined ? [] : [refuseUnless(union === '' ? 'false' : union)]),
  ].join('\n');
}

function textRules(module: Module, { pattern, format, minLength, maxLength }: TableSchema): string[] {
  const formats: Readonly<Record<string, string>> = { date: 'date(v)', 'date-time': 'dateTime(v)' };
  const inFormat = formats[format ?? ''];
  return [
    ...(pattern === undefined ? [] : [refuseUnless(`${constant(module, new RegExp(pattern, 'u'))}.test(v)`)]),
    ...(inFormat === undefined ? [] : [refuseUnless(inFormat)]),
    ...(minLength === undefined && maxLength === undefined
      ? []
      : [refuseUnless(`isOfLength(v, ${minLength}, ${maxLength})`)]),
  ];
}

function listRules(module: Module, { items, minItems, maxItems }: TableSchema): string[] {
  const each = items === undefined ? 'true' : call(module, items, 'v[i]');
  return [
    ...within('v.length', minItems, maxItems),
    ...(each === 'true' ? [] : [`for (let i = 0; i < v.length; i++) ${refuseUnless(each)}`]),
  ];
}

function fieldRules(module: Module, schema: TableSchema): string[] {
  const { properties = {}, additionalProperties: others, required = [], dependencies = {} } = schema;
  const known = Object.entries(properties).flatMap(([name, index]) => {
    const fit = call(module, index, 'p');
    return fit === 'true'
      ? []
      : [`if ((p = v[${JSON.stringify(name)}]) !== undefined && !(${fit})) return false;`];
  });
  const names = constant(module, new Set(Object.keys(properties)));
  const other = typeof others === 'number' ? call(module, others, 'v[k]') : String(others !== false);
  return [
    ...required.map((name) => refuseUnless(`v[${JSON.stringify(name)}] !== undefined`)),
    ...Object.entries(dependencies).flatMap(([name, needed]) =>
      needed.map((one) =>
        refuseUnless(`v[${JSON.stringify(name)}] === undefined || v[${JSON.stringify(one)}] !== undefined`),
      ),
    ),
    ...(known.length > 0 ? ['let p;', ...known] : []),
    ...(other === 'true' ? [] : [`for (const k in v) if (!${names}.has(k)) ${refuseUnless(other)}`]),
  ];
}

/** Rules for values of one type: without asking for it where the schema has asked already. */
function inCase(condition: string | true, rules: readonly string[]): string {
  if (rules.length === 0 || condition === true) return rules.join('\n');
  return `if (${condition}) {\n${rules.join('\n')}\n}`;
}

function within(size: string, least: number | undefined, most: number | undefined): string[] {
  return [
    ...(least === undefined ? [] : [refuseUnless(`${size} >= ${least}`)]),
    ...(most === undefined ? [] : [refuseUnless(`${size} <= ${most}`)]),
  ];
}

function refuseUnless(condition: string): string {
  return `if (!(${condition})) return false;`;
}

function constant({ constants }: Module, value: unknown): string {
  return `c[${constants.push(value) - 1}]`;
}

function isOfType(name: string, type: string | readonly string[]): string {
  if (typeof type !== 'string') return `(${type.map((one) => isOfType(name, one)).join(' || ')})`;
  switch (type) {
    case 'array':
      return `isArray(${name})`;
    case 'null':
      return `${name} === null`;
    case 'object':
      return `(typeof ${name} === "object" && ${name} !== null && !isArray(${name}))`;
    case 'integer':
      return `isInteger(${name})`;
    case 'number':
      return `isFinite(${name})`;
    default:
      return `typeof ${name} === ${JSON.stringify(type)}`;
  }
}
