import type { FieldKind, TypeField } from './type-fields.ts';

/** More of the values of a field than a line holds. */
const mostValues = 6;

/** What a field holds, such as `text: Open, Confirmed` or `list of references`. */
export function kindWords({ kind, items, values }: TypeField): string {
  const word = items === undefined ? kind : `list of ${pluralOf[items]}`;
  if (values.length === 0) return word;
  const more = values.length > mostValues ? ', …' : '';
  return `${word}: ${values.slice(0, mostValues).join(', ')}${more}`;
}

const pluralOf: Readonly<Record<FieldKind, string>> = {
  text: 'texts',
  number: 'numbers',
  'true or false': 'true or false',
  money: 'money',
  reference: 'references',
  'text by language': 'texts by language',
  'custom fields': 'custom fields',
  map: 'maps',
  list: 'lists',
  any: 'any',
};
