import type { Definition, Definitions } from './definition.ts';
import { identifier, overlaid } from './overlay.ts';
import { sdkName } from './sdk-types.ts';

/** The SDK's types of what mappings may fetch, by the names that references have. Their files begin with a small letter. */
export const resourceKinds: Readonly<Record<string, string>> = {
  'business-unit': 'BusinessUnit',
  customer: 'Customer',
  order: 'Order',
  payment: 'Payment',
  quote: 'Quote',
  'quote-request': 'QuoteRequest',
  'shopping-list': 'ShoppingList',
};

/** The schema of a resource as the API gives it. */
export function resourceSchema(kind: string, described: Definitions): Definition {
  const name = resourceKinds[kind] ?? kind;
  const resource = targetOf(described[name], described);
  if (resource?.properties === undefined) throw new Error(`${sdkName} has no type ${name}`);
  return overlaid(resource, { fields: { id: identifier }, required: ['id'] });
}

/** Some types are another name for one. */
function targetOf(schema: Definition | undefined, all: Definitions): Definition | undefined {
  const { $ref } = schema ?? {};
  return $ref === undefined ? schema : targetOf(all[$ref.replace('#/definitions/', '')], all);
}
