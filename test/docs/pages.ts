import { readdirSync, readFileSync } from 'node:fs';
import { sampleDelivery } from '../../src/cli/scaffold/sample.ts';
import { schemaOf } from '../../src/cli/types/type-schemas.ts';
import { buildCatalog } from '../../src/mapping/build-catalog.ts';
import type { BuiltCatalog, SourceFile } from '../../src/mapping/catalog.ts';
import { readProjectFiles } from '../../src/node/project-files.ts';

/**
 * What the documents show is executed. A `yaml` block is a whole mapping; `yaml shared` and `yaml table` are whole files
 * that mappings use; `yaml traits` is lines under `traits:`; `yaml fragment` is none of them. A `json` block below a `curl` line is its answer. `sh` lines run on the reader's machine,
 * `bash` blocks in a cloud; `sh lambda` makes what runs in one.
 */
export interface Block {
  readonly page: string;
  readonly language: string;
  readonly lines: readonly string[];
  /** The nearest heading above, without its marks. */
  readonly heading: string;
}

export const pages = ['README.md', 'mappings/README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'];
export const textOf = (page: string) => readFileSync(page, 'utf8');
export const blocks = pages.flatMap(blocksOf);
export const shown = (language: string) => blocks.filter((block) => block.language === language);

/** A mapping that no analyst changes: changing the real ones must not make a document wrong. */
export const plain = `description: A customer account was created.
on: CustomerCreated
identify:
  userId: customer.email
  traits:
    email: customer.email
`;

function blocksOf(page: string): readonly Block[] {
  const text = textOf(page);
  return [...text.matchAll(/^( *)```(\S[^\n]*)\n([\s\S]*?)\n *```$/gm)].map(
    ({ index, 1: indent = '', 2: language = '', 3: content = '' }) => ({
      page,
      language,
      lines: content.split('\n').map((line) => line.slice(indent.length)),
      heading: [...text.slice(0, index).matchAll(/^#+ (.+)$/gm)].at(-1)?.[1] ?? '',
    }),
  );
}

/** The rows below a heading's table, cell by cell, without the head. */
export function rowsBelow(page: string, heading: string): readonly (readonly string[])[] {
  const section = textOf(page).split(`\n## ${heading}\n`)[1]?.split(/\n## /)[0] ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('| '));
  return rows.slice(1).map((row) => row.split(/(?<!\\)\|/).map((cell) => cell.trim()));
}

/** The names in the first column of a heading's table. */
export function namesBelow(page: string, heading: string): readonly string[] {
  return rowsBelow(page, heading).flatMap(([, cell = '']) => /^`([^`]+)`$/.exec(cell)?.[1] ?? []);
}

/** The environment variables that the product reads. */
export function variablesRead(): ReadonlySet<string> {
  const files = readdirSync('src/node').filter((name) => name.startsWith('environment'));
  const names = files.flatMap((name) => [...textOf(`src/node/${name}`).matchAll(/variables, '(\w+)'/g)]);
  return new Set(names.map(([, name = '']) => name));
}

const project = await readProjectFiles();

/** The path that a block says in its first line that it stands at. */
export function pathOf({ lines }: Block): string | undefined {
  return /^# (mappings\/\S+\.yaml)$/.exec(lines[0] ?? '')?.[1];
}

/** The project's catalog with one mapping alone, and with the shared files and the tables that are shown; a reader may have kept them. */
export function catalogOf(yaml: string): BuiltCatalog {
  const { shared, tables } = project;
  const withShown = (files: readonly SourceFile[], language: string) => {
    const here = filesShown(language);
    return [...files.filter(({ path }) => here.every((one) => one.path !== path)), ...here];
  };
  return buildCatalog({
    ...project,
    mappings: [{ path: 'mappings/shown.yaml', text: yaml }],
    ...(shared && { shared: { ...shared, files: withShown(shared.files, 'yaml shared') } }),
    ...(tables && { tables: { ...tables, files: withShown(tables.files, 'yaml table') } }),
  });
}

function filesShown(language: string): readonly SourceFile[] {
  return shown(language).map((block) => ({ path: pathOf(block) ?? '', text: `${block.lines.join('\n')}\n` }));
}

/** The sample delivery that `mapper new` makes of a type. */
export function sampleOf(type: string): unknown {
  return sampleDelivery(type, schemaOf(type, project));
}
