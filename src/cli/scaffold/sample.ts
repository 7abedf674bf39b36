import { secretFields } from '../../commercetools/clean.ts';
import type { Json } from '../../mapping/catalog.ts';
import { fieldNames, fieldOf, itemShape, rootShape, type Shape } from '../../mapping/types/shape.ts';
import type { JsonSchema } from '../../schema.ts';
import { kindOf, valuesOf } from '../types/type-fields.ts';
import { resourceOf } from './person.ts';
import { idAt } from './sample-ids.ts';
import { numberNamed, oneOf, sampleTime, textAtPath, textByLanguage } from './sample-texts.ts';
import { camelCase } from './type-name.ts';

/**
 * A delivery such as commercetools sends, made from the schema of its type, which stands alone: the same each time, of
 * an invented person, without secrets.
 */
export function sampleDelivery(type: string, schema: JsonSchema): Json {
  const resource = resourceOf(schema);
  const context = { type, resource, secrets: secretFields(type, resource) };
  return objectAt(rootShape(schema), [], context);
}

interface Context {
  readonly type: string;
  readonly resource: string | undefined;
  readonly secrets: readonly string[];
}

/** Resources hold resources, but a sample is read by people: below, only what is always there is shown, and no item of a list. */
const fullDepth = 2;

function objectAt(shape: Shape, path: readonly string[], context: Context): Json {
  const entries = fieldNames(shape).flatMap((name): readonly (readonly [string, Json])[] => {
    const found = fieldOf(shape, name);
    if (found.status !== 'known' || isLeftOut(name, path, shape, context)) return [];
    if (found.mayBeAbsent && !isWorthShowing(name, path, found.shape)) return [];
    return [[name, valueAt(found.shape, [...path, name], context)]];
  });
  return Object.fromEntries(entries);
}

function isLeftOut(name: string, path: readonly string[], holder: Shape, { secrets }: Context): boolean {
  if (secrets.includes(name) || ['obj', 'attributedTo', 'lastModifiedBy'].includes(name)) return true;
  // Someone who is logged in has no id of a visit.
  if (name === 'anonymousId') return fieldNames(holder).some((other) => /^customer(Id)?$/.test(other));
  return name === 'createdBy' && path.length > 0;
}

/** Whether a field that may be absent is there. */
function isWorthShowing(name: string, path: readonly string[], shape: Shape): boolean {
  if (path.length === 0 || address.has(name)) return true;
  const kind = kindOf(shape);
  if (path.length >= fullDepth || kind === 'list') return false;
  if (name === 'type') return valuesOf(shape).length > 0;
  return kind !== 'map' || name.endsWith('Address');
}

const address: ReadonlySet<string> = new Set(['streetName', 'streetNumber', 'postalCode', 'city']);

function valueAt(shape: Shape, path: readonly string[], context: Context): Json {
  const name = path.at(-1) ?? '';
  const known = fixed(path, context);
  if (known !== undefined) return known;
  const kind = kindOf(shape);
  switch (kind) {
    case 'money':
      return moneyAt(shape, path);
    case 'text by language':
      return textByLanguage(name);
    case 'list':
      return path.length > fullDepth ? [] : [valueAt(itemShape(shape), path, context)];
    case 'map':
    case 'reference':
    case 'reference by key':
    case 'custom fields':
      return name === 'fields' ? { loyaltyTier: 'gold' } : objectAt(shape, path, context);
    case 'number':
      return numberNamed(
        name,
        shape.schemas.every(({ type }) => type === 'integer'),
      );
    case 'true or false':
      return !/^(isPlatformClient|staged|dataErasure|hasStagedChanges)$/.test(name);
    default:
      return textAt(shape, path, context);
  }
}

/** What hangs together within a delivery, and is not to be read from the schema of one field. */
function fixed(path: readonly string[], { type, resource }: Context): Json | undefined {
  switch (path.join('.')) {
    case 'projectKey':
    case 'data.projectKey':
      return 'garden-shop';
    case 'createdBy':
      return { isPlatformClient: true, user: { typeId: 'user', id: idAt(['user', 'id']) } };
    case 'resource.typeId':
      return resource ?? 'product';
    case 'resource.id':
      return idAt([camelCase(resource ?? 'product'), 'id']);
    case 'resourceUserProvidedIdentifiers':
      return resource === 'order' ? { orderNumber: '10001' } : { key: `sample-${resource ?? 'product'}` };
    case 'sequenceNumber':
      return 1;
    case 'version':
      return type === 'ResourceUpdated' ? 2 : 1;
    case 'name':
      return type.includes('CustomField') ? 'loyaltyTier' : undefined;
    default:
      return undefined;
  }
}

function textAt(shape: Shape, path: readonly string[], { type }: Context): string {
  const name = path.at(-1) ?? '';
  const [schema = {}] = shape.schemas;
  if (typeof schema['const'] === 'string') return schema['const'];
  const value = oneOf(valuesOf(shape), name);
  if (value !== undefined) return value;
  if (schema['format'] === 'date-time') return sampleTime;
  if (/^(value|oldValue|previousValue)$/.test(name) && type.includes('CustomField'))
    return name === 'value' ? 'gold' : 'silver';
  if (name === 'id' || /Ids?$/.test(name)) return idAt(path);
  return textAtPath(path);
}

function moneyAt(shape: Shape, path: readonly string[]): Json {
  const isBefore = path.some((name) => name.startsWith('old'));
  const centAmount = /total|amount/i.test(path.at(-1) ?? '') ? 4998 : isBefore ? 2999 : 2499;
  const all = { type: 'centPrecision', currencyCode: 'EUR', centAmount, fractionDigits: 2 };
  const names = fieldNames(shape);
  return Object.fromEntries(Object.entries(all).filter(([field]) => names.includes(field)));
}
