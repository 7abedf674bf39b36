import type { FieldKind, TypeField } from './type-fields.ts';

/** Letters of the values of a field that stand beside it. */
const mostLetters = 50;

/** What a field holds, such as `text: Open, Confirmed` or `list of references`. */
export function kindWords({ kind, items, values }: TypeField): string {
  const word = items === undefined ? kind : `list of ${pluralOf[items]}`;
  const shown = values.filter((_, index) => values.slice(0, index + 1).join(', ').length <= mostLetters);
  if (shown.length === 0) return word;
  return `${word}: ${shown.join(', ')}${shown.length < values.length ? ', …' : ''}`;
}

const pluralOf: Readonly<Record<FieldKind, string>> = {
  text: 'texts',
  number: 'numbers',
  'true or false': 'true or false',
  money: 'money',
  reference: 'references',
  'reference by key': 'references by key',
  'text by language': 'texts by language',
  'custom fields': 'custom fields',
  map: 'maps',
  list: 'lists',
  any: 'any',
};
