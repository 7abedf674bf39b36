import type { Definition, Definitions } from './definition.ts';

/** What the SDK's types do not say about one of them. */
interface Overlay {
  /** Fields that the SDK does not have, or describes too loosely. */
  readonly fields?: Definitions;
  /** Fields of which a mapping must not know. */
  readonly secrets?: readonly string[];
  /** Fields without which a delivery is of no use; everything else may be missing. */
  readonly required?: readonly string[];
  /** The fields that are described where the SDK has too many of them: any other name passes. */
  readonly only?: Definitions;
}

export const text = { type: 'string' } as const;
export const identifier = { ...text, minLength: 1, maxLength: 256 } as const;
/** https://docs.commercetools.com/api/projects/project */
/** With the placeholder that the API reference's own examples have. */
export const projectKey = { ...text, pattern: '^([A-Za-z0-9_-]{2,256}|<[a-z_-]+>)$' } as const;
export const time = { ...text, format: 'date-time' } as const;
const whole = { type: 'integer' } as const;
const anything = { type: 'object', additionalProperties: true } as const;

/** Real deliveries have these fields although no reference documents them. */
const seenInResources: Definitions = { versionModifiedAt: text, lastMessageSequenceNumber: whole };
const seenInActors: Definitions = {
  isPlatformClient: { type: 'boolean' },
  user: { type: 'object', properties: { typeId: { ...text, const: 'user' }, id: text } },
};

/** By the SDK's type name. */
export const overlays: Readonly<Record<string, Overlay>> = {
  CreatedBy: { fields: seenInActors },
  LastModifiedBy: { fields: seenInActors },
  CustomerCreatedMessage: { required: ['customer'] },
  Customer: {
    fields: {
      id: identifier,
      email: { ...text, pattern: '\\S' },
      // Optional texts may be empty in real deliveries.
      dateOfBirth: {
        title: 'a date, such as 1990-04-12, or empty text',
        anyOf: [
          { ...text, format: 'date' },
          { ...text, maxLength: 0 },
        ],
      },
      createdAt: time,
      lastModifiedAt: time,
      ...seenInResources,
    },
    secrets: ['password'],
    required: ['id', 'email'],
  },
  _Order: { fields: { ...seenInResources, type: text, orderId: text } },
  BusinessUnit: { fields: seenInResources },
  Payment: { fields: seenInResources },
  Review: { fields: seenInResources },
  CustomerEmailTokenCreatedMessage: { secrets: ['value'] },
  CustomerPasswordTokenCreatedMessage: { secrets: ['value'] },
  PaymentMethodInfo: { secrets: ['token'] },
  PaymentMethodInfoTokenSetMessage: { secrets: ['token', 'oldToken'] },
  // An applied Order Edit has no preview; with its actions it would describe a third of commercetools.
  OrderEditResult: { fields: { preview: anything } },
  StagedOrderUpdateAction: { only: { action: text } },
  MessagePayload: { only: { type: text } },
  ErrorObject: { only: { code: text, message: text } },
};

/** Fields that the SDK calls numbers, as every number in TypeScript, and that are whole numbers wherever they stand. */
const wholeNumbers: ReadonlySet<string> = new Set([
  'version',
  'oldVersion',
  'sequenceNumber',
  'resourceVersion',
  'centAmount',
  'preciseAmount',
  'fractionDigits',
]);

/** The schema of an object with what its overlay says. */
export function overlaid(schema: Definition, overlay: Overlay): Definition {
  const { fields = {}, secrets = [], required = [], only } = overlay;
  const { promised, required: before = [], ...rest } = schema;
  const properties = Object.entries({ ...(only ?? schema.properties), ...fields })
    .filter(([name]) => !secrets.includes(name))
    .map(([name, field]) => [name, wholeNumbers.has(name) ? wholeIfNumber(field) : field] as const);
  const names = properties.map(([name]) => name);
  const allRequired = [...new Set([...before, ...required])];
  const stillPromised = (promised ?? []).filter(
    (name) => names.includes(name) && !allRequired.includes(name),
  );
  // An empty list tells that each of the fields may be absent; what is required tells it already.
  const isTold = stillPromised.length > 0 || (promised !== undefined && allRequired.length === 0);
  return {
    ...rest,
    properties: Object.fromEntries(properties),
    ...(only && { additionalProperties: true }),
    ...(allRequired.length > 0 && { required: allRequired }),
    ...(isTold && { promised: stillPromised }),
  };
}

function wholeIfNumber(field: Definition | boolean): Definition | boolean {
  return typeof field === 'object' && field.type === 'number' ? { ...field, type: 'integer' } : field;
}
