import type { JsonSchema } from '../../schema.ts';
import { type TypeField, typeFields } from '../type-fields.ts';
import { fieldLines } from './field-lines.ts';
import { ownFields } from './own-fields.ts';
import { type Person, personIn, resourceOf } from './person.ts';
import { camelCase, sentenceOf, titleOf } from './type-name.ts';

/** What a mapping's text is made of. */
interface Subject {
  readonly type: string;
  readonly resource: string | undefined;
  readonly person: Person;
  readonly fields: readonly TypeField[];
}

/** The text of a mapping for a type, which is valid as it stands. `schema` is that of the type and stands alone. */
export function mappingText(type: string, schema: JsonSchema): string {
  const subject = {
    type,
    resource: resourceOf(schema),
    person: personIn(schema),
    fields: typeFields(schema, 2),
  };
  const parts = [
    headLines(subject),
    fieldLines(type, subject.fields),
    personLines(subject),
    callLines(subject),
  ];
  return `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function headLines({ type, resource }: Subject): readonly string[] {
  return [
    '# yaml-language-server: $schema=../schemas/mapping.schema.json',
    `description: ${sentenceOf(type)}. Tells Segment ${purposeOf[callOf(resource)]}.`,
    `on: ${type}`,
  ];
}

function personLines({ type, person }: Subject): readonly string[] {
  const given = Object.entries(person).map(([name, path]) => `  ${name}: ${path}`);
  if (given.length === 0) return [...nobody, 'needs:', `  person: ${type} says nothing of a person`];
  const isById = person.email === undefined && person.anonymousId === undefined;
  return [
    '# Whoever it is: shared/identity.yaml makes $userId, $guestId and $person of these.',
    ...(isById ? onlyById : []),
    'let:',
    ...given,
    'needs:',
    `  ${person.anonymousId === undefined ? 'userId' : 'person'}: ${isById ? 'the customer is named by id only' : 'nobody is named'}`,
  ];
}

const nobody = [
  '# Nobody is named here, so nothing is sent yet. Where your deliveries say who it is, such as in a custom field, give it',
  '# as email, customerId or anonymousId:',
  '# let:',
  '#   customerId: …',
];

const onlyById = [
  '# The customer is named by id only: nothing is sent as long as shared/identity.yaml goes by the e-mail address.',
];

type CallType = 'identify' | 'group' | 'track';

function callOf(resource: string | undefined): CallType {
  return resource === 'customer' ? 'identify' : resource === 'business-unit' ? 'group' : 'track';
}

const purposeOf: Readonly<Record<CallType, string>> = {
  identify: 'what is known of the person',
  group: 'what is known of the company',
  track: 'that it happened',
};

function callLines({ type, resource, person, fields }: Subject): readonly string[] {
  const call = callOf(resource);
  const [part, kind] = call === 'track' ? ['properties', 'property'] : ['traits', 'trait'];
  const inside = insideLines(call, resource, person, fields);
  return [
    `${call}:`,
    ...(call === 'track' ? [`  event: ${titleOf(type)}`] : []),
    ...(person.anonymousId === undefined
      ? ['  userId: $userId']
      : ['  userId?: $userId', '  anonymousId?: $guestId']),
    ...(call === 'group' ? ['  groupId: $default(resourceUserProvidedIdentifiers.key, resource.id)'] : []),
    `  # To add a ${kind}, add a line; any name will do. "?": left out where there is no value.`,
    `  ${part}${inside.length === 0 ? '?: {}' : ':'}`,
    ...inside,
  ];
}

function insideLines(
  call: CallType,
  resource: string | undefined,
  { email }: Person,
  fields: readonly TypeField[],
): readonly string[] {
  const id =
    call === 'identify' ? 'customerId: resource.id' : `${camelCase(resource ?? 'resource')}Id: resource.id`;
  const known = fields.some(({ path }) => path === 'resource') ? [id] : [];
  const lines = [...(call === 'identify' && email !== undefined ? ['email?: $email'] : []), ...known];
  const names = lines.map((line) => line.split(/\??:/)[0]);
  const own = ownFields(fields).filter(({ name }) => !names.includes(name));
  return [...lines, ...own.map(({ name, expression }) => `${name}?: ${expression}`)].map(
    (line) => `    ${line}`,
  );
}
