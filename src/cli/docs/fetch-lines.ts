import type { Mapping } from '../../mapping/catalog.ts';
import { expressionInWords } from '../../mapping/in-words/in-words.ts';
import { code } from '../../mapping/in-words/phrase.ts';
import type { DocumentNode } from '../../mapping/yaml/document.ts';

/** What a mapping fetches from commercetools, in words; what stands under `fetch:` and is not used is not fetched. */
export function fetchLines(
  fetches: NonNullable<Mapping['fetches']>,
  written: DocumentNode | undefined,
): readonly string[] {
  const entries = written?.kind === 'map' ? written.entries : [];
  return fetches.flatMap(({ name, kind, by }): readonly string[] => {
    const entry = entries.find(({ key }) => key.replace(/\?$/, '') === name);
    if (entry === undefined) return [];
    const { key, value } = entry;
    const way = value.kind === 'map' ? value.entries.find((one) => one.key === by)?.value : value;
    const leading = way?.kind === 'scalar' ? expressionInWords(String(way.value)) : '';
    const thing = kind.replaceAll('-', ' ');
    const led = by === 'id' ? leading : `its ${by.replaceAll('-', ' ')}: ${leading}`;
    const without = key.endsWith('?')
      ? 'Where there is none, or nothing may be fetched, it goes on without it.'
      : 'Where there is none, or nothing may be fetched, nothing is sent.';
    return [`- It fetches ${code(`$${name}`)} from commercetools, the ${thing}, by ${led}. ${without}`];
  });
}
