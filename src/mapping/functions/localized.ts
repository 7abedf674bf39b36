import { FunctionError, type MappingFunction } from './function-record.ts';
import { chooseText, type TaggedText } from './localized-choice.ts';
import { isBlank, isRecord, typeName } from './value-type.ts';

const hint =
  'give it a map such as {"en": "Shirt", "de-DE": "Hemd"}, then one locale or a list in order of preference';
const shirt = { 'de-DE': 'Hemd', en: 'Shirt', 'en-GB': 'Shirt, British' };

/** Texts by language tag have no default and no order of their own, so the mapping says which it prefers. */
export const localized: MappingFunction = {
  name: 'localized',
  signature: '<o(sa)?:s>',
  parameters: [
    { name: 'text', summary: 'A map of language tags (BCP 47) to texts.' },
    { name: 'locales', summary: 'A language tag, or a list of them with the preferred one first.' },
  ],
  summary:
    'The text in the first of the wanted languages that there is, and in any language if there is none.',
  examples: [
    { expression: '$localized(name, "en")', input: { name: shirt }, result: 'Shirt' },
    { expression: '$localized(name, "EN_gb")', input: { name: shirt }, result: 'Shirt, British' },
    { expression: '$localized(name, "en-US")', input: { name: shirt }, result: 'Shirt' },
    { expression: '$localized(name, "de")', input: { name: shirt }, result: 'Hemd' },
    { expression: '$localized(name, ["fr", "en"])', input: { name: shirt }, result: 'Shirt' },
    {
      expression: '$localized(name, [locale, "en"])',
      input: { locale: null, name: shirt },
      result: 'Shirt',
    },
    { expression: '$localized(name, "fr")', input: { name: shirt }, result: 'Hemd' },
    { expression: '$localized(name)', input: { name: { en: '', nl: 'Hemd (nl)' } }, result: 'Hemd (nl)' },
    { expression: '$localized(name, "en")', input: { name: {} } },
    { expression: '$localized(name, "en")' },
    {
      expression: '$localized(name, "en")',
      input: { name: { en: { short: 'Shirt' } } },
      failure: '$localized needs a text for each language tag; "en" holds an object',
    },
  ],
  implementation: (text: unknown, locales: unknown) => {
    if (text === undefined) return undefined;
    if (!isRecord(text)) {
      const message = `$localized needs a map of language tags to texts; it found ${typeName(text)}`;
      throw new FunctionError(message, hint);
    }
    return chooseText(Object.entries(text).flatMap(taggedText), wantedTags(locales));
  },
};

function taggedText([tag, text]: readonly [string, unknown]): readonly TaggedText[] {
  if (isBlank(text)) return [];
  if (typeof text === 'string') return [{ tag, text }];
  // A key that is no language tag may be anything, a person's name too.
  const shown = /^[a-z]{2,3}([-_][a-z\d]{2,8})*$/i.test(tag) ? `"${tag}"` : 'one of them';
  const message = `$localized needs a text for each language tag; ${shown} holds ${typeName(text)}`;
  throw new FunctionError(message, hint);
}

function wantedTags(locales: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(locales) ? locales : [locales];
  return list.filter((locale) => !isBlank(locale)).map(wantedTag);
}

function wantedTag(locale: unknown): string {
  if (typeof locale === 'string') return locale;
  const message = `$localized needs language tags as texts in its second argument; it found ${typeName(locale)}`;
  throw new FunctionError(message, hint);
}
