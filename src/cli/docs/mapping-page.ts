import type { MappedField, Mapping, NamedExpression } from '../../mapping/catalog.ts';
import { fieldsRead } from '../../mapping/in-words/fields-read.ts';
import { expressionInWords } from '../../mapping/in-words/in-words.ts';
import { code } from '../../mapping/in-words/phrase.ts';
import { type DocumentNode, entry, readDocument } from '../../mapping/yaml/document.ts';
import type { CaseFiles } from '../../node/case-files.ts';
import { dotted } from '../dotted.ts';
import type { Project } from '../project.ts';
import { fetchLines } from './fetch-lines.ts';
import { listPaths } from './list-paths.ts';
import { docsFolder, type Page, pageOf, table } from './page.ts';
import { sampleBlocks } from './sample-blocks.ts';

/** The page of one mapping: what it listens to, what each field is in words, and its samples. */
export function mappingPage(mapping: Mapping, project: Project): Page {
  const { name, description, file, names } = mapping;
  const byName = new Map([
    ...(mapping.fetches ?? []).map((one) => [one.name, undefined] as const),
    ...names.map((one) => [one.name, one.expression] as const),
  ]);
  const isList = listPaths(mapping, byName, project.sources);
  const used = { names: byName, inWords: (text: string) => expressionInWords(text, isList) };
  const cases = project.cases.filter((one: CaseFiles) => one.mapping === name);
  return pageOf(`${docsFolder}${name}.md`, [
    `# ${name}`,
    description.trim(),
    `Written in [${file}](../${name}.yaml) · [all mappings](README.md) · [how to write a mapping](../README.md)`,
    ...conditionBlocks(mapping, project, used),
    ...callBlocks(mapping, used),
    ...nameBlocks(names, used, file),
    ...sampleBlocks(cases),
  ]);
}

/** The expressions of named values, none of what is fetched; and what an expression of the mapping gives, in words. */
interface Used {
  readonly names: ReadonlyMap<string, string | undefined>;
  readonly inWords: (expression: string) => string;
}

function conditionBlocks(
  { on, file, fetches = [] }: Mapping,
  { sources }: Project,
  used: Used,
): readonly string[] {
  const source = sources.mappings.find(({ path }) => path === file);
  const root = source === undefined ? undefined : readDocument(file, source.text).root;
  const when = entry(root, 'when');
  const needs = entry(root, 'needs');
  const needed = needs?.kind === 'map' ? needs.entries : [];
  return [
    '## When it runs',
    [
      `- It listens to ${on.map(code).join(', ')}.`,
      ...(when?.kind === 'scalar' ? [`- ${whenWords(when.value, used)}`] : []),
      ...fetchLines(fetches, entry(root, 'fetch')),
      ...needed.map(
        ({ key, value }) =>
          `- It needs ${code(`$${key}`)}${readWords(`$${key}`, used)}. Without it nothing is sent: “${textOf(value)}”.`,
      ),
    ].join('\n'),
  ];
}

function whenWords(value: string | number | boolean | null, { inWords }: Used): string {
  if (value === false) return 'It is **switched off**: it sends nothing.';
  return `It sends only where this is true: ${inWords(String(value))}.`;
}

function readWords(expression: string, used: Used): string {
  const read = fieldsRead(expression, used.names);
  return read.length === 0 ? '' : `, from ${shownFields(read)}`;
}

/** The calls of a mapping, in the order of the file. */
function callBlocks({ fields }: Mapping, used: Used): readonly string[] {
  const calls = [...new Set(fields.map(({ callIndex }) => callIndex))];
  return calls.flatMap((index) => {
    const own = fields.filter(({ callIndex }) => callIndex === index);
    const [title = ''] = own.map(({ call, event }) => (event === undefined ? call : `${call}: ${event}`));
    const rows = own.map((field) => [
      `${code(dotted(field.path))}${field.optional ? '' : ' **\\***'}`,
      withFields(fieldWords(field, used), field.expression, used),
      code(field.expression),
    ]);
    return [
      `## It sends ${title}`,
      table(['field', 'what it is', 'expression'], rows),
      '**\\*** must have a value; the other fields are left out where they have none.',
    ];
  });
}

/** Words for a named value stand beside its name where they are short. */
const shortWords = 100;

/** What stands for itself is always the same; null says what Segment does with it. */
function fieldWords({ expression }: MappedField, used: Used): string {
  if (expression === 'null') return 'always null, which clears it';
  const isConstant = /^(true|false|-?[\d.]+|"[^"]*")$/.test(expression);
  const words = `${isConstant ? 'always ' : ''}${used.inWords(expression)}`;
  const meaning = /^\$\w+$/.test(expression) ? used.names.get(expression.slice(1)) : undefined;
  const told = meaning === undefined ? '' : used.inWords(meaning);
  return told === '' || told.length > shortWords ? words : `${words}: ${told}`;
}

function nameBlocks(names: readonly NamedExpression[], used: Used, own: string): readonly string[] {
  if (names.length === 0) return [];
  const rows = names.map(({ name, expression, place }) => [
    place.file === own ? code(`$${name}`) : `${code(`$${name}`)}<br>${linkTo(place.file)}`,
    withFields(used.inWords(expression), expression, used),
    code(expression),
  ]);
  return ['## Values with a name', table(['name', 'what it is', 'expression'], rows)];
}

function linkTo(file: string): string {
  const path = file.replace('mappings/', '');
  return `[${path}](../${path})`;
}

/** Words, and below them the fields of the delivery that are read, where the words do not name them all. */
function withFields(words: string, expression: string, used: Used): string {
  const read = fieldsRead(expression, used.names);
  const isTold = read.every((field) => words.includes(code(field)));
  return isTold ? words : `${words}<br>from ${shownFields(read)}`;
}

/** So many fields are named; more would make the row hard to read. */
const mostFields = 6;

function shownFields(fields: readonly string[]): string {
  const shown = fields.slice(0, mostFields).map(code).join(', ');
  return fields.length > mostFields ? `${shown} and ${fields.length - mostFields} more` : shown;
}

function textOf(node: DocumentNode): string {
  return node.kind === 'scalar' ? String(node.value) : '';
}
