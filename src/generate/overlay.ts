import type { Definition, Definitions } from './definition.ts';

/** What the SDK's types do not say about one of them. */
interface Overlay {
  /** Fields that the SDK does not have, or describes too loosely. */
  readonly fields?: Definitions;
  /** Fields of which a mapping must not know. */
  readonly secrets?: readonly string[];
  /** Fields without which a delivery is of no use; everything else may be missing. */
  readonly required?: readonly string[];
}

const text = { type: 'string' } as const;
const identifier = { ...text, minLength: 1, maxLength: 256 } as const;
const time = { ...text, format: 'date-time' } as const;
const whole = { type: 'integer' } as const;

/** Fields of every message, with its envelope: `notificationType` and `projectKey` are not in the SDK's message types. */
export const messageOverlay = {
  fields: {
    notificationType: { ...text, const: 'Message' },
    projectKey: { ...text, pattern: '^[A-Za-z0-9_-]{2,256}$' },
    id: identifier,
    createdAt: time,
    lastModifiedAt: time,
  },
  required: ['notificationType', 'projectKey', 'id', 'resource', 'type', 'createdAt'],
} as const satisfies Overlay;

/** What a message is about; `resource` of a message narrows the SDK's 41 kinds to the one it can be. */
export function resourceOf(typeId: string): Definition {
  return {
    type: 'object',
    properties: { typeId: { ...text, const: typeId }, id: identifier },
    required: ['typeId', 'id'],
  };
}

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
  CustomerEmailTokenCreatedMessage: { secrets: ['value'] },
  CustomerPasswordTokenCreatedMessage: { secrets: ['value'] },
  PaymentMethodInfo: { secrets: ['token'] },
  PaymentMethodInfoTokenSetMessage: { secrets: ['token'] },
};

/** Fields that the SDK calls numbers, as every number in TypeScript, and that are whole numbers wherever they stand. */
const wholeNumbers: ReadonlySet<string> = new Set([
  'version',
  'sequenceNumber',
  'resourceVersion',
  'centAmount',
  'preciseAmount',
  'fractionDigits',
]);

/** The schema of an object with what its overlay says. */
export function overlaid(
  schema: Definition,
  { fields = {}, secrets = [], required = [] }: Overlay,
): Definition {
  const properties = Object.entries({ ...schema.properties, ...fields })
    .filter(([name]) => !secrets.includes(name))
    .map(([name, field]) => [name, wholeNumbers.has(name) ? wholeIfNumber(field) : field] as const);
  const allRequired = [...new Set([...(schema.required ?? []), ...required])];
  return {
    ...schema,
    properties: Object.fromEntries(properties),
    ...(allRequired.length > 0 && { required: allRequired }),
  };
}

function wholeIfNumber(field: Definition | boolean): Definition | boolean {
  return typeof field === 'object' && field.type === 'number' ? { ...field, type: 'integer' } : field;
}
