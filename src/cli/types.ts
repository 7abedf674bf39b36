import type { CatalogSources } from '../mapping/catalog.ts';
import { type Descriptions, readSdkDescriptions } from '../node/sdk-descriptions.ts';
import { count } from '../report/format.ts';
import { type Command, jsonOption, rootOption, UsageError } from './command.ts';
import { exitCodes } from './exit-codes.ts';
import { readProject } from './project.ts';
import { resourceOf } from './scaffold/person.ts';
import { type ListedType, showList, showType } from './types/show-types.ts';
import { typeFields } from './types/type-fields.ts';
import { hintFor, schemaOf } from './types/type-schemas.ts';

/** Names from the delivery inwards; what lies deeper is rarely mapped, and in the schema. */
const depth = 3;

/** More types than this are only listed. */
const mostInFull = 3;

/** `mapper types`: what a mapping can listen to, and what it then can read. */
export const types: Command = {
  name: 'types',
  summary: 'lists the types of deliveries that mappings may listen to, and their fields',
  details: ['A whole name, or a part of few names, shows the fields too.'],
  usage: '[text]',
  options: [jsonOption, rootOption],
  exits: {
    fine: 'the types are shown',
  },
  examples: [{ line: 'npm run mapper -- types' }, { line: 'npm run mapper -- types OrderStateChanged' }],
  run: async (input, io) => {
    const [text, ...more] = input.names;
    if (more.length > 0) throw new UsageError('types: takes one text, a part of the name of a type');
    const { root, sources } = await readProject(input);
    const descriptions = await readSdkDescriptions(root);
    const names = matching(text, [...sources.inputs.keys()]);
    const listed = names.map((type) => listedType(type, sources, descriptions));
    const isInFull = text !== undefined && (input.has('json') || names.length <= mostInFull);
    const full = isInFull
      ? listed.map((one) => ({ ...one, fields: fieldsOf(one, sources, descriptions) }))
      : [];
    if (input.has('json')) io.stdout(`${JSON.stringify({ types: isInFull ? full : listed }, null, 2)}\n`);
    else if (isInFull) io.stdout(`${full.map(showType).join('\n\n')}\n`);
    else
      io.stdout(
        `${showList(listed)}\n\n${count(listed.length, 'type')}; for fields: npm run mapper -- types NAME\n`,
      );
    if (descriptions === undefined)
      io.stderr('descriptions are left out: @commercetools/platform-sdk is not installed here\n');
    return exitCodes.fine;
  },
};

/** The one type of that name, else all whose names hold the text. */
function matching(text: string | undefined, all: readonly string[]): readonly string[] {
  if (text === undefined) return all;
  const wanted = text.toLowerCase();
  const exact = all.filter((type) => type.toLowerCase() === wanted);
  const found = exact.length > 0 ? exact : all.filter((type) => type.toLowerCase().includes(wanted));
  if (found.length > 0) return found;
  throw new UsageError(`types: there is no type with ${text} in its name; ${hintFor(text, all)}`);
}

function listedType(
  type: string,
  sources: CatalogSources,
  descriptions: Descriptions | undefined,
): ListedType {
  const schema = schemaOf(type, sources);
  const description = descriptions === undefined ? undefined : declaredAs(type, descriptions).text;
  const resource = resourceOf(schema) ?? (type.startsWith('Resource') ? 'any resource' : 'Events');
  return { type, resource, ...(description === undefined ? {} : { description }) };
}

function fieldsOf({ type }: ListedType, sources: CatalogSources, descriptions: Descriptions | undefined) {
  const { name } = descriptions === undefined ? { name: type } : declaredAs(type, descriptions);
  return typeFields(schemaOf(type, sources), depth).map((field) => {
    const description = descriptions?.ofField(name, field.path.split('.'));
    return { ...field, ...(description === undefined ? {} : { description }) };
  });
}

/** The SDK's name for a type, with its description. */
export function declaredAs(
  type: string,
  { ofType }: Descriptions,
): { readonly name: string; readonly text?: string } {
  for (const ending of ['Message', 'Event', 'DeliveryPayload']) {
    const text = ofType(type + ending);
    if (text !== undefined) return { name: type + ending, text };
  }
  return { name: `${type}DeliveryPayload` };
}
