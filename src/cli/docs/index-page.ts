import type { Mapping } from '../../mapping/catalog.ts';
import { functions } from '../../mapping/functions.ts';
import { code } from '../../mapping/in-words/phrase.ts';
import { anchorOf, docsFolder, type Page, pageOf, table } from './page.ts';

/** The page that leads to all others; `isOff` tells the mappings that send nothing. */
export function indexPage(mappings: readonly Mapping[], isOff: (mapping: Mapping) => boolean): Page {
  return pageOf(`${docsFolder}README.md`, [
    '# What is sent, in words',
    'One page for each mapping: what it listens to, what each field is, and its samples before and after. They are written from the mapping files by `npm run docs`.',
    '[How to write a mapping](../README.md) · [Cheat sheet of JSONata](cheat-sheet.md) · [Issue codes](issue-codes.md)',
    '## Mappings',
    table(
      ['mapping', 'what for', 'listens to', 'sends'],
      mappings.map((one) => mappingRow(one, isOff(one))),
    ),
    '## Functions',
    'Besides those of [JSONata](https://docs.jsonata.org/string-functions). Each links to its examples.',
    table(['function', 'what it gives'], functions.map(functionRow)),
  ]);
}

function mappingRow({ name, description, on, fields }: Mapping, off: boolean): readonly string[] {
  const sent = fields.map(({ call, event }) => (event === undefined ? call : `${call}: ${event}`));
  return [
    `[${name}](${name}.md)`,
    description.trim(),
    on.map(code).join(', '),
    `${off ? '*switched off*: ' : ''}${[...new Set(sent)].join(', ')}`,
  ];
}

function functionRow({ name, parameters, summary }: (typeof functions)[number]): readonly string[] {
  const call = `$${name}(${parameters.map((parameter) => parameter.name).join(', ')})`;
  return [`[${code(call)}](../README.md#${anchorOf(call)})`, summary];
}
