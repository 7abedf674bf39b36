import type { JsonSchema } from '../schema.ts';
import { definitionOf } from './definition-of.ts';
import { holdsInheritedName } from './inherited-names.ts';

/** A schema of which every part has a number: small, written out as JSON, and checked as it is. */
export interface TableSchema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, number>>;
  readonly additionalProperties?: boolean | number;
  readonly items?: number;
  readonly required?: readonly string[];
  readonly dependencies?: Readonly<Record<string, readonly string[]>>;
  readonly const?: Primitive;
  readonly enum?: readonly Primitive[];
  readonly pattern?: string;
  readonly format?: string;
  readonly maxLength?: number;
  readonly minLength?: number;
  readonly maximum?: number;
  readonly minimum?: number;
  readonly maxItems?: number;
  readonly minItems?: number;
  readonly not?: number;
  readonly anyOf?: readonly number[];
  readonly title?: string;
  readonly description?: string;
}

export type Primitive = string | number | boolean | null;

/** Keywords that are taken over as they are. */
const plain = [
  'type',
  'required',
  'dependencies',
  'const',
  'enum',
  'pattern',
  'format',
  'maxLength',
  'minLength',
  'maximum',
  'minimum',
  'maxItems',
  'minItems',
  'title',
  'description',
];
/** Keywords that say nothing of a value. */
const silent = ['$schema', '$id', '$comment', 'definitions', 'examples', 'promised', 'default'];
/** All that may stand in one schema with a reference: what else does holds, too, and a table has no "and". */
const besideReference = ['$ref', 'title', 'description'];
const formats = ['date', 'date-time'];

/**
 * Collects schemas into one table, equal parts once. `add` gives the number of a schema that stands alone; nothing where
 * it says something that a table cannot hold, such as `oneOf`: such a schema needs its compiler.
 */
export function tableOf() {
  const table: TableSchema[] = [];
  const numbers = new Map<string, number>();

  const numberOf = (schema: TableSchema): number => {
    const key = JSON.stringify(schema);
    const known = numbers.get(key) ?? table.push(schema) - 1;
    numbers.set(key, known);
    return known;
  };

  const add = (root: JsonSchema): number => {
    /** Of definitions under way too: one may hold itself. */
    const known = new Map<string, number>();
    const referred = (ref: string): number => {
      const before = known.get(ref);
      if (before !== undefined) return before;
      const target = definitionOf(root, ref);
      const index = isRecursive(root, ref) ? table.push({}) - 1 : undefined;
      // What another name of a definition under way stands for is not known yet.
      if (index !== undefined && isSchema(target) && '$ref' in target) throw new Unsupported();
      if (index !== undefined) known.set(ref, index);
      const made = convert(target);
      if (index !== undefined) table[index] = table[made] ?? {};
      known.set(ref, index ?? made);
      return index ?? made;
    };
    const convert = (schema: unknown): number => {
      if (schema === true) return numberOf({});
      if (!isSchema(schema)) throw new Unsupported();
      const rules = Object.entries(schema).filter(([keyword]) => !silent.includes(keyword));
      if (typeof schema['$ref'] === 'string') {
        if (rules.some(([keyword]) => !besideReference.includes(keyword))) throw new Unsupported();
        return referred(schema['$ref']);
      }
      const entries = rules.map(([keyword, says]): [string, unknown] => [
        keyword,
        converted(keyword, says, convert),
      ]);
      return numberOf(Object.fromEntries(entries) as TableSchema);
    };
    return convert(root);
  };

  return {
    table: table as readonly TableSchema[],
    add: (schema: JsonSchema): number | undefined => {
      // A table asks an object for a field, and does not ask whether it is the object's own.
      if (holdsInheritedName(JSON.stringify(schema))) return undefined;
      try {
        return add(schema);
      } catch (error) {
        if (error instanceof Unsupported) return undefined;
        throw error;
      }
    },
  };
}

class Unsupported extends Error {}

function converted(keyword: string, says: unknown, convert: (schema: unknown) => number): unknown {
  if (isPlain(keyword, says)) return says;
  switch (keyword) {
    case 'properties':
      return Object.fromEntries(Object.entries(says ?? {}).map(([name, part]) => [name, convert(part)]));
    case 'items':
    case 'not':
      return convert(says);
    case 'additionalProperties':
      return typeof says === 'boolean' ? says : convert(says);
    case 'anyOf':
      return Array.isArray(says) ? says.map(convert) : convert(undefined);
    default:
      throw new Unsupported();
  }
}

function isPlain(keyword: string, says: unknown): boolean {
  if (!plain.includes(keyword)) return false;
  if (keyword === 'format') return formats.includes(String(says));
  if (keyword === 'dependencies') return Object.values(says ?? {}).every(Array.isArray);
  const values = keyword === 'enum' && Array.isArray(says) ? says : keyword === 'const' ? [says] : [];
  return values.every((value) => typeof value !== 'object' || value === null);
}

/** Whether a definition leads back to itself. */
function isRecursive(root: JsonSchema, ref: string): boolean {
  const seen = new Set<string>();
  const leads = (part: unknown): boolean => {
    if (typeof part !== 'object' || part === null) return false;
    return Object.entries(part).some(([key, inside]) => {
      if (key !== '$ref' || typeof inside !== 'string') return leads(inside);
      if (inside === ref) return true;
      if (seen.has(inside)) return false;
      seen.add(inside);
      return leads(definitionOf(root, inside));
    });
  };
  return leads(definitionOf(root, ref));
}

function isSchema(schema: unknown): schema is Readonly<Record<string, unknown>> {
  return typeof schema === 'object' && schema !== null && !Array.isArray(schema);
}
