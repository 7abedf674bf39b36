import {
  constOf,
  fieldNames,
  fieldOf,
  isTextMap,
  itemShape,
  mayBeList,
  rootShape,
  type Shape,
  typesOf,
} from '../../mapping/types/shape.ts';
import type { JsonSchema } from '../../schema.ts';

/** What kind of value a field holds, in an author's words. */
export type FieldKind =
  | 'text'
  | 'number'
  | 'true or false'
  | 'money'
  | 'reference'
  | 'reference by key'
  | 'text by language'
  | 'custom fields'
  | 'map'
  | 'list'
  | 'any';

/** One field of a type of delivery. */
export interface TypeField {
  /** As an expression writes it: lists are walked through without a mark. */
  readonly path: string;
  readonly kind: FieldKind;
  /** Of a list: what its items are. */
  readonly items?: FieldKind;
  /** Whether no field on the way may be absent. */
  readonly always: boolean;
  /** Values that it is known to have; others may come. */
  readonly values: readonly string[];
}

/** Fields that every delivery of a kind has; the others are what a type is about. */
export const envelopeFields: ReadonlySet<string> = new Set([
  'notificationType',
  'projectKey',
  'id',
  'type',
  'createdAt',
  'lastModifiedAt',
  'modifiedAt',
  'version',
  'sequenceNumber',
  'resource',
  'resourceVersion',
  'resourceType',
  'resourceUserProvidedIdentifiers',
  'createdBy',
  'lastModifiedBy',
]);

/** All fields down to a depth, what the type is about first. `schema` stands alone. */
export function typeFields(schema: JsonSchema, depth: number): readonly TypeField[] {
  const fields = below(rootShape(schema), '', true, depth);
  const isEnvelope = ({ path }: TypeField) => envelopeFields.has(path.split('.')[0] ?? '');
  return [...fields.filter((field) => !isEnvelope(field)), ...fields.filter(isEnvelope)];
}

/** The kind of the value at a shape. */
export function kindOf(shape: Shape): FieldKind {
  const names = fieldNames(shape);
  if (mayBeList(shape)) return 'list';
  if (names.includes('centAmount') && names.includes('currencyCode')) return 'money';
  if (names.includes('typeId')) return names.includes('id') ? 'reference' : 'reference by key';
  if (names.includes('fields') && names.includes('type')) return 'custom fields';
  if (isTextMap(shape)) return 'text by language';
  const types = [...(typesOf(shape) ?? [])];
  return types.length === 1 ? (kindOfType[types[0] ?? ''] ?? 'any') : 'any';
}

const kindOfType: Readonly<Record<string, FieldKind>> = {
  string: 'text',
  number: 'number',
  boolean: 'true or false',
  object: 'map',
};

function below(shape: Shape, path: string, always: boolean, depth: number): readonly TypeField[] {
  return fieldNames(shape).flatMap((name) => {
    const found = fieldOf(shape, name);
    // An expanded reference is never delivered.
    if (found.status !== 'known' || name === 'obj') return [];
    const own = fieldAt(found.shape, path === '' ? name : `${path}.${name}`, always && !found.mayBeAbsent);
    const isOpen = own.kind === 'map' ? !isAudit(own.path) : own.items === 'map' || own.path === 'resource';
    const inside = isOpen && depth > 1 ? below(itemShape(found.shape), own.path, own.always, depth - 1) : [];
    return [own, ...inside];
  });
}

/** Who did it: the same everywhere, and told once. */
function isAudit(path: string): boolean {
  return /(^|\.)(lastModifiedBy|attributedTo)$|\.createdBy$/.test(path);
}

function fieldAt(shape: Shape, path: string, always: boolean): TypeField {
  const kind = kindOf(shape);
  const items = kind === 'list' ? { items: kindOf(itemShape(shape)) } : {};
  return { path, kind, ...items, always, values: valuesOf(shape) };
}

/** The values that a text is known to have: the one it always has, or examples. */
export function valuesOf(shape: Shape): readonly string[] {
  const constant = constOf(shape);
  if (constant !== undefined) return [String(constant)];
  return itemShape(shape).schemas.flatMap(({ examples }) =>
    Array.isArray(examples) ? examples.map(String) : [],
  );
}
