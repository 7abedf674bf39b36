import {
  constOf,
  fieldNames,
  fieldOf,
  mayBeList,
  rootShape,
  type Shape,
  shapeAt,
} from '../../mapping/types/shape.ts';
import type { JsonSchema } from '../../schema.ts';
import { envelopeFields } from '../types/type-fields.ts';

/** Where a type of delivery says who a person is: the names that mappings/shared/identity.yaml asks for, with their paths. */
export interface Person {
  readonly email?: string;
  readonly customerId?: string;
  readonly anonymousId?: string;
}

/** Whom a delivery of that type is about. Who did it (`createdBy`), and to whom a parcel goes, may be somebody else. */
export function personIn(schema: JsonSchema): Person {
  const shape = rootShape(schema);
  const subjects = fieldNames(shape).filter(
    (name) => !envelopeFields.has(name) && !/^(old|previous|removed)/.test(name),
  );
  const below = (...fields: string[]) =>
    subjects.flatMap((subject) => fields.map((field) => `${subject}.${field}`));
  const found = {
    email: first(shape, ['email', 'customer.email', ...below('customerEmail')]),
    customerId: first(shape, [
      ...(resourceOf(schema) === 'customer' ? ['resource.id'] : []),
      'customerId',
      'customer.id',
      ...below('customerId', 'customer.id'),
    ]),
    anonymousId: first(shape, ['anonymousId', ...below('anonymousId')]),
  };
  return Object.fromEntries(Object.entries(found).filter(([, path]) => path !== undefined));
}

/** The one kind of resource that deliveries of a type are about; nothing where there are several, or none. */
export function resourceOf(schema: JsonSchema): string | undefined {
  const typeId = shapeAt(rootShape(schema), ['resource', 'typeId']);
  const value = typeId === undefined ? undefined : constOf(typeId);
  return typeof value === 'string' ? value : undefined;
}

function first(shape: Shape, paths: readonly string[]): string | undefined {
  return paths.find((path) => has(shape, path.split('.')));
}

function has(shape: Shape, [name, ...rest]: readonly string[]): boolean {
  if (name === undefined) return true;
  // A map of any names has this one too, but says nothing by it.
  if (!fieldNames(shape).includes(name)) return false;
  const found = fieldOf(shape, name);
  // Of a list of people, such as the associates of a unit, nobody is the one.
  return found.status === 'known' && !mayBeList(found.shape) && has(found.shape, rest);
}
