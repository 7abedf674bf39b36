import type { JsonSchema } from '../../schema.ts';
import { type TypeField, typeFields } from '../types/type-fields.ts';
import { type FetchedPerson, fetchedPerson } from './fetched-person.ts';
import { fieldLines } from './field-lines.ts';
import { ownFields } from './own-fields.ts';
import { type Person, personIn, resourceOf } from './person.ts';
import { camelCase, sentenceOf, titleOf } from './type-name.ts';

/** What a mapping's text is made of. */
interface Subject {
  readonly type: string;
  readonly resource: string | undefined;
  readonly person: Person;
  /** What leads to the person, where the delivery alone does not. */
  readonly fetched: FetchedPerson | undefined;
  readonly fields: readonly TypeField[];
}

/** The text of a mapping for a type, which is valid as it stands. `schema` is that of the type and stands alone. */
export function mappingText(type: string, schema: JsonSchema): string {
  const [resource, named] = [resourceOf(schema), personIn(schema)];
  const fetched = fetchedPerson(named, resource);
  const subject = {
    type,
    resource,
    person: fetched?.person ?? named,
    fetched,
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

function personLines({ type, person, fetched, fields }: Subject): readonly string[] {
  const given = Object.entries(person).map(([name, path]) => `  ${name}: ${path}`);
  if (given.length === 0)
    return nobodyLines(type, fields.some(({ path }) => path === 'createdBy.customer') ? doer : '…');
  return [
    ...(fetched === undefined ? [] : [fetched.comment, 'fetch:', `  ${fetched.line}`, '']),
    '# Whoever it is: shared/identity.yaml makes $userId, $guestId and $person of these.',
    'let:',
    ...given,
    'needs:',
    `  ${needsUser(person) ? 'userId' : 'person'}: ${fetched?.reason ?? 'nobody is named'}`,
  ];
}

/** Someone is named, and not by a visit. Where nobody is named, the analyst may come to give either. */
function needsUser({ anonymousId, ...user }: Person): boolean {
  return anonymousId === undefined && Object.keys(user).length > 0;
}

/** With `fetch:`, because as shipped people go by the e-mail address, and a customer's id alone names nobody. */
function nobodyLines(type: string, customerId: string): readonly string[] {
  return [
    '# Nobody is named here, so nothing is sent yet. Where your deliveries say who it is, such as in a custom field, give it',
    '# as email, customerId or anonymousId. For a customer, whose e-mail address is in the account alone, that is:',
    '# fetch:',
    '#   customer: $customerId',
    '# let:',
    `#   customerId: ${customerId}`,
    '#   email: $customer.email',
    'needs:',
    `  person: ${type} says nothing of a person`,
  ];
}

const doer = 'createdBy.customer.id   # who did it, where a customer did it';

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
  const inside = insideLines(call, { type, resource, person, fields });
  return [
    `${call}:`,
    ...(call === 'track' ? [`  event: ${titleOf(type)}`] : []),
    ...(needsUser(person) ? ['  userId: $userId'] : ['  userId?: $userId', '  anonymousId?: $guestId']),
    ...(call === 'group' ? ['  groupId: $default(resourceUserProvidedIdentifiers.key, resource.id)'] : []),
    `  # To add a ${kind}, add a line; any name will do. "?": left out where there is no value.`,
    `  ${part}${inside.length === 0 ? '?: {}' : ':'}`,
    ...inside,
  ];
}

function insideLines(
  call: CallType,
  { type, resource, person, fields }: Pick<Subject, 'type' | 'resource' | 'person' | 'fields'>,
): readonly string[] {
  const isPerson = call === 'identify';
  const id = isPerson ? 'customerId: resource.id' : `${camelCase(resource ?? 'resource')}Id: resource.id`;
  const known = [
    ...(isPerson && person.email !== undefined ? ['email?: $email'] : []),
    ...(fields.some(({ path }) => path === 'resource') ? [id] : []),
  ];
  const names = known.map((line) => line.split(/\??:/)[0]);
  const own = ownFields(fields)
    .map((field) => (isPerson ? { ...field, name: traitNames[field.name] ?? field.name } : field))
    .filter(({ name }) => !names.includes(name));
  const clears = call !== 'track' && type.endsWith('Set') && own.length > 0;
  const lines = own.map(({ name, expression }) =>
    clears ? `${name}: $default(${expression}, null)` : `${name}?: ${expression}`,
  );
  const why = clears ? ['# Where the value was removed, null clears the trait.'] : [];
  return [...known, ...why, ...lines].map((line) => `    ${line}`);
}

/** commercetools' names that Segment has another word for; its "title" is a job title. */
const traitNames: Readonly<Record<string, string>> = { title: 'honorific', dateOfBirth: 'birthday' };
